import { faultKinds, type Fault } from '@careledger/telemetry';
import { consortiumOf, dataFolder, memberOf } from '../consortium-file.ts';
import { wanted, wholeNumber } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, sessionOf, type CommonFlags } from '../session.ts';
import { simulate as run } from '../simulation.ts';

type Flags = CommonFlags & {
  patient?: string;
  devices?: string;
  readings?: string;
  seed?: string;
  speed?: string;
  faults?: string;
};

/** `simulate`: monitors with keys of their own send signed readings over MQTT. */
export async function simulate(_: string[], flags: Flags): Promise<void> {
  const output = outputOf(flags);
  const member = memberOf(consortiumOf(dataFolder(flags.data)), flags.at).id;
  const speed = flags.speed === undefined ? null : Number(flags.speed);
  if (speed !== null && !(speed > 0))
    throw new CommandEnd(exitCodes.usage, '--speed takes a number above 0.');
  const { sent, ofFaults, seconds } = await run(
    await sessionOf(flags),
    {
      member,
      patient: wanted(flags.patient, '--patient'),
      devices: wholeNumber(flags.devices, '--devices', { least: 1, most: 200, otherwise: 1 }),
      readings: wholeNumber(flags.readings, '--readings', {
        least: 1,
        most: 10_000_000,
        otherwise: 100,
      }),
      seed: flags.seed ?? '1',
      speed,
      faults: faultsIn(flags.faults),
    },
    (done, of) => output.progress(`${done} of ${of} messages acknowledged`),
  );
  output.progress('');
  output.say(
    `${sent} messages acknowledged, ${ofFaults} of them made faulty on purpose, in ${seconds.toFixed(1)} s.`,
  );
  output.row(
    {
      ok: true,
      figure: 'readings acknowledged',
      value: Math.round(sent / seconds),
      unit: '1/s',
      sent,
      faulty: ofFaults,
    },
    `${Math.round(sent / seconds)} messages a second`,
  );
}

function faultsIn(text: string | undefined): Partial<Record<Fault, number>> {
  const faults: Partial<Record<Fault, number>> = {};
  for (const part of (text ?? '').split(',').filter((p) => p !== '')) {
    const [name, count = '1'] = part.split('=');
    const kind = faultKinds.find((each) => each === name);
    if (!kind || !/^\d{1,7}$/.test(count))
      throw new CommandEnd(
        exitCodes.usage,
        `--faults takes KIND=COUNT, with KIND one of ${faultKinds.join(', ')}.`,
      );
    faults[kind] = Number(count);
  }
  return faults;
}
