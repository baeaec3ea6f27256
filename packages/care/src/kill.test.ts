import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import { record, text } from './shape.ts';
import { openWard } from './ward.fixture.ts';

const KILLS = Number(process.env['CARE_KILLS'] ?? 5);
const script = fileURLToPath(new URL('./import-until-killed.fixture.ts', import.meta.url));
const flags =
  'typescript' in process.features && process.features.typescript ? [] : ['--import', 'tsx'];
const lineShape = record({ source: text, fullUrl: text, type: text, id: text });

/** Runs the importing child and kills it once it has printed so many lines (-1: at the first byte). */
async function runAndKill(folder: string, from: number, lines: number): Promise<string[]> {
  const args = [...flags, script, folder, 'correct horse battery', String(from)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    said += String(chunk);
    if (said.split('\n').length - 2 >= lines) child.kill('SIGKILL');
  });
  await new Promise((settle) => child.on('close', settle));
  return said.split('\n').slice(1, -1);
}

describe('kill -9', () => {
  it(
    `R7.1 loses nothing acknowledged and doubles nothing, killed ${KILLS} times under import`,
    { timeout: 30_000 * KILLS },
    async () => {
      await using ward = await openWard();
      const acknowledged = new Map<string, { type: string; id: string }>();
      for (let kill = 0; kill < KILLS; kill++) {
        await ward.hospital.close();
        const lines = await runAndKill(ward.folder, kill, (kill * 37) % 150);
        for (const line of lines) {
          const { source, fullUrl, type, id } = lineShape(JSON.parse(line), 'line');
          const key = `${source} ${fullUrl}`;
          expect(acknowledged.get(key) ?? { type, id }).toEqual({ type, id });
          acknowledged.set(key, { type, id });
        }
        await ward.restart();
        const doctor = ward.as('doctor');
        for (const { type, id } of acknowledged.values())
          expect((await ward.hospital.chart.vread(doctor, { type, id, version: 1 })).id).toBe(id);
      }
      expect(acknowledged.size).toBeGreaterThan(0);
      const { chart } = ward.hospital;
      const sources = new Set([...acknowledged.keys()].map((key) => key.split(' ')[0] ?? ''));
      for (const source of sources) {
        const given = syntheticBundle('kill', Number(source.slice('bundle-'.length)));
        for (const { fullUrl, id, isNew } of await chart.importBundle(ward.as('doctor'), {
          source,
          bundle: given,
        })) {
          expect(isNew).toBe(false);
          expect(acknowledged.get(`${source} ${fullUrl ?? ''}`)?.id ?? id).toBe(id);
        }
      }
      const patients = ward.hospital.people.patients(ward.as('doctor')).length;
      expect(patients).toBeLessThanOrEqual(KILLS + 40);
      const before = ward.hospital.journal.size;
      await ward.hospital.rebuild();
      expect(ward.hospital.people.patients(ward.as('doctor'))).toHaveLength(patients);
      expect(ward.hospital.journal.size).toBe(before);
    },
  );
});
