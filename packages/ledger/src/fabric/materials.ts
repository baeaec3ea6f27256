import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate with its private key, both as PEM. */
export interface KeyPair {
  readonly certPem: string;
  readonly keyPem: string;
}

/** The roots that an MSP folder names. */
export interface Roots {
  readonly certPem: string;
  readonly tlsCertPem: string;
}

const NODE_OUS = `${JSON.stringify({
  NodeOUs: {
    Enable: true,
    ...Object.fromEntries(
      ['client', 'peer', 'admin', 'orderer'].map((unit) => [
        `${unit.charAt(0).toUpperCase()}${unit.slice(1)}OUIdentifier`,
        { Certificate: 'cacerts/ca.pem', OrganizationalUnitIdentifier: unit },
      ]),
    ),
  },
})}\n`;

function write(file: string, text: string, mode = 0o644): void {
  writeFileSync(file, text, { mode });
}

/** Writes an MSP folder: roots and node units always, certificate and key when `identity` is given. */
export function writeMsp(folder: string, roots: Roots, identity?: KeyPair): void {
  for (const part of ['cacerts', 'tlscacerts', 'signcerts', 'keystore']) {
    mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  }
  write(join(folder, 'cacerts', 'ca.pem'), roots.certPem);
  write(join(folder, 'tlscacerts', 'ca.pem'), roots.tlsCertPem);
  write(join(folder, 'config.yaml'), NODE_OUS);
  if (identity === undefined) return;
  write(join(folder, 'signcerts', 'cert.pem'), identity.certPem);
  write(join(folder, 'keystore', 'key.pem'), identity.keyPem, 0o600);
}

/** Writes the TLS certificate, key and root that a server or a command uses. */
export function writeTls(folder: string, rootPem: string, pair: KeyPair): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  write(join(folder, 'ca.crt'), rootPem);
  write(join(folder, 'server.crt'), pair.certPem);
  write(join(folder, 'server.key'), pair.keyPem, 0o600);
}
