import { baseDe } from './base-de.ts';
import { baseEn } from './base-en.ts';
import type { Bundle } from './words.ts';

/** The sentences that every page may need: titles, the bar, waiting, what went wrong, marks. */
export const base: Bundle<typeof baseEn> = { en: baseEn, de: baseDe };

/** The key of one of these sentences. */
export type BaseKey = keyof typeof baseEn;
