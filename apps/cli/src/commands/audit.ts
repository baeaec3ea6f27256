import { staffOrPatientSession } from '../patient-session.ts';
import { printRows, textIn } from '../rows.ts';
import { outputOf, sessionOf, type CommonFlags } from '../session.ts';

/** `disclosures PATIENT`: who saw or was refused what. */
export async function disclosures(
  [patient = '']: string[],
  flags: CommonFlags & { passkey?: string },
): Promise<void> {
  const client = await staffOrPatientSession(flags);
  const answer = await client.call('disclosures', patient === '' ? {} : { patient });
  printRows(
    outputOf(flags),
    answer,
    (row) =>
      `${textIn(row, 'at')}  ${textIn(row, 'outcome')} (${textIn(row, 'because')})  ${textIn(row, 'who')}, ${textIn(row, 'purpose')}, ${textIn(row, 'basis')}${Number(row['count']) > 1 ? `, ${textIn(row, 'count')} times` : ''}  ${textIn(row, 'tx')}`,
  );
}

/** `receipts`: answers and receipts without their counterpart. */
export async function receipts(_: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('receipts', {}));
}

/** `incidents`: what was set aside, mismatches, faults. */
export async function incidents(_: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('incidents', {}));
}
