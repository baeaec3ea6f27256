// `npm run check`: format, types, lint, arrows, unused, lock, tests. Every gate runs; the end says which failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cruise } from './arrows.mjs';
import { ensureInstalled, root } from './installed.mjs';

ensureInstalled();
const bin = (name) => join(root, 'node_modules/.bin', name);
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });

function arrowsHold() {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-arrows-'));
  const config = join(folder, 'cruise.json');
  writeFileSync(config, JSON.stringify(cruise));
  const done = run(bin('depcruise'), ['--config', config, '-T', 'json', 'packages', 'apps'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  rmSync(folder, { recursive: true, force: true });
  const { summary } = JSON.parse(done.stdout.toString('utf8'));
  for (const v of summary.violations) console.error(`${v.rule.name}: ${v.from} -> ${v.to}`);
  console.log(`arrows: ${summary.totalCruised} modules, ${summary.error} errors`);
  return summary.error === 0 && summary.totalCruised > 0;
}

function lockIsWhole() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const names = new Set(
    Object.keys(packages).map((key) => key.slice(key.lastIndexOf('node_modules/') + 13)),
  );
  const missing = Object.values(packages).flatMap((p) =>
    Object.keys(p.optionalDependencies ?? {}).filter((name) => !names.has(name)),
  );
  for (const name of missing) console.error(`package-lock.json lacks the optional package ${name}`);
  return missing.length === 0;
}

const gates = {
  format: () => run(bin('prettier'), ['--check', '.']).status === 0,
  types: () =>
    ['.', 'apps/web'].every((at) => run(bin('tsc'), ['--noEmit', '-p', at]).status === 0),
  lint: () => run(bin('oxlint'), ['--type-aware', '--deny-warnings']).status === 0,
  arrows: arrowsHold,
  unused: () => run(bin('knip'), []).status === 0,
  lock: lockIsWhole,
  tests: () => run(process.execPath, [join(root, 'scripts/test.mjs')]).status === 0,
};
const wanted = process.argv.slice(2);
const failed = [];
for (const [name, gate] of Object.entries(gates)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`— ${name}`);
  if (!gate()) failed.push(name);
}
console.log(failed.length === 0 ? 'check: all green' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
