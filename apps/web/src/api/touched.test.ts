import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { touched } from './touched.ts';

const pages = fileURLToPath(new URL('..', import.meta.url));
/** What pages ask for, by the sources. */
const asked = readdirSync(pages, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .flatMap((name) => [
    ...readFileSync(join(pages, name), 'utf8').matchAll(/\buseAnswer\(\s*'([a-z-]+)'/g),
  ])
  .map(([, operation]) => operation);
/** What nothing that happens at the hospital changes, or what the person alone changes on the page itself. */
const still: ReadonlySet<unknown> = new Set([
  'address',
  'demo-people',
  'find',
  'passkeys',
  'roots',
  'sign-in-ways',
  'terminal',
]);

describe('what an event touches', () => {
  it('C9 is every answer that a page shows and that may change', () => {
    const live = new Set<unknown>(Object.values(touched).flat());
    expect(asked).toContain('wards');
    expect([...new Set(asked)].filter((name) => !live.has(name) && !still.has(name))).toEqual([]);
  });

  it('C1.2 are the lists of a ward and of a team when either changes', () => {
    for (const kind of ['chart', 'disclosure'] as const)
      expect(touched[kind]).toEqual(
        expect.arrayContaining(['in-my-care', 'care-of', 'ward', 'wards']),
      );
  });
});
