// `npm test` (no network) and `npm run test:real` (real services): closes with `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './installed.mjs';

ensureInstalled();
const args = process.argv.slice(2);
const real = args.includes('--real');
const folder = mkdtempSync(join(tmpdir(), 'careledger-test-'));
const report = join(folder, 'report.json');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const config = real ? 'vitest.real.config.ts' : 'vitest.config.ts';
const run = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
    ...args.filter((a) => a !== '--real'),
  ],
  { cwd: root, stdio: 'inherit' },
);
let counts;
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts = {
    passed: result.numPassedTests,
    failed:
      result.numFailedTests +
      result.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0)
        .length,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
  };
} catch {
  counts = { passed: 0, failed: 1, skipped: 0 };
}
rmSync(folder, { recursive: true, force: true });
if (run.status !== 0 && counts.failed === 0) counts.failed = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
