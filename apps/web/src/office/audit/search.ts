import type { BodyOf } from '@careledger/protocol';

/** What stands in the fields of the search's sentence; empty text stands for *any*. */
export interface Sentence {
  readonly who: string;
  readonly patient: { readonly id: string; readonly name: string } | undefined;
  readonly what: string;
  readonly from: string;
  readonly until: string;
  readonly why: string;
  readonly basis: string;
  readonly outcome: '' | 'granted' | 'refused' | 'permitted';
}

/** The sentence with nothing chosen. */
export const anything: Sentence = {
  who: '',
  patient: undefined,
  what: '',
  from: '',
  until: '',
  why: '',
  basis: '',
  outcome: '',
};

/** The outcomes that the sentence offers. */
export const outcomes = ['granted', 'permitted', 'refused'] as const;

/** The search that a sentence stands for; what is not chosen is left out. */
export function bodyOf(sentence: Sentence): BodyOf<'disclosure-search'> {
  const { who, patient, what, from, until, why, basis, outcome } = sentence;
  return {
    ...(who.trim() === '' ? {} : { who: who.trim() }),
    ...(patient === undefined ? {} : { patient: patient.id }),
    ...(what === '' ? {} : { what }),
    ...(from === '' ? {} : { from }),
    ...(until === '' ? {} : { until }),
    ...(why === '' ? {} : { why }),
    ...(basis === '' ? {} : { basis }),
    ...(outcome === '' ? {} : { outcome }),
  };
}
