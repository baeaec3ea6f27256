import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const mainLimit = 250 * 1024;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'careledger-pages-'));

describe('the build of the pages', () => {
  beforeAll(() => {
    const built = spawnSync(
      'npm',
      ['run', '-w', 'apps/web', 'build', '--', '--outDir', folder, '--emptyOutDir'],
      { cwd: root, encoding: 'utf8' },
    );
    expect(built.status, built.stderr).toBe(0);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it('loads at most 250 KB by gzip before the first page', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const files = Array.from(html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g), (m) => m[1]);
    expect(files.length).toBeGreaterThanOrEqual(2);
    const bytes = files.reduce(
      (sum, file = '') => sum + gzipSync(readFileSync(join(folder, file))).length,
      gzipSync(html).length,
    );
    expect(bytes, `${bytes} bytes in ${files.join(', ')}`).toBeLessThanOrEqual(mainLimit);
  });

  it('has no script or style in the page, so that the strict policy holds', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:/i);
  });

  it('asks for no font, picture, script or style of another machine', () => {
    const assets = join(folder, 'assets');
    const styles = readdirSync(assets).filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    for (const name of styles) {
      const text = readFileSync(join(assets, name), 'utf8');
      expect(text, name).not.toMatch(/@import|url\(["']?(?:https?:)?\/\//);
    }
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});
