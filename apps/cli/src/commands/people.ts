import { givenText } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { readPasskey } from '../passkey-file.ts';
import { printRows, rowsOf, textIn } from '../rows.ts';
import { outputOf, passwordIn, sessionOf, type CommonFlags } from '../session.ts';

/** `patients`: the patients of my hospital, limited fields. */
export async function patients(_: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(
    outputOf(flags),
    await client.call('patients', {}),
    (row) =>
      `${textIn(row, 'id')}  born ${textIn(row, 'born')}  ${row['enrolled'] === true ? 'enrolled' : 'not enrolled'}`,
  );
}

/** `enrol PATIENT`: two staff enrol a patient. */
export async function enrol(
  [patient = '']: string[],
  flags: CommonFlags & { with?: string; passwordFile2?: string; passkey?: string },
): Promise<void> {
  const client = await sessionOf(flags);
  const second = {
    user: wanted(flags.with, '--with'),
    password: passwordIn(wanted(flags.passwordFile2, '--password-file2')),
  };
  const key = flags.passkey === undefined ? undefined : readPasskey(flags.passkey);
  const rpId = textIn(rowsOf(await client.call('whoami', {}))[0], 'rpId');
  const passkey = key === undefined ? undefined : { id: key.id, spki: key.spki, rpId };
  const answer = await client.call('enrol', {
    patient,
    second,
    ...(passkey === undefined ? {} : { passkey }),
  });
  printRows(
    outputOf(flags),
    answer,
    (row) =>
      `Enrolled. Card ${textIn(row, 'card')}; the stop code is printed by \`careledger card\`.`,
  );
}

/** `card PATIENT`: card and stop code. */
export async function card([patient = '']: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(
    outputOf(flags),
    await client.call('card', { patient }),
    (row) => `Card ${textIn(row, 'card')}   stop code ${textIn(row, 'stop')}`,
  );
}

/** `add-patient FILE`: admits a patient from a FHIR Patient. */
export async function addPatient([file = '']: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('add-patient', { resource: resourceIn(file) }));
}

/** Reads a FHIR resource from a file; exit 2 when it is none. */
export function resourceIn(file: string): { resourceType: string; [member: string]: unknown } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(givenText(file));
  } catch (cause) {
    if (cause instanceof CommandEnd) throw cause;
    throw new CommandEnd(exitCodes.usage, `${file} is not JSON.`, { cause });
  }
  if (typeof parsed === 'object' && parsed !== null && 'resourceType' in parsed)
    return { ...parsed, resourceType: String(parsed.resourceType) };
  throw new CommandEnd(exitCodes.usage, `${file} is no FHIR resource: resourceType is missing.`);
}

/** `directory`: the doctors of all hospitals. */
export async function directory(_: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(
    outputOf(flags),
    await client.call('directory', {}),
    (row) =>
      `${textIn(row, 'user')}@${textIn(row, 'member')}  ${textIn(row, 'name')}  ${textIn(row, 'role')}`,
  );
}
