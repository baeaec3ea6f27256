import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nodePrograms } from './node-build.ts';

it('E8.1 makes the programs of a node once from the same sources', () => {
  const one = nodePrograms();
  expect(nodePrograms()).toBe(one);
  expect(readdirSync(one)).toEqual(
    expect.arrayContaining([
      'hospital-main.mjs',
      'orderer-main.mjs',
      'peer-thread.mjs',
      'verify-thread.mjs',
      'index-check.mjs',
    ]),
  );
});
