import { createPrivateKey, sign } from 'node:crypto';
const N = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const int = (b: Buffer) => {
  let i = 0;
  while (i < b.length - 1 && b[i] === 0) i++;
  b = b.subarray(i);
  if (b[0]! > 0x7f) b = Buffer.concat([Buffer.of(0), b]);
  return Buffer.concat([Buffer.of(2, b.length), b]);
};
export function loadSigner(pem: string) {
  const key = createPrivateKey(pem);
  return {
    sign(m: Uint8Array) {
      const raw = sign('sha256', m, { key, dsaEncoding: 'ieee-p1363' });
      let s = BigInt('0x' + raw.subarray(32).toString('hex'));
      if (s > N / 2n) s = N - s;
      const body = Buffer.concat([
        int(raw.subarray(0, 32)),
        int(Buffer.from(s.toString(16).padStart(64, '0'), 'hex')),
      ]);
      return Buffer.concat([Buffer.of(0x30, body.length), body]);
    },
  };
}
