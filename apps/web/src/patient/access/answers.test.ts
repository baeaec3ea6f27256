import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedLabels, kindRows } from '../kinds.ts';
import {
  answersOfGrant,
  categoriesOf,
  firstAnswers,
  keptOf,
  kindsBehind,
  wishOf,
  withRow,
} from './answers.ts';
import { deedText } from '../../parts/deed-text.ts';
import { markedParts } from './deed-parts.ts';
import type { GrantRow } from './grants.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-11-20T09:30:00Z');
const weir = { member: 'riverside', user: 'weir', handle: 'h1', name: 'Dr Weir', role: 'doctor' };
const people = [{ ...weir, active: true }];
const kinds: readonly string[] = kindRows.flatMap((row) => [...row.kinds]);
const grant: GrantRow = {
  id: 'g',
  to: { member: 'riverside', practitioner: 'h1' },
  categories: [...kinds],
  purposes: ['TREAT'],
  from: now - dayMs,
  until: now + 90.5 * dayMs,
  dataFrom: null,
  dataUntil: null,
  eraseAt: null,
  language: 'en',
  sentence: '',
  sentences: { en: '', de: '' },
};

/** The answers that a page begins with which changes a permission, as they would be drawn up untouched. */
const again = (row: GrantRow) => wishOf(answersOfGrant(row, people, now), { now });

const time = (from: number, to: number) =>
  fc.option(
    fc.oneof(fc.integer({ min: from, max: to }), fc.constant(Math.ceil(from / dayMs) * dayMs)),
  );
const grants: fc.Arbitrary<GrantRow> = fc
  .record({
    to: fc.record({
      member: fc.constant('riverside'),
      practitioner: fc.option(fc.constantFrom('h1', 'h2')),
    }),
    categories: fc.subarray([...kinds, ...closedLabels, 'social', 'identity'], { minLength: 1 }),
    purposes: fc.subarray(['HRESCH', 'CAREMGT', 'TREAT', 'ETREAT'], { minLength: 1 }),
    until: fc.integer({ min: now + dayMs, max: now + 400 * dayMs }),
    dataFrom: time(now - 900 * dayMs, now),
    dataUntil: time(now - 400 * dayMs, now + 400 * dayMs),
    eraseAt: time(now - 10 * dayMs, now + 400 * dayMs),
  })
  .map((parts) => ({ ...grant, ...parts }));

describe('the answers to the four questions', () => {
  it('C3 open no closed kind that has not its own switch on', () => {
    const all = categoriesOf({ ...firstAnswers, kinds: ['results', 'documents', 'visits'] });
    expect(all).not.toContain('PSY');
    expect(categoriesOf({ ...firstAnswers, closed: ['PSY'] })).toContain('PSY');
  });

  it('C13 never give more than the request asks for', () => {
    const within = ['documents', 'imaging'];
    const asked = { ...firstAnswers, kinds: ['results', 'documents'], closed: ['HIV'] } as const;
    expect(categoriesOf(asked, within)).toEqual(['documents']);
  });
});

describe('a permission that is changed', () => {
  it('C5.1 begins as it is or narrower in every part, whatever it opens', () => {
    fc.assert(
      fc.property(grants, (row) => {
        const wish = again(row);
        const { practitioner } = row.to;
        expect(wish.to).toBe(
          practitioner === null ? 'riverside' : practitioner === 'h1' ? 'weir@riverside' : '',
        );
        expect(row.categories).toEqual(expect.arrayContaining(wish.categories));
        expect(row.purposes).toContain(wish.purpose);
        expect(now + wish.days * dayMs).toBeLessThanOrEqual(row.until);
        const eraseAt = wish.eraseAt === undefined ? Infinity : Date.parse(wish.eraseAt);
        const end = now + (wish.eraseDays ?? wish.days) * dayMs;
        expect(Math.min(eraseAt, end)).toBeLessThanOrEqual(row.eraseAt ?? row.until);
        const from = wish.dataFrom === undefined ? -Infinity : Date.parse(wish.dataFrom);
        expect(from).toBeGreaterThanOrEqual(row.dataFrom ?? -Infinity);
        const until = wish.dataUntil === undefined ? Infinity : Date.parse(wish.dataUntil);
        expect(until).toBeLessThanOrEqual(row.dataUntil ?? Infinity);
      }),
    );
  });

  it('C5.1 keeps the whole of what the form can say', () => {
    const dataUntil = Date.parse('2026-05-01');
    const row = { ...grant, categories: ['allergies', 'vitals', 'HIV'], dataUntil };
    expect(again(row)).toEqual({
      to: 'weir@riverside',
      categories: ['allergies', 'vitals', 'HIV'],
      purpose: 'TREAT',
      days: 90,
      dataUntil: '2026-05-01',
    });
    const eraseAt = now + 3 * dayMs;
    expect(again({ ...row, eraseAt }).eraseAt).toBe(new Date(eraseAt).toISOString());
  });

  it('C5.1 opens a kind beside those of a row only once the row was touched', () => {
    const start = answersOfGrant({ ...grant, categories: ['allergies'] }, people, now);
    expect(kindsBehind(start)).not.toContain('problems');
    expect(categoriesOf(withRow(start, 'vitals', true))).toEqual(['allergies', 'vitals']);
    const off = withRow(start, 'allergies', false);
    expect(categoriesOf(off)).toEqual([]);
    expect(categoriesOf(withRow(off, 'allergies', true))).toEqual(['allergies', 'problems']);
  });

  it('C5.1 keeps open of allergies and medicines what was open, and I7 only within the scope of who acts', () => {
    const start = answersOfGrant(
      { ...grant, categories: ['problems', 'results', 'HIV'] },
      people,
      now,
    );
    const kept = keptOf(start, { scope: undefined, urgentOnly: true });
    expect(wishOf(kept, { now }).categories).toEqual(['problems']);
    const scoped = keptOf(start, { scope: ['allergies', 'results'], urgentOnly: false });
    expect(scoped.kinds).toEqual(['results']);
    expect(wishOf(scoped, { scope: ['allergies', 'results'], now }).categories).toEqual([
      'results',
    ]);
  });

  it('C15 never erases copies later than on its last day', () => {
    const start = answersOfGrant({ ...grant, eraseAt: now + 40 * dayMs }, people, now);
    const end = new Date(now + 7 * dayMs).toISOString();
    expect(wishOf({ ...start, days: 7 }, { now }).eraseAt).toBe(end);
    expect(wishOf({ ...start, days: 7, eraseDays: 9 }, { now })).toMatchObject({ eraseDays: 7 });
  });
});

describe('the words of the deed', () => {
  const text =
    'My consent.\n- I allow A, to see my results.\n- I allow B, to see my letters.\nI can withdraw.';

  it('C5.1 show every line that is signed, what is new first', () => {
    const sentence = 'I allow B, to see my letters.';
    const parts = deedText({ text, sentence });
    expect(parts.kept).toEqual(['I allow A, to see my results.']);
    expect([sentence, ...parts.kept, ...parts.always].toSorted()).toEqual(
      text
        .split('\n')
        .map((line) => line.replace(/^- /, ''))
        .toSorted(),
    );
  });

  it('C5.1 are not changed by marking them', () => {
    const line = 'I allow Dr (A) B, from 20 November 2026 until 1 May 2027, to see my results.';
    const parts = markedParts(line, ['Dr (A) B', 'results']);
    expect(parts.map((part) => (typeof part === 'string' ? part : part.mark)).join('')).toBe(line);
    expect(parts.filter((part) => typeof part !== 'string')).toContainEqual({ mark: 'results' });
  });
});
