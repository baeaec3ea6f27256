import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { labelBundle, syntheticBundle } from '@careledger/fhir';
import { planConsortium, readPeople } from '@careledger/node';
import { dataFolder } from '../consortium-file.ts';
import { tellEvidence } from '../demo/evidence-steps.ts';
import { tellControl, tellExchange } from '../demo/exchange-steps.ts';
import { tellMonitoring } from '../demo/monitoring-steps.ts';
import type { Stage } from '../demo/stage.ts';
import { createTeller } from '../demo/teller.ts';
import { foundDemonstration, hospitals } from '../founding.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { portsOf, takenPort } from '../ports.ts';
import { demoSession } from '../seed.ts';
import { outputOf, type CommonFlags } from '../session.ts';
import { superviseConsortium } from '../supervise.ts';
import { resourceIn } from './people.ts';

/** `demo`: the story end to end on a consortium of its own, then ends; exit 3 at the first thing that is not as it should be. */
export async function demo(
  _: string[],
  flags: CommonFlags & { bundle?: string; engine?: string },
): Promise<void> {
  const output = outputOf(flags);
  if ((flags.engine ?? 'embedded') !== 'embedded')
    throw new CommandEnd(exitCodes.usage, 'demo --engine fabric: not in this release');
  const bundle =
    flags.bundle === undefined
      ? { name: 'synthetic.json', value: syntheticBundle(7, 0) }
      : { name: basename(flags.bundle), value: resourceIn(flags.bundle) };
  const patients = entriesOf(bundle.value).filter((type) => type === 'Patient').length;
  if (patients !== 1)
    throw new CommandEnd(
      exitCodes.usage,
      `${bundle.name} has ${patients} Patients; the story wants a transaction bundle with exactly one.`,
    );
  const own = flags.data === undefined;
  const data = own ? mkdtempSync(join(tmpdir(), 'careledger-demo-')) : dataFolder(flags.data);
  const consortium = await foundDemonstration(data, {
    portBase: await freePortBase(),
    engine: 'embedded',
  });
  const scratch = join(data, 'story');
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  output.progress('starting …');
  const running = await superviseConsortium(data, consortium, { say: () => {}, revive: false });
  const interrupted = () => void running.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const stage: Stage = {
      data,
      consortium,
      running,
      bundle,
      scratch,
      custodian: await demoSession(data, consortium, 'northgate', 'doctor'),
      doctor: await demoSession(data, consortium, 'riverside', 'doctor'),
      labels: labelBundle(bundle.value).map((row) => ({ ...row, fullUrl: row.fullUrl ?? '' })),
      facts: new Map([
        [
          'doctor-password',
          readPeople(data).find((p) => p.member === 'riverside' && p.role === 'doctor')?.password ??
            '',
        ],
      ]),
    };
    const teller = createTeller(output);
    await tellExchange(stage, teller);
    await tellMonitoring(stage, teller);
    await tellControl(stage, teller);
    await tellEvidence(stage, teller);
    output.say('That is the whole story.');
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await running.stop();
    if (own) rmSync(data, { recursive: true, force: true });
  }
}

function entriesOf(bundle: { [member: string]: unknown }): string[] {
  const { entry } = bundle;
  if (bundle['resourceType'] !== 'Bundle' || !Array.isArray(entry)) return [];
  return entry.map((each: unknown) => {
    const resource =
      typeof each === 'object' && each !== null && 'resource' in each ? each.resource : undefined;
    return typeof resource === 'object' && resource !== null && 'resourceType' in resource
      ? String(resource.resourceType)
      : '';
  });
}

/** A base under which all the ports of a demonstration are free now. */
async function freePortBase(): Promise<number> {
  for (let portBase = 18_100; portBase < 60_000; portBase += 100) {
    const plan = planConsortium({ names: hospitals, portBase, demo: true, engine: 'embedded' });
    if ((await takenPort(portsOf(plan))) === undefined) return portBase;
  }
  throw new CommandEnd(exitCodes.fault, 'No free ports on this machine.');
}
