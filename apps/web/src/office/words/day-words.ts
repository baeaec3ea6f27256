import type { Bundle } from '../../words/words.ts';

const en = {
  example: '18-Nov',
  any: 'any day',
  unread: 'Write a day as 18-Nov or 18-Nov-2026.',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  example: '18. Nov.',
  any: 'jedem Tag',
  unread: 'Schreiben Sie einen Tag als 18.11. oder 18. Nov. 2026.',
};

/** The sentences about writing a day. */
export const dayWords: Bundle<typeof en> = { en, de };
