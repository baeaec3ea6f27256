import { signedByTwo } from '../assisted.ts';
import { wanted, wholeNumber } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { assertWith, readPasskey } from '../passkey-file.ts';
import { askedIn, patientSession } from '../patient-session.ts';
import { printRows, rowsOf, textIn } from '../rows.ts';
import { outputOf, type CommonFlags } from '../session.ts';

type ActFlags = CommonFlags & { passkey?: string; with?: string; passwordFile2?: string };
type GrantFlags = ActFlags & { to?: string; category?: string[]; purpose?: string; days?: string };

/** `grant`: by the patient's passkey, or assisted by two staff (then with the patient named). */
export async function grant([patient = '']: string[], flags: GrantFlags): Promise<void> {
  const categories = (flags.category ?? []).flatMap((c) => c.split(',')).filter((c) => c !== '');
  if (categories.length === 0)
    throw new CommandEnd(exitCodes.usage, '--category is needed, once for each category.');
  const wish = {
    to: wanted(flags.to, '--to'),
    categories,
    purpose: flags.purpose ?? 'TREAT',
    days: wholeNumber(flags.days, '--days', { least: 1, most: 3650, otherwise: 30 }),
  };
  const answer =
    flags.passkey === undefined
      ? await signedByTwo(flags, patient, wish)
      : await signed(flags, flags.passkey, 'grant-prepare', wish);
  printRows(
    outputOf(flags),
    answer,
    (row) =>
      `Granted: ${textIn(row, 'grant')} (consent version ${textIn(row, 'version')}, transaction ${textIn(row, 'tx')}).`,
  );
}

/** `withdraw GRANT`: nothing more is released under it from the moment it is committed. */
export async function withdraw([id = '', patient = '']: string[], flags: ActFlags): Promise<void> {
  const answer =
    flags.passkey === undefined
      ? await signedByTwo(flags, patient, { withdraw: id })
      : await signed(flags, flags.passkey, 'withdraw-prepare', { grant: id });
  printRows(
    outputOf(flags),
    answer,
    (row) =>
      `Withdrawn (consent version ${textIn(row, 'version')}, transaction ${textIn(row, 'tx')}).`,
  );
}

async function signed(
  flags: ActFlags,
  file: string,
  ...step:
    | ['grant-prepare', { to: string; categories: string[]; purpose: string; days: number }]
    | ['withdraw-prepare', { grant: string }]
): Promise<unknown> {
  const client = await patientSession(flags, file);
  const draft = rowsOf(
    step[0] === 'grant-prepare'
      ? await client.call(step[0], step[1])
      : await client.call(step[0], step[1]),
  )[0];
  outputOf(flags).say(textIn(draft, 'text'));
  const assertion = assertWith(readPasskey(file), askedIn(draft));
  return client.call('consent-sign', { draft: textIn(draft, 'draft'), assertion });
}
