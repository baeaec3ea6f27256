import { printRows, textIn } from '../rows.ts';
import { outputOf, sessionOf, type CommonFlags } from '../session.ts';

/** `readings PATIENT`: the series of a patient. */
export async function readings([patient = '']: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('readings', { patient, limit: 100_000 }));
}

/** `scores PATIENT`: NEWS2 over time. */
export async function scores([patient = '']: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(
    outputOf(flags),
    await client.call('scores', { patient }),
    (row) =>
      `${textIn(row, 'at')}  NEWS2 ${row['incomplete'] === true ? '≥ ' : ''}${textIn(row, 'score')}`,
  );
}

/** `alerts`: open and past alerts. */
export async function alerts([patient = '']: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('alerts', patient === '' ? {} : { patient }));
}

/** `quarantine`: readings that were kept out, and why. */
export async function quarantine(_: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('quarantine', {}));
}
