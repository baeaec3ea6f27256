import { list, memberId, object, truth, v1, type Of } from './form.ts';

/** To whom a member releases nothing for now, by its own word alone (M4.3). */
export const pause = object({
  v: v1,
  everybody: truth,
  members: list(memberId, { min: 0, max: 500 }),
});
export type Pause = Of<typeof pause>;

/** What holds before the first pause. */
export const NO_PAUSE: Pause = { v: 1, everybody: false, members: [] };

/** Whether releases to a member are paused. */
export function isPaused(paused: Pause, requester: string): boolean {
  return paused.everybody || paused.members.includes(requester);
}
