import type { Bundle } from '../../words/words.ts';
import { writeDe } from './write-de.ts';
import { writeEn } from './write-en.ts';

/** The sentences of writing into the chart. */
export const writeWords: Bundle<typeof writeEn> = { en: writeEn, de: writeDe };

/** The key of one of these sentences. */
export type WriteKey = keyof typeof writeEn;
