import type { Person } from './person.ts';
import { dayAfter } from './record.ts';
import type { RecordDraft, Reference } from './record.ts';
import { addVisit, addVitalSigns } from './visit.ts';
import type { Bearing, Visit } from './visit.ts';
import { visits } from './vocabulary.ts';

/** A synthetic life: who, and what is told of it. */
export interface Story {
  readonly gender: 'female' | 'male';
  readonly born: number;
  readonly tell: (record: RecordDraft, person: Person) => void;
}

/** Visits at regular distance up to the last, which is the same for every story but for some days. */
export function visitDays(record: RecordDraft, count: number, everyDays: number): string[] {
  const last = dayAfter('2026-05-04', record.chance.whole(0, 25));
  return Array.from({ length: count }, (_, at) =>
    dayAfter(
      last,
      (at + 1 - count) * everyDays + (at + 1 === count ? 0 : record.chance.whole(-9, 9)),
    ),
  );
}

/** A visit with its vital signs. */
export function seen(
  record: RecordDraft,
  day: string,
  {
    type = 'followUp',
    reasons = [],
    bearing,
  }: {
    readonly type?: keyof typeof visits;
    readonly reasons?: readonly Reference[];
    readonly bearing: Bearing;
  },
): Visit {
  const visit = addVisit(record, {
    day,
    type: visits[type],
    reasons,
    emergency: type === 'emergency',
  });
  addVitalSigns(visit, bearing);
  return visit;
}

/** Healthy vital signs of a grown-up with a person's height and weight, but for the changes. */
export function bearingOf(person: Person, changes: Partial<Bearing> = {}): Bearing {
  return {
    systolic: 122,
    diastolic: 76,
    pulse: 72,
    respiration: 15,
    saturation: 98,
    heightCm: person.heightCm,
    weightKg: person.weightKg,
    ...changes,
  };
}
