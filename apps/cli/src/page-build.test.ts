import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensurePages } from './page-build.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
let root: string;
let web: string;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'careledger-pages-'));
  web = join(root, 'apps/web');
  mkdirSync(join(web, 'src'), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(repository, 'apps/web/package.json'), join(web, 'package.json'));
  writeFileSync(join(web, 'index.html'), '<script type="module" src="/src/main.ts"></script>');
  writeFileSync(join(web, 'src/main.ts'), 'document.title = "one";');
  said = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const build = () => {
  said = [];
  ensurePages({ root }, { say: (sentence) => said.push(sentence) });
  return said.length;
};
const page = () => readFileSync(join(web, 'dist/index.html'), 'utf8');

it('E8.1 builds the pages where they are missing or differ from their sources, and not again', () => {
  expect(build()).toBe(1);
  const first = page();
  const packed = brotliDecompressSync(readFileSync(join(web, 'dist/index.html.br')));
  expect(packed.toString('utf8')).toBe(first);
  expect(build()).toBe(0);
  writeFileSync(join(web, 'src/main.ts'), 'document.title = "another";');
  expect(build()).toBe(1);
  expect(page()).not.toBe(first);
});

it('E8.4 says why it could not build, keeps what was built, and stops no start', () => {
  build();
  const first = page();
  writeFileSync(join(web, 'src/main.ts'), 'document.title = ;');
  expect(build()).toBe(2);
  expect(said[1]).toContain('could not be built');
  expect(page()).toBe(first);
  rmSync(web, { recursive: true });
  expect(build()).toBe(0);
  expect(existsSync(web)).toBe(false);
});
