import { assisted, signedByTwo } from '../assisted.ts';
import { wholeNumber } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { assertWith, readPasskey } from '../passkey-file.ts';
import { askedIn, patientSession, staffOrPatientSession } from '../patient-session.ts';
import { printRows, rowsOf, textIn } from '../rows.ts';
import { outputOf, sessionOf, type CommonFlags } from '../session.ts';

type WindowFlags = { dataFrom?: string; dataUntil?: string; days?: string; eraseDays?: string };
type RequestFlags = CommonFlags &
  WindowFlags & {
    category?: string[];
    purpose?: string;
    for?: string;
    event?: string;
    text?: string;
  };
type DecideFlags = CommonFlags &
  WindowFlags & {
    grant?: boolean;
    narrow?: boolean;
    deny?: boolean;
    category?: string[];
    passkey?: string;
    with?: string;
    passwordFile2?: string;
  };

/** `requests`: what I asked for, or what is asked of a patient. */
export async function requests(
  [patient = '']: string[],
  flags: CommonFlags & { passkey?: string },
): Promise<void> {
  const client = await staffOrPatientSession(flags);
  const answer = await client.call('requests', patient === '' ? {} : { patient });
  printRows(
    outputOf(flags),
    answer,
    (row) =>
      `${textIn(row, 'request')}: ${textIn(row, 'state')}, until ${textIn(row, 'until')}.${askerOf(row)}`,
  );
}

/** Who asks and what for, where the patient is the one who reads. */
function askerOf(row: Record<string, unknown>): string {
  const who = textIn(row, 'who');
  const kinds = Array.isArray(row['categories']) ? row['categories'].join(', ') : '';
  return who === ''
    ? ''
    : `\n  ${who} asks for ${kinds}${textIn(row, 'text') === '' ? '' : `: ${textIn(row, 'text')}`}`;
}

/** `request CARD`: asks the card's patient for access; nothing tells whether there is such a patient. */
export async function request([card = '']: string[], flags: RequestFlags): Promise<void> {
  const { purpose, event, text } = flags;
  const answer = await (
    await sessionOf(flags)
  ).call('request', {
    card,
    categories: categoriesIn(flags.category),
    ...bounds(flags),
    days: wholeNumber(flags.days, '--days', { least: 1, most: 3650, otherwise: 30 }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(event === undefined ? {} : { event }),
    ...(text === undefined ? {} : { text }),
    ...(flags.for === undefined ? {} : { for: flags.for }),
  });
  printRows(
    outputOf(flags),
    answer,
    (row) => `Asked: ${textIn(row, 'request')}. It ends by itself on ${textIn(row, 'until')}.`,
  );
}

/** `decide REQUEST`: the patient grants it as asked, narrower, or not at all; once. */
export async function decide([id = '', patient = '']: string[], flags: DecideFlags): Promise<void> {
  const { grant = false, narrow = false, deny = false } = flags;
  if ([grant, narrow, deny].filter(Boolean).length !== 1)
    throw new CommandEnd(exitCodes.usage, 'One of --grant, --narrow and --deny is needed.');
  const left = narrow ? narrowed(flags) : {};
  if (narrow && Object.keys(left).length === 0)
    throw new CommandEnd(exitCodes.usage, '--narrow wants what is left: --category, --days, …');
  const word = deny ? ({ request: id, deny: true } as const) : { request: id, ...left };
  const answer =
    flags.passkey === undefined
      ? await decidedByTwo(flags, patient, word)
      : await decidedBy(flags, flags.passkey, word);
  printRows(
    outputOf(flags),
    answer,
    (row) => `${textIn(row, 'request')}: ${textIn(row, 'state')}.`,
  );
}

type Word = { request: string; deny: true } | ({ request: string } & ReturnType<typeof narrowed>);

async function decidedByTwo(flags: DecideFlags, patient: string, word: Word): Promise<unknown> {
  if ('deny' in word) {
    const client = await sessionOf(flags);
    return client.call('decide-assisted', { ...word, ...assisted(patient, flags) });
  }
  const [act] = rowsOf(await signedByTwo(flags, patient, word));
  return { request: word.request, state: 'granted', ...act };
}

async function decidedBy(flags: CommonFlags, file: string, word: Word): Promise<unknown> {
  const client = await patientSession(flags, file);
  const draft = rowsOf(await client.call('decide', word))[0];
  if ('deny' in word) return draft;
  outputOf(flags).say(textIn(draft, 'text'));
  const assertion = assertWith(readPasskey(file), askedIn(draft));
  const { request: id } = word;
  return client.call('decide-sign', { request: id, draft: textIn(draft, 'draft'), assertion });
}

function narrowed(flags: DecideFlags) {
  return {
    ...((flags.category ?? []).length === 0 ? {} : { categories: categoriesIn(flags.category) }),
    ...(flags.days === undefined
      ? {}
      : { days: wholeNumber(flags.days, '--days', { least: 1, most: 3650 }) }),
    ...bounds(flags),
  };
}

function bounds({ dataFrom, dataUntil, eraseDays }: WindowFlags) {
  return {
    ...(dataFrom === undefined ? {} : { dataFrom }),
    ...(dataUntil === undefined ? {} : { dataUntil }),
    ...(eraseDays === undefined
      ? {}
      : { eraseDays: wholeNumber(eraseDays, '--erase-days', { least: 1, most: 3650 }) }),
  };
}

function categoriesIn(given: readonly string[] = []): string[] {
  const categories = given.flatMap((c) => c.split(',')).filter((c) => c !== '');
  if (categories.length === 0)
    throw new CommandEnd(exitCodes.usage, '--category is needed, once for each category.');
  return categories;
}
