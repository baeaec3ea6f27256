// A hospital's own OpenID provider for tests: `/as/<user>` says who signs in next. Prints its address.
// Arguments, both optional: the redirect address of the hospital, the own port.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirect = 'http://northgate.localhost:8101/api/v1/oidc/callback', port = '0'] =
  process.argv.slice(2);
let next = 'doctor';
const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  if (path.startsWith('/as/')) {
    next = path.slice('/as/'.length);
    response.end();
  } else if (path.startsWith('/interaction/'))
    void provider.interactionFinished(request, response, { login: { accountId: next } });
  else provider.callback()(request, response);
});
await new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const groups = { doctor: ['ward-doctors'], nurse: ['ward-doctors'], stranger: ['ward-doctors'] };
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'careledger',
      client_secret: 'a secret of the test',
      redirect_uris: [redirect],
    },
  ],
  scopes: ['openid', 'profile'],
  claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['a key of the test'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: () => ({ sub, preferred_username: sub, groups: groups[sub] ?? [] }),
  }),
  loadExistingGrant: async (context) => {
    const { session, client } = context.oidc;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});
console.log(issuer);
