// `npm test` (no network) and `npm run test:real` (real services): closes with `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureInstalled, root } from './installed.mjs';

ensureInstalled();
const args = process.argv.slice(2);
const real = args.includes('--real');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const config = real ? 'vitest.real.config.ts' : 'vitest.config.ts';

/** Runs tests; gives what each file came to, and the errors that belong to no test. */
function run(chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts/report.mjs')}`];
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--config', config, ...reporters, ...chosen],
    { cwd: root, stdio: 'inherit', env: { ...process.env, CARELEDGER_TEST_REPORT: report } },
  );
  try {
    const { files, errors } = JSON.parse(readFileSync(report, 'utf8'));
    const isExplained = status === 0 || errors.length > 0 || files.some(({ failed }) => failed > 0);
    return { files, errors: isExplained ? errors : [...errors, `Vitest ended with ${status}`] };
  } catch {
    return { files: [], errors: ['Vitest ended without a report'] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let { files, errors } = run(args.filter((a) => a !== '--real'));
const broken = files.filter(({ failed }) => failed > 0).map(({ name }) => name);
// Tests with real services build on each other within a file: in CI a file that failed is tried once more, from nothing.
if (real && process.env.CI !== undefined && broken.length > 0) {
  console.log(`Once more, from nothing: ${broken.join(', ')}`);
  const again = run(broken);
  files = [...files.filter(({ name }) => !broken.includes(name)), ...again.files];
  errors = [...errors, ...again.errors];
}
const sum = (key) => files.reduce((total, file) => total + file[key], 0);
const passed = sum('passed');
const failed = sum('failed') + errors.length;
// Lines that a reader of the last page of a log needs, and that `.ci/run` repeats in its sum.
for (const { name, told } of files) {
  for (const each of told) console.log(`FAILED ${relative(root, name)} > ${each}`);
}
for (const each of errors) console.log(`FAILED outside of every test: ${each}`);
console.log(`${passed} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
