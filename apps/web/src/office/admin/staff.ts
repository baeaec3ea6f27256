import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';

/** Accounts of this hospital's staff, as administrators see them. */
export const staffForm = rowsOf(
  v.object({
    user: v.string(),
    handle: v.string(),
    name: v.string(),
    role: v.string(),
    state: v.picklist(['active', 'expired', 'suspended']),
    until: maybeText,
    since: maybeText,
    by: maybeText,
    why: v.string(),
    settled: v.boolean(),
    sessions: v.number(),
    passkeys: v.number(),
    password: v.picklist(['given', 'over', 'own']),
  }),
);

/** One account. */
export type StaffRow = v.InferOutput<typeof staffForm>[number];

/** Asks for the accounts of this hospital's staff. */
export const useStaff = () => useAnswer('staff', {}, staffForm);

const dayMs = 86_400_000;
const soonDays = 30;

/** The last day of an account, as a moment within it. */
export function lastDay(until: string): number {
  return Date.parse(until) - 1;
}

/** The instant at which an account ends whose last day is `2027-01-31`; null where no day is given. */
export function endOf(day: string): string | null {
  if (day === '') return null;
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}

/** Whether an account that works ends within 30 days of `now` (ms). */
export function endsSoon({ state, until }: StaffRow, now: number): boolean {
  return state === 'active' && until !== null && Date.parse(until) - now <= soonDays * dayMs;
}

/** Why somebody should look at an account; undefined where nobody has to. */
export type Need = 'ends-soon' | 'expired' | 'not-settled' | 'password-over' | 'suspended';

/** What has to be done about an account at a time (ms): the first thing that somebody waits for. */
export function needOf(person: StaffRow, now: number): Need | undefined {
  if (!person.settled) return 'not-settled';
  if (person.state !== 'active') return person.state;
  if (person.password === 'over') return 'password-over';
  return endsSoon(person, now) ? 'ends-soon' : undefined;
}
