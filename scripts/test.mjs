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

/** Runs tests; gives what each file came to, and whether all of it held. */
function run(chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-test-'));
  const report = join(folder, 'report.json');
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--config', config, ...reporting, ...chosen],
    { cwd: root, stdio: 'inherit' },
  );
  try {
    const files = JSON.parse(readFileSync(report, 'utf8')).testResults.map(countedFile);
    return { files, held: status === 0 };
  } catch {
    return { files: [], held: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countedFile({ name, status, message, assertionResults }) {
  const of = (state) => assertionResults.filter((each) => each.status === state).length;
  const [passed, failed] = [of('passed'), of('failed')];
  const isBroken = status === 'failed' && failed === 0;
  return {
    name,
    passed,
    failed: failed + (isBroken ? 1 : 0),
    skipped: assertionResults.length - passed - failed,
    told: [
      ...assertionResults.filter((each) => each.status === 'failed').map(failedTest),
      ...(isBroken ? [`the file itself: ${firstLine(message)}`] : []),
    ],
  };
}

const failedTest = ({ fullName, failureMessages }) =>
  `${fullName}: ${firstLine(failureMessages[0])}`;
const firstLine = (text = '') => text.split('\n', 1)[0].slice(0, 300);

let { files, held } = run(args.filter((a) => a !== '--real'));
const broken = files.filter(({ failed }) => failed > 0).map(({ name }) => name);
// Tests with real services build on each other within a file: in CI a file that failed is tried once more, from nothing.
if (real && process.env.CI !== undefined && broken.length > 0) {
  console.log(`Once more, from nothing: ${broken.join(', ')}`);
  const again = run(broken);
  files = [...files.filter(({ name }) => !broken.includes(name)), ...again.files];
  held = again.held;
}
const sum = (key) => files.reduce((total, file) => total + file[key], 0);
const passed = sum('passed');
const failed = held ? sum('failed') : Math.max(1, sum('failed'));
// Lines that a reader of the last page of a log needs, and that `.ci/run` repeats in its sum.
for (const { name, told } of files) {
  for (const each of told) console.log(`FAILED ${relative(root, name)} > ${each}`);
}
if (failed > sum('failed')) console.log('FAILED outside of every test: the error is told above');
console.log(`${passed} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
