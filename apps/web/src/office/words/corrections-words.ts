import type { Bundle } from '../../words/words.ts';

const en = {
  none: 'Nobody waits for something to be done.',
  asks: 'A patient asks to correct {field}:',
  answer: 'Answer to the patient',
  done: 'Corrected',
  refuse: 'Not corrected',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  none: 'Niemand wartet auf etwas.',
  asks: 'Jemand in Behandlung bittet um Berichtigung von {field}:',
  answer: 'Antwort an die Person',
  done: 'Berichtigt',
  refuse: 'Nicht berichtigt',
};

/** The sentences about corrections that patients asked for. */
export const correctionsWords: Bundle<typeof en> = { en, de };
