import type { BodyOf } from '@careledger/protocol';
import { wanted } from './flags.ts';
import { CommandEnd, exitCodes } from './output.ts';
import { rowsOf, textIn } from './rows.ts';
import { outputOf, passwordIn, sessionOf, type CommonFlags } from './session.ts';

type TwoFlags = CommonFlags & { with?: string; passwordFile2?: string };
type Without<Body, Key extends string> = Body extends object ? Omit<Body, Key> : never;

/** Whom an assisted act is for, and who signs beside; exit 2 where it is nobody's act. */
export function assisted(
  patient: string,
  flags: { with?: string; passwordFile2?: string },
): { patient: string; second: { user: string; password: string } } {
  if (patient === '' || flags.with === undefined)
    throw new CommandEnd(
      exitCodes.usage,
      "Whose act is it? --passkey F for the patient's own, or PATIENT --with USER2 --password-file2 F for an assisted one.",
    );
  return {
    patient,
    second: {
      user: flags.with,
      password: passwordIn(wanted(flags.passwordFile2, '--password-file2')),
    },
  };
}

/** Displays the words, to be read out to the patient, and has two of staff sign those and no others. */
export async function signedByTwo(
  flags: TwoFlags,
  patient: string,
  act: Without<BodyOf<'assisted-prepare'>, 'patient'>,
): Promise<unknown> {
  const client = await sessionOf(flags);
  const by = assisted(patient, flags);
  const [draft] = rowsOf(await client.call('assisted-prepare', { ...act, patient: by.patient }));
  outputOf(flags).say(textIn(draft, 'text'));
  return client.call('assisted-sign', { ...by, draft: textIn(draft, 'draft') });
}
