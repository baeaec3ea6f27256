import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from './log-tree.ts';

const root = resolve(import.meta.dirname, '../../..');
const data = resolve(root, process.env['CARELEDGER_DATA'] ?? '../shared/data');
const archive = join(data, 'merkle/rfc6962-proofs.tar.xz');
const isPresent = existsSync(archive);
if (!isPresent) console.warn(`SKIPPED: transparency-dev vectors, no ${archive}`);

/** Go writes byte strings as base64 and an absent list as null. */
interface Vector {
  desc: string;
  wantErr: boolean;
  proof: string[] | null;
  leafIdx: number;
  treeSize: number;
  leafHash: string;
  root: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
}

describe.skipIf(!isPresent)('transparency-dev vectors', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'careledger-vectors-'));
    const { status } = spawnSync('tar', ['xJf', archive, '-C', folder], { timeout: 20_000 });
    expect(status).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const vectorsOf = (kind: string): Vector[] => {
    const under = join(folder, 'testdata', kind);
    return readdirSync(under, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(under, name), 'utf8')));
  };
  const wrong = (vectors: Vector[], holds: (vector: Vector) => boolean): string[] =>
    vectors.filter((vector) => holds(vector) === vector.wantErr).map(({ desc }) => desc);

  it('J2 accepts and refuses all 98 cases of inclusion', () => {
    const vectors = vectorsOf('inclusion');
    expect(vectors).toHaveLength(98);
    const faults = wrong(vectors, ({ leafIdx, treeSize, leafHash, root: top, proof }) =>
      verifyInclusion({
        leaf: bytes(leafHash),
        index: leafIdx,
        size: treeSize,
        root: bytes(top),
        path: (proof ?? []).map(bytes),
      }),
    );
    expect(faults).toEqual([]);
  });

  it('J2 accepts and refuses all 98 cases of consistency', () => {
    const vectors = vectorsOf('consistency');
    expect(vectors).toHaveLength(98);
    const faults = wrong(vectors, ({ size1, size2, root1, root2, proof }) =>
      verifyConsistency({
        first: size1,
        firstRoot: bytes(root1),
        second: size2,
        secondRoot: bytes(root2),
        path: (proof ?? []).map(bytes),
      }),
    );
    expect(faults).toEqual([]);
  });
});

function bytes(text: string | null): Uint8Array {
  return Buffer.from(text ?? '', 'base64');
}
