import { createCa, generateSigner, issueCertificate } from '@careledger/keys';
import { createPublicKey } from 'node:crypto';

import type { KeyPair } from './materials.ts';

/** The two certificate authorities of one organisation: for identities and for TLS. */
export interface Authorities {
  readonly ca: KeyPair;
  readonly tlsCa: KeyPair;
}

const ROOT_DAYS = 3_650;
const LEAF_DAYS = 825;
const LOOPBACK = { dns: ['localhost'], ips: ['127.0.0.1'] };

/** Makes the authorities of a new organisation. */
export async function createAuthorities(org: string): Promise<Authorities> {
  return {
    ca: await createCa({ name: `ca.${org}`, org, days: ROOT_DAYS }),
    tlsCa: await createCa({ name: `tlsca.${org}`, org, days: ROOT_DAYS }),
  };
}

/** A new key with a certificate in one of Fabric's roles (the subject's unit says which). */
export async function issueIdentity(
  ca: KeyPair,
  { org, role }: { org: string; role: 'admin' | 'client' | 'orderer' | 'peer' },
): Promise<KeyPair> {
  const { keyPem, spkiPem } = newKey();
  const subject = { cn: `${role}.${org}`, ou: role, o: org };
  return { keyPem, certPem: await issueCertificate({ ca, subject, spkiPem, days: LEAF_DAYS }) };
}

/** A new key with a TLS certificate, as client and, on loopback, as server. */
export async function issueTls(
  tlsCa: KeyPair,
  { org, name }: { org: string; name: string },
): Promise<KeyPair> {
  const { keyPem, spkiPem } = newKey();
  const certPem = await issueCertificate({
    ca: tlsCa,
    subject: { cn: `${name}.${org}`, o: org },
    spkiPem,
    days: LEAF_DAYS,
    client: true,
    server: true,
    ...LOOPBACK,
  });
  return { keyPem, certPem };
}

function newKey(): { keyPem: string; spkiPem: string } {
  const keyPem = generateSigner().pem();
  const spkiPem = createPublicKey(keyPem).export({ type: 'spki', format: 'pem' }).toString();
  return { keyPem, spkiPem };
}
