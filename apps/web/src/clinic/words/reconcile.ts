import type { Bundle } from '../../words/words.ts';

const en = {
  title: 'Reconcile with {who}',
  medicines: 'Medicines side by side',
  allergies: 'Allergies side by side',
  ours: 'Our chart',
  relation: 'Compared',
  'relation.same': 'the same',
  'relation.differs': 'differs',
  'relation.doubles': 'both are {group}',
  'relation.only-ours': 'only here',
  'relation.only-theirs': 'only at {who}',
  act: 'What to do',
  none: 'nothing',
  asOf: '{who}, as of {when}',
  before: 'Medicines before',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  title: 'Abgleich mit {who}',
  medicines: 'Medikamente nebeneinander',
  allergies: 'Allergien nebeneinander',
  ours: 'Unsere Akte',
  relation: 'Verglichen',
  'relation.same': 'gleich',
  'relation.differs': 'verschieden',
  'relation.doubles': 'beide: {group}',
  'relation.only-ours': 'nur hier',
  'relation.only-theirs': 'nur bei {who}',
  act: 'Was zu tun ist',
  none: 'nichts',
  asOf: '{who}, Stand {when}',
  before: 'Medikamente früher',
};

/** The sentences of reconciling two lists. */
export const reconcileWords: Bundle<typeof en> = { en, de };
