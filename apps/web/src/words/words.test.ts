import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { statusOfCode } from '@careledger/protocol';
import { describe, expect, it } from 'vitest';
import { base } from './base.ts';
import { sayer } from './words.ts';

interface Found {
  readonly name: string;
  readonly en: Readonly<Record<string, string>>;
  readonly de: Readonly<Record<string, string>>;
}

const pages = fileURLToPath(new URL('..', import.meta.url));
const bundles = await bundlesIn(
  readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:words|\/base)[^/]*\.ts$|\/words\//.test(name) && !/\.test\./.test(name))
    .toSorted((a, b) => a.localeCompare(b)),
);

/** What nobody is shown (PAGES, 9). */
const forbidden =
  /\b(?:blocks?|block ?chain|chains?|transactions?|hash(?:es)?|node ids?|endorse\w*|commit(?:s|ted|ting)?|merkle|consensus|tokens?|wallets?|smart contracts?|on-chain|immutable|block ?kette|kette|transaktion(?:en)?|hashwerte?|konsens|unveränderlich)\b/i;
/** Hashes and their words lie under *Technical details* alone. */
const isTechnical = (key: string) => /tech/i.test(key);
/** Blanks, and a name that is English. */
const named = /\{\w+|Royal College of Physicians/g;
/** The shared ledger is named to administrators and auditors alone. */
const ledger = /\bledger\b|gemeinsame\w* register/i;

const blanksOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))]
    .toSorted((a, b) => a.localeCompare(b))
    .join(' ');
const said = ({ en, de }: Found) =>
  [en, de]
    .flatMap((language) => Object.entries(language))
    .map(([key, text]) => ({
      key,
      text: text.replaceAll(named, ''),
    }));

it('C12.1 every file of words is walked', () => {
  expect(bundles.length).toBeGreaterThan(25);
});

describe.each(bundles)('the sentences of $name', (bundle) => {
  const { en, de } = bundle;

  it('have the same keys and blanks in both languages, and none is empty', () => {
    expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [key, text] of Object.entries(en)) {
      expect([key, blanksOf(de[key] ?? '')]).toEqual([key, blanksOf(text)]);
      expect([key, text.trim() === '', (de[key] ?? '').trim() === '']).toEqual([key, false, false]);
    }
  });

  it('C12.1 say nothing of the machine to anybody, and never that something was withheld', () => {
    const faults = said(bundle).filter(
      ({ key, text }) =>
        (!isTechnical(key) && forbidden.test(text)) ||
        /withheld|filtered out|vorenthalten/i.test(text),
    );
    expect(faults).toEqual([]);
  });

  it('have no English in German', () => {
    const english = /\b(?:the|and|with|from|until|your|you|this|that|has|have|are|of|for|by|to)\b/i;
    const faults = Object.entries(de).filter(([, text]) =>
      english.test(text.replaceAll(named, '')),
    );
    expect(faults).toEqual([]);
  });

  if (!bundle.name.startsWith('office/'))
    it('name the ledger to administrators and auditors alone', () => {
      expect(said(bundle).filter(({ text }) => ledger.test(text))).toEqual([]);
    });
});

describe('what a node refuses', () => {
  it('E5 has words for each of its codes, so that nobody is shown the sentences of scripts', () => {
    const codes = Object.keys(statusOfCode).map((code) => `problem.${code}`);
    expect(Object.keys(base.en)).toEqual(expect.arrayContaining(codes));
  });
});

describe('a sentence', () => {
  const one = {
    en: { n: '{n:entry|entries} by {who}' },
    de: { n: '{n:Eintrag|Einträge} von {who}' },
  } as const;

  it('takes the form of the word that its number wants, in each language', () => {
    expect(sayer(one, 'en')('n', { n: 1, who: 'B' })).toBe('1\u00a0entry by B');
    expect(sayer(one, 'en')('n', { n: 1204, who: 'B' })).toBe('1,204\u00a0entries by B');
    expect(sayer(one, 'de')('n', { n: 1204, who: 'B' })).toBe('1.204\u00a0Einträge von B');
    expect(sayer(one, 'de')('n', { n: 1, who: 'B' })).toBe('1\u00a0Eintrag von B');
    expect(sayer(one, 'de')('n', { n: 0, who: 'B' })).toBe('0\u00a0Einträge von B');
  });
});

/** The bundles that files of words export. */
async function bundlesIn(files: readonly string[]): Promise<Found[]> {
  const modules = await Promise.all(
    files.map(async (name) => {
      const exported: unknown = await import(join(pages, name));
      return Object.entries(Object(exported)).flatMap(([each, given]) => {
        const found = given;
        return isBundle(found) ? [{ ...found, name: `${name}: ${each}` }] : [];
      });
    }),
  );
  return modules.flat();
}

function isBundle(given: unknown): given is Omit<Found, 'name'> {
  return (
    typeof given === 'object' &&
    given !== null &&
    'en' in given &&
    'de' in given &&
    isSaid(given.en)
  );
}

function isSaid(given: unknown): boolean {
  return (
    typeof given === 'object' &&
    given !== null &&
    Object.values(given).every((text) => typeof text === 'string')
  );
}
