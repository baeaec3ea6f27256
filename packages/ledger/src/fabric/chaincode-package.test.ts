import { assert, property, record, stringMatching } from 'fast-check';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { packChaincode } from './chaincode-package.ts';

describe('a chaincode package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('E1 unpacks with tar to metadata and the address of the service', () => {
    const { bytes } = packChaincode({ label: 'book-1', address: '127.0.0.1:7052' });
    writeFileSync(join(folder, 'book.tar.gz'), bytes);
    execFileSync('tar', ['xzf', 'book.tar.gz'], { cwd: folder });
    execFileSync('tar', ['xzf', 'code.tar.gz'], { cwd: folder });
    const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
    expect(read('metadata.json')).toEqual({ type: 'ccaas', label: 'book-1' });
    expect(read('connection.json')).toMatchObject({
      address: '127.0.0.1:7052',
      tls_required: false,
    });
  });

  it('E1 has an id that follows from label and address alone, and differs where they do', () => {
    const options = record({
      label: stringMatching(/^[a-z]{1,20}$/),
      address: stringMatching(/^[a-z0-9.]{1,40}:[0-9]{1,5}$/),
    });
    assert(
      property(options, options, (one, other) => {
        const same = one.label === other.label && one.address === other.address;
        expect(packChaincode(one).id === packChaincode(other).id).toBe(same);
        const { id, label, bytes } = packChaincode(one);
        expect(id).toBe(`${label}:${createHash('sha256').update(bytes).digest('hex')}`);
      }),
    );
  });
});
