import { randomUUID } from 'node:crypto';
import { CareError } from '../care-error.ts';
import { knownCategories } from '../exchange/categories.ts';
import { isInScope } from '../guardians/demand-sight.ts';
import type { Hospital } from '../hospital.ts';
import type { PatientActor } from '../people/actor.ts';
import { integer, list, nullable, record, text } from '../shape.ts';
import { categoriesIn } from './objection-tables.ts';

/** What a patient hides from staff of her own hospital, as she reads it; times in ms. */
export interface Objection {
  readonly objection: string;
  /** Whom it is hidden from: one of the staff, or with null everybody who does not treat her. */
  readonly who: { readonly user: string; readonly name: string } | null;
  readonly categories: readonly string[];
  readonly since: number;
  readonly until: number | null;
  /** The guardian who decided it; null where she did. */
  readonly guardian: string | null;
}

/** What a patient hides from staff inside her hospital (C1.2); other hospitals see what she permits them, and nothing here changes it. */
export interface Objections {
  /** Those in force, newest first; a guardian sees those within his scope. */
  of(actor: PatientActor): Objection[];
  /** Hides kinds and labels from one of the staff (`who`, a user name) or from everybody who does not treat her. */
  hide(
    actor: PatientActor,
    wish: { categories: readonly string[]; who?: string; until?: number },
  ): Promise<{ objection: string }>;
  lift(actor: PatientActor, objection: string): Promise<void>;
}

const MOST = 50;
const rowsShape = list(
  record({
    id: text,
    who: nullable(text),
    categories: text,
    since: integer,
    until: nullable(integer),
    guardian: nullable(text),
  }),
);

/** Opens what patients of a hospital hide from its staff. */
export function openObjections({ clock, index, journal, people }: Hospital): Objections {
  const all = index.prepare(
    `select id, who, categories, since, until, guardian from objection
     where patient = ? and lifted is null and (until is null or until > ?) order by since desc, id`,
  );
  const of = (actor: PatientActor): Objection[] =>
    rowsShape(all.all(actor.patient, clock()), 'objections')
      .map(({ id, who, categories, ...row }): Objection => {
        const person = who === null ? undefined : people.byHandle(who);
        return {
          ...row,
          objection: id,
          who: who === null ? null : { user: person?.user ?? '', name: person?.name ?? '' },
          categories: categoriesIn(categories),
        };
      })
      .filter(({ categories }) => isInScope(actor, categories));

  /** A patient decides herself, a guardian who may decide, within his scope (I7). */
  function demandDecides(actor: PatientActor, categories: readonly string[]): void {
    if (actor.guardian && actor.guardian.scope !== 'consent')
      throw new CareError('forbidden', 'This guardian may look and not decide.');
    if (!isInScope(actor, categories))
      throw new CareError('forbidden', 'A guardian hides only what lies within his own scope.');
  }

  /** The handle of whoever treats here under this user name. */
  function handleOf(user: string): string {
    const person = people.person(user);
    if (person?.role !== 'doctor' && person?.role !== 'nurse')
      throw new CareError('not-found', 'No doctor or nurse of this hospital has that user name.');
    return person.handle;
  }

  return {
    of,
    hide: async (actor, wish) => {
      const categories = knownCategories(wish.categories);
      demandDecides(actor, categories);
      if (categories.includes('identity'))
        throw new CareError(
          'invalid',
          'Name, birth date and sex stay open: without them nobody here finds the right record.',
        );
      const { patient, credential = null, guardian } = actor;
      const [at, until] = [clock(), wish.until ?? null];
      if (until !== null && !(until > at))
        throw new CareError('invalid', 'Name an end that is still to come.');
      if (rowsShape(all.all(patient, at), 'objections').length >= MOST)
        throw new CareError('throttled', 'Fifty of these hold; lift one first.');
      const id = randomUUID();
      const who = wish.who === undefined ? null : handleOf(wish.who);
      const by = { by: credential, guardian: guardian?.name ?? null };
      await journal.append({
        t: 'objection',
        v: 1,
        at,
        id,
        patient,
        who,
        categories,
        until,
        ...by,
      });
      return { objection: id };
    },
    lift: async (actor, objection) => {
      const found = of(actor).find((each) => each.objection === objection);
      if (found === undefined) throw new CareError('not-found', 'This no longer holds.');
      demandDecides(actor, found.categories);
      const { patient, credential = null } = actor;
      const at = clock();
      await journal.append({
        t: 'objection-lifted',
        v: 1,
        at,
        id: objection,
        patient,
        by: credential,
      });
    },
  };
}
