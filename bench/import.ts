import { syntheticBundle } from '@careledger/fhir';
import { openLog } from '@careledger/store';
import { join } from 'node:path';
import { openHospital, type Hospital, type StaffActor } from '@careledger/care';
import type { BenchDeps } from './figure.ts';
import { measure, rateOf } from './measure.ts';

const BUNDLES = 30;
const SEED = 2026;
const PASSWORD = 'a password of this bench alone';

/** Entries of synthetic bundles into a hospital, beside parsing the same text and sealing the same entries alone. */
export async function benchImport(deps: BenchDeps): Promise<void> {
  const { folder, signal, figure, progress } = deps;
  progress(`import: generating ${BUNDLES} bundles …`);
  const bundles = Array.from({ length: BUNDLES }, (_, index) => syntheticBundle(SEED, index));
  const texts = bundles.map((bundle) => JSON.stringify(bundle));
  const entries = bundles.flatMap(entriesOf);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const settings = { bundles: BUNDLES, entries: entries.length, bytes };

  progress('import: parsing alone …');
  const parses = rateOf(() => texts.forEach((text) => JSON.parse(text)));
  figure('import.limit.parse', parses * entries.length, 'entries/s', settings);

  const hospital = await openHospital(
    { folder: join(folder, 'hospital'), member: 'northgate', channel: 'careledger', create: true },
    { clock: () => Date.now(), log: () => undefined, projections: [] },
  );
  try {
    await measureVault({ hospital, entries, settings }, deps);
    const doctor = await doctorOf(hospital);
    progress(`import: ${entries.length} entries into the chart …`);
    const taken = await measure(
      { count: bundles.length },
      {
        signal,
        once: (index) =>
          hospital.chart.importBundle(doctor, {
            source: `bundle-${index}`,
            bundle: bundles[index],
          }),
      },
    );
    const rate = (entries.length * 1000) / taken.elapsedMs;
    figure('import.entries', rate, 'entries/s', settings);
  } finally {
    await hospital.close();
  }
  await measureAppends({ entries, settings }, deps);
}

async function measureVault(
  given: { hospital: Hospital; entries: readonly Buffer[]; settings: Record<string, number> },
  { signal, figure, progress }: BenchDeps,
): Promise<void> {
  const { hospital, entries, settings } = given;
  progress('import: sealing into the vault alone …');
  const items = entries.map((content) => ({ patient: 'directory', category: 'bench', content }));
  const perCall = Math.ceil(items.length / BUNDLES);
  const sealed = await measure(
    { count: BUNDLES },
    {
      signal,
      once: (index) => hospital.vault.putAll(items.slice(index * perCall, (index + 1) * perCall)),
    },
  );
  const rate = (items.length * 1000) / sealed.elapsedMs;
  figure('import.limit.vault', rate, 'entries/s', { ...settings, perCall });
}

async function measureAppends(
  { entries, settings }: { entries: readonly Buffer[]; settings: Record<string, number> },
  { folder, signal, figure, progress }: BenchDeps,
): Promise<void> {
  progress('import: durable appends of the same entries, unsealed …');
  const log = await openLog({ folder: join(folder, 'limit'), name: 'limit' });
  try {
    const perCall = Math.ceil(entries.length / BUNDLES);
    const bodies = entries.map((body) => ({ body }));
    const appended = await measure(
      { count: BUNDLES },
      { signal, once: (n) => log.appendAll(bodies.slice(n * perCall, (n + 1) * perCall)) },
    );
    const rate = (entries.length * 1000) / appended.elapsedMs;
    figure('import.limit.append', rate, 'entries/s', { ...settings, perCall });
  } finally {
    await log.close();
  }
}

async function doctorOf({ people }: Hospital): Promise<StaffActor> {
  const cole = {
    user: 'cole',
    name: 'Cora Cole',
    role: 'administrator',
    password: PASSWORD,
  } as const;
  const adams = { user: 'adams', name: 'Ada Adams', role: 'doctor', password: PASSWORD } as const;
  await people.addPractitioner(cole);
  await people.addPractitioner({ ...adams, by: await people.vouch(cole) });
  return people.vouch(adams);
}

function entriesOf(bundle: unknown): Buffer[] {
  if (typeof bundle !== 'object' || bundle === null) return [];
  if (!('entry' in bundle) || !Array.isArray(bundle.entry)) return [];
  return bundle.entry.map((entry: unknown) => Buffer.from(JSON.stringify(entry)));
}
