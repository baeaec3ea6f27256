import { randomBytes } from 'node:crypto';
import type { Issuer, Signer } from '@careledger/keys';
import { createCa, generateSigner, issueCertificate } from '@careledger/keys';
import { createPublicKey } from 'node:crypto';

/** A key, its certificate and the authority's, as a TLS end presents them. */
export interface Identity {
  readonly handle: string;
  readonly signer: Signer;
  readonly key: string;
  readonly cert: string;
}

/** A hospital's device authority for tests. */
export interface TestAuthority {
  readonly ca: string;
  readonly server: Identity;
  device(): Promise<Identity>;
}

/** A new authority with the broker's certificate for localhost and 127.0.0.1. */
export async function createAuthority(): Promise<TestAuthority> {
  const ca = await createCa({ name: 'Northgate devices', org: 'northgate', days: 2 });

  return {
    ca: ca.certPem,
    server: await issue(ca, {
      cn: 'northgate',
      dns: ['localhost'],
      ips: ['127.0.0.1'],
      server: true,
    }),
    device: () => issue(ca, { cn: randomBytes(32).toString('hex'), client: true }),
  };
}

async function issue(
  ca: Issuer,
  order: { cn: string; dns?: string[]; ips?: string[]; server?: boolean; client?: boolean },
): Promise<Identity> {
  const signer = generateSigner();
  const key = createPublicKey({ key: signer.spki, format: 'der', type: 'spki' });
  const { cn, ...uses } = order;
  const spkiPem = key.export({ type: 'spki', format: 'pem' }).toString();
  const cert = await issueCertificate({
    ca,
    subject: { cn, o: 'northgate' },
    spkiPem,
    days: 1,
    ...uses,
  });
  return { handle: cn, signer, key: signer.pem(), cert };
}
