import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A chaincode package as the lifecycle installs it: its bytes and the id that they give. */
export interface ChaincodePackage {
  readonly label: string;
  readonly id: string;
  readonly address: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`;
}

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write(octal(0o644, 8), 100, 'latin1');
  block.write(octal(0, 8), 108, 'latin1');
  block.write(octal(0, 8), 116, 'latin1');
  block.write(octal(size, 12), 124, 'latin1');
  block.write(octal(0, 12), 136, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write('0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A POSIX tar archive, gzipped, whose bytes depend on names and contents only. */
function archive(files: Readonly<Record<string, Buffer>>): Buffer {
  const blocks = Object.keys(files)
    .toSorted()
    .flatMap((name) => {
      const body = files[name] ?? Buffer.alloc(0);
      return [
        header(name, body.length),
        body,
        Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK),
      ];
    });
  const bytes = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), { level: 9 });
  // Byte 9 of a gzip header names the operating system that packed it.
  bytes[9] = 255;
  return bytes;
}

/**
 * Packs chaincode that runs as a service at `address`; equal arguments give equal bytes and so
 * the same package id `<label>:<sha-256 of the bytes>`.
 */
export function packChaincode({
  label,
  address,
}: {
  label: string;
  address: string;
}): ChaincodePackage {
  const text = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);
  const code = archive({
    'connection.json': text({ address, dial_timeout: '10s', tls_required: false }),
  });
  const bytes = archive({ 'metadata.json': text({ type: 'ccaas', label }), 'code.tar.gz': code });
  return {
    label,
    id: `${label}:${createHash('sha256').update(bytes).digest('hex')}`,
    address,
    bytes,
  };
}
