import { syntheticBundle } from '@careledger/fhir';
import { openHospital } from './hospital.ts';

// Child of kill.test.ts: imports bundle after bundle and prints what is acknowledged, until it is killed.
const [folder = '', password = '', from = '0'] = process.argv.slice(2);
const hospital = await openHospital(
  { folder, member: 'northgate', channel: 'careledger' },
  { clock: Date.now, log: () => undefined, projections: [] },
);
const doctor = await hospital.people.vouch({ user: 'doctor', password });
process.stdout.write('ready\n');
for (let n = Number(from); n < Number(from) + 40; n++) {
  const source = `bundle-${n}`;
  const outcome = await hospital.chart.importBundle(doctor, {
    source,
    bundle: syntheticBundle('kill', n),
  });
  for (const { type, id, fullUrl, isNew } of outcome)
    process.stdout.write(`${JSON.stringify({ source, fullUrl, type, id, isNew })}\n`);
}
await hospital.close();
