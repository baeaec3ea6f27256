import type { Hospital } from '../hospital.ts';
import { personOf } from '../exchange/wire.ts';
import { integer, nullable, record, text } from '../shape.ts';

/** Why an access is on the list; each is a plain rule that a person can check. */
export type UnusualRule =
  'colleague' | 'many' | 'night' | 'oneself' | 'outside-care-team' | 'same-family-name';

/** Accesses of one person to one patient that somebody should look at; times in ms. */
export interface UnusualAccess {
  readonly id: string;
  readonly at: number;
  readonly since: number;
  readonly count: number;
  readonly practitioner: string;
  readonly patient: string;
  readonly interaction: string;
  readonly reasons: readonly { rule: UnusualRule; says: string }[];
}

/** Different patients of one person within an hour that are many. */
const MANY_PATIENTS = 30;

const hourMs = 3_600_000;
const mostRows = 50_000;
const shape = record({
  journal: integer,
  patient: text,
  at: integer,
  who: text,
  interaction: text,
  because: nullable(text),
});
type Access = ReturnType<typeof shape>;

const says: Readonly<Record<UnusualRule, string>> = {
  oneself: 'The patient has the name of whoever looked.',
  colleague: 'The patient has the name of somebody who works here.',
  'same-family-name': 'The patient has the family name of whoever looked.',
  'outside-care-team': 'Whoever looked was not treating this patient.',
  night: 'Between 22:00 and 06:00, by somebody who was not treating this patient.',
  many: `More than ${MANY_PATIENTS} different patients within an hour.`,
};

/** Unusual local accesses in a window (ms), newest first (D4). */
export async function unusualAccesses(
  hospital: Hospital,
  window: { from: number; until: number },
): Promise<UnusualAccess[]> {
  const rows = hospital.index
    .prepare(
      'select journal, patient, at, who, interaction, because from access ' +
        "where at >= ? and at < ? and who not like 'patient:%' order by journal desc limit ?",
    )
    .all(window.from, window.until, mostRows)
    .map((row) => shape(row, 'access'));
  const staff = hospital.people.directory();
  const busy = busyTimes(rows);
  const names = new Map<string, Set<string>[]>();
  const found = new Map<string, UnusualAccess>();
  for (const row of rows) {
    const name = names.get(row.patient) ?? (await nameOf(hospital, row.patient));
    names.set(row.patient, name);
    const reasons = [...rulesOf(row, name)];
    if (reasons.length === 0) continue;
    const key = `${row.who} ${row.patient} ${row.interaction} ${reasons.join(' ')}`;
    const known = found.get(key);
    found.set(key, {
      id: `access/${known?.id.slice('access/'.length) ?? row.journal}`,
      at: known?.at ?? row.at,
      since: row.at,
      count: (known?.count ?? 0) + 1,
      practitioner: row.who,
      patient: row.patient,
      interaction: row.interaction,
      reasons: reasons.map((rule) => ({ rule, says: says[rule] })),
    });
  }
  return [...found.values()];

  function* rulesOf(row: Access, name: readonly Set<string>[]): Generator<UnusualRule> {
    const [family = new Set<string>(), given = new Set<string>()] = name;
    const isLike = (person: string) => {
      const words = wordsOf(person);
      return isMeeting(words, family) && isMeeting(words, given);
    };
    const looker = staff.find(({ handle }) => handle === row.who);
    const isOutside = row.because === 'outside-team' || row.because === 'not-in-care';
    if (looker && isLike(looker.name)) yield 'oneself';
    else {
      if (staff.some((person) => isLike(person.name))) yield 'colleague';
      if (looker && isMeeting(lastOf(looker.name), family)) yield 'same-family-name';
    }
    if (isOutside) yield 'outside-care-team';
    if (isOutside && isNight(row.at)) yield 'night';
    if (busy.has(`${row.who} ${Math.floor(row.at / hourMs)}`)) yield 'many';
  }
}

/** Family and given names of a patient, folded to words. */
async function nameOf({ chart }: Hospital, patient: string): Promise<Set<string>[]> {
  const { name } = personOf(await chart.compare(patient));
  return [wordsOf(name.family), wordsOf(name.given.join(' '))];
}

/** Hours in which one person looked at many patients. */
function busyTimes(rows: readonly Access[]): ReadonlySet<string> {
  const patients = new Map<string, Set<string>>();
  for (const { who, at, patient } of rows) {
    const hour = `${who} ${Math.floor(at / hourMs)}`;
    patients.set(hour, (patients.get(hour) ?? new Set<string>()).add(patient));
  }
  return new Set(
    [...patients].filter(([, each]) => each.size > MANY_PATIENTS).map(([hour]) => hour),
  );
}

/** In the machine's own time zone, which is the hospital's. */
function isNight(at: number): boolean {
  const hour = new Date(at).getHours();
  return hour >= 22 || hour < 6;
}

function wordsOf(name: string): Set<string> {
  const folded = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1));
}

function lastOf(name: string): Set<string> {
  return new Set([...wordsOf(name)].slice(-1));
}

function isMeeting(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((word) => other.has(word));
}
