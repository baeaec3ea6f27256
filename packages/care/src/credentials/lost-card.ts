import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { printedCard } from '../enrol/card.ts';
import { newCode, printedCode } from '../enrol/code.ts';
import { mayEnrolAlone } from '../enrol/enrol.ts';
import type { StaffActor } from '../people/actor.ts';
import { raiseStop } from '../stop/stop.ts';
import { textIn } from '../shape.ts';

/** What the patient gets in place of what was lost; `stop` is null until the patient signs anew. */
export interface NewPaper {
  readonly card: string;
  readonly stop: string | null;
}

/**
 * Replaces a lost card by one with another code, so that the old one names nobody any more; a lost stop code is raised, which ends
 * all sharing, and the patient's next signature makes another (C11).
 */
export async function replaceLost(
  book: Book,
  actor: StaffActor,
  { patient, what }: { patient: string; what: 'card' | 'stop' },
): Promise<NewPaper> {
  mayEnrolAlone(actor);
  const { hospital } = book;
  const { people, registry, member, clock, journal } = hospital;
  const row = people.patient(patient);
  if (!row?.enrolled) throw new CareError('conflict', 'This patient is not enrolled yet.');
  const stop = textIn(row.fields, 'stop');
  const old = textIn(row.fields, 'code');
  const code = what === 'card' ? newCode(24) : old;
  if (what === 'stop') await raiseStop(book, actor, { member, code: stop });
  else {
    await registry.putAll([
      { kind: 'card', id: code, value: patient },
      { kind: 'card', id: old, value: null },
    ]);
    await people.updatePatient(patient, { code });
  }
  await journal.append({
    t: 'card',
    v: 1,
    at: clock(),
    patient,
    act: `lost-${what}`,
    by: actor.handle,
  });
  return {
    card: printedCard({ member, code }),
    stop: what === 'stop' ? null : printedCode(stop),
  };
}
