import { FabricError } from '@careledger/ledger';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';

import { openEmbeddedEngine } from './embedded-engine.ts';
import { openFabricEngine } from './fabric-engine.ts';
import { transcript } from './transcript.ts';

const exits = { done: 0, usage: 2, untrue: 3, missingProgram: 69 } as const;

/** `npm run conformance -- --engine embedded|fabric`: the rules on an engine, compared with the record of real Fabric. */
async function main(engineName: string): Promise<number> {
  if (engineName !== 'embedded' && engineName !== 'fabric') {
    process.stderr.write('--engine takes embedded or fabric.\n');
    return exits.usage;
  }
  const folder = mkdtempSync(join(tmpdir(), 'careledger-conformance-'));
  try {
    process.stderr.write(`Starting the ${engineName} engine …\n`);
    const engine =
      engineName === 'embedded'
        ? await openEmbeddedEngine({ folder })
        : await openFabricEngine({ folder }, { env: process.env });
    try {
      const told = await transcript(
        { engine },
        { onStep: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`) },
      );
      const recorded: unknown = JSON.parse(
        readFileSync(new URL('transcript.json', import.meta.url), 'utf8'),
      );
      const ok = isDeepStrictEqual(JSON.parse(JSON.stringify(told)), recorded);
      const row = { ok, figure: 'steps as on real Fabric', value: told.length, unit: 'steps' };
      process.stdout.write(`${JSON.stringify(row)}\n`);
      return ok ? exits.done : exits.untrue;
    } finally {
      await engine.close();
    }
  } catch (error) {
    if (!(error instanceof FabricError) || error.code !== 'missing-program') throw error;
    process.stderr.write(`${error.message}\n`);
    return exits.missingProgram;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { engine: { type: 'string', default: 'embedded' } } });
process.exitCode = await main(values.engine);
