import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCa, generateSigner, issueCertificate } from '@careledger/keys';

const dayMs = 86_400_000;

/** A server's certificate of a hospital's own authority, in two files. */
export interface ServerCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** The authority's certificate, in PEM. */
  readonly authority: string;
  /** SHA-256 of the public key, as a browser is told to trust it. */
  readonly pin: string;
}

/** Issues a certificate for a host into a folder. */
export async function certify(folder: string, host: string): Promise<ServerCertificate> {
  const ca = await createCa({ name: host, org: host, days: 30 });
  const signer = generateSigner();
  const lines = signer.spki.toString('base64').replaceAll(/.{64}/g, '$&\n');
  const certPem = await issueCertificate({
    ca,
    subject: { cn: host },
    spkiPem: `-----BEGIN PUBLIC KEY-----\n${lines}\n-----END PUBLIC KEY-----\n`,
    dns: [host],
    server: true,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + 10 * dayMs),
  });
  const [certificateFile, keyFile] = [join(folder, 'pages.pem'), join(folder, 'pages.key')];
  writeFileSync(certificateFile, certPem);
  writeFileSync(keyFile, signer.pem(), { mode: 0o600 });
  const key = new X509Certificate(certPem).publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(key).digest('base64');
  return { certificateFile, keyFile, authority: ca.certPem, pin };
}
