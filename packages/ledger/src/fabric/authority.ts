import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import type { KeyPair } from './materials.ts';

const alg = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
x509.cryptoProvider.set(webcrypto as any);
async function pem(key: any): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END PRIVATE KEY-----\n`;
}
export interface Authority extends KeyPair {
  cert: any;
  key: any;
}
export async function createAuthority(name: string, org: string): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(alg, true, ['sign', 'verify']);
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}, O=${org}`,
    notBefore: new Date(Date.now() - 3600e3),
    notAfter: new Date(Date.now() + 3650 * 86400e3),
    keys: keys as any,
    signingAlgorithm: alg,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey as any),
    ],
  });
  return {
    certPem: cert.toString('pem') + '\n',
    keyPem: await pem(keys.privateKey),
    cert,
    key: keys.privateKey,
  };
}
export async function issue(
  ca: Authority,
  o: { cn: string; org: string; ou?: string; server?: boolean },
): Promise<KeyPair> {
  const keys = await webcrypto.subtle.generateKey(alg, true, ['sign', 'verify']);
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)))
      .toString('hex')
      .replace(/^./, '1'),
    subject: `CN=${o.cn}, ${o.ou ? `OU=${o.ou}, ` : ''}O=${o.org}`,
    issuer: ca.cert.subject,
    notBefore: new Date(Date.now() - 3600e3),
    notAfter: new Date(Date.now() + 3650 * 86400e3),
    publicKey: keys.publicKey as any,
    signingKey: ca.key,
    signingAlgorithm: alg,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(ca.cert, false),
      ...(o.server
        ? [
            new x509.SubjectAlternativeNameExtension([
              { type: 'dns', value: 'localhost' },
              { type: 'ip', value: '127.0.0.1' },
            ]),
          ]
        : []),
    ],
  });
  return { certPem: cert.toString('pem') + '\n', keyPem: await pem(keys.privateKey) };
}
