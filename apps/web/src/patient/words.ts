import type { Bundle } from '../words/words.ts';
import { accessDe } from './words/access-de.ts';
import { accessEn } from './words/access-en.ts';
import { recordDe } from './words/record-de.ts';
import { recordEn } from './words/record-en.ts';

/** The sentences of the patient's pages, in English. */
export const patientEn = { ...recordEn, ...accessEn } as const;

/** The sentences of the patient's pages. */
export const patientWords: Bundle<typeof patientEn> = {
  en: patientEn,
  de: { ...recordDe, ...accessDe },
};
