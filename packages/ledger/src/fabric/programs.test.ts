import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { FabricError } from './fabric-error.ts';
import { findPrograms } from './programs.ts';

const ALL = ['peer', 'orderer', 'configtxgen', 'configtxlator', 'osnadmin'];

describe('the programs of Fabric', () => {
  it('E5 are named, all that are missing, with how to get them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'programs-'));
    try {
      writeFileSync(join(folder, 'peer'), '', { mode: 0o755 });
      writeFileSync(join(folder, 'orderer'), '', { mode: 0o644 });
      const fault = (() => {
        try {
          return findPrograms({ PATH: folder });
        } catch (error) {
          return error;
        }
      })();
      expect(fault).toBeInstanceOf(FabricError);
      expect(fault).toMatchObject({ code: 'missing-program', programs: ALL.slice(1) });
      expect(String(fault)).toContain('CARELEDGER_FABRIC_BIN');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('E5 are taken from the named folder before PATH', () => {
    const [named, path] = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'programs-')));
    try {
      for (const folder of [named ?? '', path ?? '']) {
        for (const name of ALL) writeFileSync(join(folder, name), '', { mode: 0o755 });
      }
      const found = findPrograms({ PATH: path, CARELEDGER_FABRIC_BIN: named });
      expect(found.peer).toBe(join(named ?? '', 'peer'));
    } finally {
      for (const folder of [named ?? '', path ?? '']) rmSync(folder, { recursive: true });
    }
  });
});
