import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCa, createCsr, issueCertificate, type Issuer } from './certificate-authority.ts';
import { verifyChain } from './certificate-chain.ts';
import { parseCertificate } from './certificate.ts';
import { generateSigner, isLowS } from './signer.ts';

const spkiPemOf = (spki: Buffer): string =>
  `-----BEGIN PUBLIC KEY-----\n${spki.toString('base64')}\n-----END PUBLIC KEY-----\n`;

describe('certificate authority', () => {
  let ca: Issuer;
  beforeAll(async () => {
    ca = await createCa({ name: 'Northgate Root', org: 'Northgate', days: 3650 });
  });
  const signer = generateSigner();
  const spkiPem = spkiPemOf(signer.spki);
  const subject = { cn: 'peer0.northgate', ou: 'peer', o: 'Northgate' };

  it('M1 issues what its root proves, for a node of the role that it names', async () => {
    const pem = await issueCertificate({ ca, subject, spkiPem, days: 365 });
    const certificate = parseCertificate(pem);
    expect(certificate.subject).toEqual({ cn: 'peer0.northgate', ou: ['peer'], o: ['Northgate'] });
    expect(certificate.issuer).toEqual(parseCertificate(ca.certPem).subject);
    expect(certificate.spki).toEqual(signer.spki);
    expect(certificate.isCa).toBe(false);
    expect(verifyChain(pem, [ca.certPem], Date.now())).toEqual({ valid: true, root: ca.certPem });
  });

  it('gives a root with the usages and key identifier that an MSP demands', () => {
    const root = new X509Certificate(ca.certPem);
    expect(root.ca).toBe(true);
    expect(root.checkIssued(root)).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(root.raw.includes(Buffer.from('0603551d0e', 'hex'))).toBe(true); // subject key identifier
    expect(root.raw.includes(Buffer.from('0603551d0f0101ff040403020186', 'hex'))).toBe(true); // sign, certs, CRLs
  });

  it('E1 signs certificates with low S, as Fabric keeps them', async () => {
    for (let index = 0; index < 16; index += 1) {
      const pem = await issueCertificate({ ca, subject, spkiPem, days: 1 });
      const raw = new X509Certificate(pem).raw;
      // The signature is the last element: a bit string of 70 to 72 bytes.
      const start = [70, 71, 72, 69, 68]
        .map((length) => raw.length - length)
        .find((at) => raw[at] === 0x30 && raw[at + 1] === raw.length - at - 2 && raw[at - 1] === 0);
      expect(isLowS(raw.subarray(start))).toBe(true);
    }
  });

  it('T1.1 takes nothing from a request but its key', async () => {
    const device = generateSigner();
    const csrPem = await createCsr(device, { cn: 'admin', ou: 'admin', o: 'Riverside' });
    const pem = await issueCertificate({
      ca,
      subject: { cn: 'ab'.repeat(32), ou: 'client' },
      csrPem,
      days: 30,
      client: true,
    });
    const certificate = parseCertificate(pem);
    expect(certificate.subject).toEqual({ cn: 'ab'.repeat(32), ou: ['client'], o: [] });
    expect(certificate.spki).toEqual(device.spki);
  });

  it('T1.1 refuses a request that its key did not sign', async () => {
    const csrPem = await createCsr(generateSigner(), { cn: 'device' });
    const der = Buffer.from(csrPem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    const order = { ca, subject, days: 1 };
    await expect(issueCertificate({ ...order, csrPem: forged })).rejects.toMatchObject({
      code: 'request',
    });
    await expect(issueCertificate({ ...order, csrPem: 'nothing' })).rejects.toMatchObject({
      code: 'request',
    });
  });

  it('E5 refuses keys that are not P-256, names that could say more than one thing, and turned periods', async () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    const order = { ca, subject, spkiPem, days: 1 };
    const wrongKey = p384.export({ type: 'spki', format: 'pem' }).toString();
    await expect(issueCertificate({ ...order, spkiPem: wrongKey })).rejects.toMatchObject({
      code: 'key',
    });
    await expect(issueCertificate({ ...order, spkiPem: '' })).rejects.toMatchObject({
      code: 'key',
    });
    const refused = [
      ...['', 'a/b', 'a\nOU=admin', 'x'.repeat(65)].map((cn) => ({ ...order, subject: { cn } })),
      { ...order, days: Number.NaN },
      { ...order, days: -1 },
      { ...order, dns: ['a b'] },
      { ...order, ips: ['localhost'] },
      { ...order, ca: { ...ca, certPem: 'none' } },
    ];
    for (const one of refused)
      await expect(issueCertificate(one)).rejects.toMatchObject({ code: 'certificate' });
  });

  it('keeps a name that looks like several as one', async () => {
    const cn = 'x, OU=admin+CN=y';
    const pem = await issueCertificate({ ca, subject: { cn, ou: 'client' }, spkiPem, days: 1 });
    expect(parseCertificate(pem).subject).toEqual({ cn, ou: ['client'], o: [] });
  });

  it('writes attributes as Fabric reads them', async () => {
    const attrs = { role: 'doctor', 'hf.Type': 'client' };
    const pem = await issueCertificate({ ca, subject, spkiPem, days: 1, attrs });
    expect(Object.fromEntries(parseCertificate(pem).attrs)).toEqual(attrs);
    expect(parseCertificate(pem).attrs.get('constructor')).toBeUndefined();
    expect(new X509Certificate(pem).raw.includes(JSON.stringify({ attrs }))).toBe(true);
  });

  it.each(['localhost', '127.0.0.1'])(
    'D5 serves and connects under mutual TLS at %s',
    async (host) => {
      const [serverKey, clientKey] = [generateSigner(), generateSigner()];
      const names = { dns: ['localhost'], ips: ['127.0.0.1', '::1'] };
      const serverPem = await issueCertificate({
        ca,
        subject: { cn: 'node', o: 'Northgate' },
        spkiPem: spkiPemOf(serverKey.spki),
        days: 1,
        server: true,
        ...names,
      });
      const clientPem = await issueCertificate({
        ca,
        subject: { cn: 'service', ou: 'client' },
        spkiPem: spkiPemOf(clientKey.spki),
        days: 1,
        client: true,
      });
      const server = createServer({
        key: serverKey.pem(),
        cert: serverPem,
        ca: [ca.certPem],
        requestCert: true,
        rejectUnauthorized: true,
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      try {
        const socket = connect({
          port: portOf(server.address()),
          host: '127.0.0.1',
          ...(host === 'localhost' && { servername: host }),
          ca: [ca.certPem],
          key: clientKey.pem(),
          cert: clientPem,
        });
        const accepted: Promise<TLSSocket[]> = once(server, 'secureConnection');
        await once(socket, 'secureConnect');
        const [peer] = await accepted;
        expect(socket.authorized).toBe(true);
        expect(peer?.getPeerCertificate().subject.CN).toBe('service');
        socket.destroy();
      } finally {
        server.close();
      }
    },
  );
});

describe('chain', () => {
  const day = 86_400_000;
  const from = Date.UTC(2020, 0, 1);
  const period = (first: number, last: number): { notBefore: Date; notAfter: Date } => ({
    notBefore: new Date(from + first * day),
    notAfter: new Date(from + last * day),
  });
  const spkiPem = spkiPemOf(generateSigner().spki);
  let ca: Issuer;
  let leaf: string;
  beforeAll(async () => {
    ca = await createCa({ name: 'Root', org: 'Northgate', ...period(0, 1000) });
    leaf = await issueCertificate({ ca, subject: { cn: 'a' }, spkiPem, ...period(10, 20) });
  });

  it.each([
    [9, 'not-yet-valid'],
    [10, 'valid'],
    [20, 'valid'],
    [21, 'expired'],
  ])('J6 holds at a time in its period: day %d is %s', (at, outcome) => {
    const result = verifyChain(leaf, [ca.certPem], from + at * day);
    expect(result.valid ? 'valid' : result.because).toBe(outcome);
  });

  it('M5 holds under either root of an overlap, and not under an expired root', async () => {
    const other = await createCa({ name: 'Root', org: 'Northgate', ...period(0, 1000) });
    const at = from + 15 * day;
    expect(verifyChain(leaf, [other.certPem, ca.certPem], at).valid).toBe(true);
    expect(verifyChain(leaf, [other.certPem], at)).toEqual({
      valid: false,
      because: 'unknown-issuer',
    });
    const short = await createCa({ name: 'Short', org: 'Northgate', ...period(0, 12) });
    const late = await issueCertificate({
      ca: short,
      subject: { cn: 'a' },
      spkiPem,
      ...period(10, 20),
    });
    expect(verifyChain(late, [short.certPem], at)).toEqual({ valid: false, because: 'expired' });
  });

  it('M1 holds for no root as its own leaf, no leaf as an issuer, and nothing malformed', () => {
    const at = from + 15 * day;
    expect(verifyChain(ca.certPem, [ca.certPem], at)).toEqual({
      valid: false,
      because: 'authority',
    });
    expect(verifyChain(leaf, [leaf], at)).toEqual({ valid: false, because: 'unknown-issuer' });
    expect(verifyChain(leaf, [], at)).toEqual({ valid: false, because: 'unknown-issuer' });
    expect(verifyChain(leaf, ['nothing'], at)).toEqual({ valid: false, because: 'unknown-issuer' });
    expect(verifyChain('nothing', [ca.certPem], at)).toEqual({
      valid: false,
      because: 'malformed',
    });
    expect(verifyChain(leaf, [ca.certPem], Number.NaN).valid).toBe(false);
  });

  it('E5 reads no certificate from anything else', () => {
    for (const pem of ['', 'nothing', leaf.slice(0, 200), leaf.replace('MII', 'MIJ')])
      expect(() => parseCertificate(pem)).toThrow(expect.objectContaining({ code: 'certificate' }));
  });
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
