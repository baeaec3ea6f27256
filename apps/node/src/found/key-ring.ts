import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createCa,
  generateSigner,
  issueCertificate,
  loadSigner,
  type Issuer,
  type Signer,
} from '@careledger/keys';

/** A certificate and its private key, PEM. */
export interface Credential {
  readonly cert: string;
  readonly key: string;
}

/** Keys of one party, each in files of mode 0600 under its own `keys` folder. */
export interface KeyRing {
  /** A root of the own: `ca` for services and peers, `device-ca` for devices alone. */
  authority(name: string): Issuer;
  credential(name: string): Credential;
  signer(name: string): Signer;
}

/** What a key ring is made with. */
export interface KeyRingOrder {
  readonly folder: string;
  readonly organisation: string;
  readonly authorities: readonly string[];
  /** Certificates of the first authority; `ou` is Fabric's role of a node. */
  readonly credentials: readonly { name: string; ou: string; server?: boolean; client?: boolean }[];
  readonly signers: readonly string[];
}

const tenYears = 3650;
const twoYears = 730;

/** Makes all keys of a party; never overwrites one. */
export async function makeKeyRing(order: KeyRingOrder): Promise<KeyRing> {
  mkdirSync(order.folder, { recursive: true, mode: 0o700 });
  chmodSync(order.folder, 0o700);
  const { organisation: org } = order;
  for (const name of order.authorities) {
    const { certPem, keyPem } = await createCa({ name: `${org} ${name}`, org, days: tenYears });
    keep(order.folder, name, { cert: certPem, key: keyPem });
  }
  const ring = openKeyRing(order.folder);
  const ca = ring.authority(order.authorities[0] ?? 'ca');
  for (const { name, ou, server = false, client = false } of order.credentials) {
    const signer = generateSigner();
    const spkiPem = `-----BEGIN PUBLIC KEY-----\n${signer.spki.toString('base64')}\n-----END PUBLIC KEY-----\n`;
    const host = org.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const subject = { cn: `${name}.${host}`, ou, o: org };
    const names = server ? { dns: ['localhost', `${host}.localhost`], ips: ['127.0.0.1'] } : {};
    const cert = await issueCertificate({
      ca,
      subject,
      spkiPem,
      days: twoYears,
      server,
      client,
      ...names,
    });
    keep(order.folder, name, { cert, key: signer.pem() });
  }
  for (const name of order.signers)
    writeNew(join(order.folder, `${name}.key.pem`), generateSigner().pem());
  return ring;
}

/** Opens the keys of a party. */
export function openKeyRing(folder: string): KeyRing {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    authority: (name) => ({ certPem: text(`${name}.cert.pem`), keyPem: text(`${name}.key.pem`) }),
    credential: (name) => ({ cert: text(`${name}.cert.pem`), key: text(`${name}.key.pem`) }),
    signer: (name) => loadSigner(text(`${name}.key.pem`)),
  };
}

function keep(folder: string, name: string, { cert, key }: Credential): void {
  writeNew(join(folder, `${name}.cert.pem`), cert);
  writeNew(join(folder, `${name}.key.pem`), key);
}

function writeNew(file: string, text: string): void {
  if (!existsSync(file)) writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
}
