import type { Bundle } from '../../words/words.ts';
import { askDe } from './ask-de.ts';
import { askEn } from './ask-en.ts';

/** The sentences of asking another hospital and of emergency access. */
export const askWords: Bundle<typeof askEn> = { en: askEn, de: askDe };
