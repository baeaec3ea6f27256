import type { Bundle } from '../words/words.ts';
import { patientDe } from './words-de.ts';
import { patientEn } from './words-en.ts';

/** The sentences of the patient's pages. */
export const patientWords: Bundle<typeof patientEn> = { en: patientEn, de: patientDe };
