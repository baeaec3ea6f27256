import type { Bundle } from '../../words/words.ts';

const en = {
  none: 'No patient asks for a correction.',
  asks: 'A patient asks to correct {field}:',
  answer: 'Answer to the patient',
  done: 'Corrected',
  refuse: 'Not corrected',
  'field.name': 'the name',
  'field.born': 'the birth date',
  'field.sex': 'the gender',
  'field.number': 'the number',
  'field.address': 'the address',
  'field.phone': 'the telephone number',
  'field.mail': 'the e-mail address',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  none: 'Niemand bittet um eine Berichtigung.',
  asks: 'Jemand in Behandlung bittet um Berichtigung von {field}:',
  answer: 'Antwort an die Person',
  done: 'Berichtigt',
  refuse: 'Nicht berichtigt',
  'field.name': 'Name',
  'field.born': 'Geburtsdatum',
  'field.sex': 'Geschlecht',
  'field.number': 'Nummer',
  'field.address': 'Anschrift',
  'field.phone': 'Telefonnummer',
  'field.mail': 'E-Mail-Adresse',
};

/** The sentences about corrections that patients asked for. */
export const correctionsWords: Bundle<typeof en> = { en, de };
