import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The requirements of level 1 in OWASP ASVS 5.0.0. */
const levelOne =
  '1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 ' +
  '4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 ' +
  '7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 ' +
  '11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1';

const rows = readFileSync(join(root, 'docs/asvs.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, id, says = '', answer = ''] =
      /^\| (\d[\d.]+) +\| (.*?) +\| (.*?) +\|$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, says, answer }];
  });

/** The file of a test that the table names; a path of the sources or a page of docs stands for itself. */
function fileOf(name: string): string | undefined {
  const [first = '', second = '', ...rest] = name.split('/');
  const folders = name.startsWith('apps/')
    ? [join('apps', second, 'src', ...rest)]
    : [join('packages', first, 'src', second, ...rest), name];
  return folders
    .flatMap((folder) => ['.test.ts', '.real.test.ts'].map((end) => folder + end))
    .find((path) => existsSync(join(root, path)));
}

const namesIn = (answer: string) =>
  [...answer.matchAll(/`([a-z][\w.*-]*(?:\/[\w.{},*-]+)+)`(★?)/g)]
    .map(([, name = '', star = '']) => ({ name, isStarred: star !== '' }))
    .filter(({ name, isStarred }) => isStarred || !/\.\w+$|\*/.test(name));

describe('docs/asvs.md', () => {
  it('answers each requirement of level 1 of ASVS 5.0.0 once, and no other', () => {
    expect(levelOne.split(' ')).toHaveLength(70);
    expect(rows.map(({ id }) => id)).toEqual(levelOne.split(' '));
    for (const { id, says, answer } of rows) {
      expect(says.length, id).toBeGreaterThan(5);
      expect(answer.length, id).toBeGreaterThan(10);
    }
  });

  it.each(rows)('$id names tests that are there', ({ id, answer }) => {
    for (const { name, isStarred } of namesIn(answer)) {
      const file = fileOf(name);
      if (file === undefined) {
        expect(existsSync(join(root, name)) && !isStarred, `${id}: ${name}`).toBe(true);
        continue;
      }
      if (!isStarred) continue;
      const text = readFileSync(join(root, file), 'utf8');
      const titles = text.match(/ASVS(?: \d+\.\d+\.\d+)+/g) ?? [];
      expect(
        titles.flatMap((title) => title.split(' ')),
        `${file} has no test for ${id}`,
      ).toContain(id);
    }
  });

  it('says of each source that it names where it is', () => {
    const paths = rows.flatMap(({ answer }) =>
      [...answer.matchAll(/`((?:packages|apps|care|contracts|keys|fhir)\/[\w/-]+\.tsx?)`/g)].map(
        ([, path = '']) => path,
      ),
    );
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      const [first = '', ...rest] = path.split('/');
      const full = /^(?:apps|packages)$/.test(first) ? path : join('packages', first, ...rest);
      expect(existsSync(join(root, full)), path).toBe(true);
    }
  });
});
