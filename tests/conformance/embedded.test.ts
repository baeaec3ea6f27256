import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { openEmbeddedEngine } from './embedded-engine.ts';
import { transcript } from './transcript.ts';

const recorded: unknown = JSON.parse(
  readFileSync(new URL('transcript.json', import.meta.url), 'utf8'),
);

it('E1 the transcript on the embedded engine is the one recorded on a real Fabric network', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-embedded-'));
  try {
    const engine = await openEmbeddedEngine({ folder });
    try {
      expect(await transcript({ engine })).toEqual(recorded);
    } finally {
      await engine.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
