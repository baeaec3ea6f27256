import { CareError } from '@careledger/care';
import type { OidcSettings } from '../node-file.ts';

/** What an authorization was begun with: it has to come back with the answer. */
export interface Begun {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** The hospital's own provider, asked by authorization code with PKCE. */
export interface OidcClient {
  begin(): Promise<Begun & { readonly url: string }>;
  /** The user whom the provider names, and the roles that it gives him; undefined where no roles are mapped. */
  finish(answer: URL, begun: Begun): Promise<{ user: string; roles: string[] | undefined }>;
}

const limitS = 10;

/** Makes a client; library and provider's metadata are read by the first sign-in, again after a failure. */
export function createOidcClient(
  settings: OidcSettings,
  options: { redirectUri: string },
): OidcClient {
  const { issuer, clientId, secret, userClaim, roleClaim } = settings;
  let loading: ReturnType<typeof load> | undefined;

  async function load() {
    const oidc = await import('openid-client');
    const at = new URL(issuer);
    const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(at.hostname);
    const execute = isLoopback ? [oidc.allowInsecureRequests] : [];
    const configuration = await oidc.discovery(at, clientId, secret, undefined, {
      execute,
      timeout: limitS,
    });
    return { oidc, configuration };
  }

  async function loaded(): ReturnType<typeof load> {
    try {
      return await (loading ??= load());
    } catch (cause) {
      loading = undefined;
      const say = 'The hospital’s own sign-in does not answer: use your passkey or password.';
      throw new CareError('unreachable', say, { cause });
    }
  }

  return {
    begin: async () => {
      const { oidc, configuration } = await loaded();
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: options.redirectUri,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { verifier, state, nonce, url: url.href };
    },
    finish: async (answer, { verifier, state, nonce }) => {
      const { oidc, configuration } = await loaded();
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = new Map<string, unknown>(Object.entries(tokens.claims() ?? {}));
        const user = claims.get(userClaim);
        if (typeof user !== 'string') throw refused();
        return {
          user,
          roles: roleClaim === undefined ? undefined : rolesIn(claims.get(roleClaim)),
        };
      } catch (cause) {
        throw refused(cause);
      }
    },
  };

  function rolesIn(claim: unknown): string[] {
    const given = Array.isArray(claim) ? claim : [claim];
    return given.flatMap((each) => settings.roles[String(each)] ?? []);
  }
}

const refused = (cause?: unknown) =>
  new CareError('unauthenticated', 'The hospital’s own sign-in did not answer as expected.', {
    cause,
  });
