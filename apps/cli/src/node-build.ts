import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { stateOfSources } from './source-state.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const packages = [
  'care',
  'contracts',
  'fhir',
  'keys',
  'ledger',
  'peer',
  'proof',
  'protocol',
  'store',
  'telemetry',
];
const entries = {
  'hospital-main': './apps/node/src/hospital-main.ts',
  'orderer-main': './apps/node/src/orderer-main.ts',
  'peer-thread': './apps/node/src/peer-worker.ts',
  'verify-thread': './apps/node/src/verify/verify-worker.ts',
  'index-check': './packages/store/src/index-check.mjs',
};
const KEPT_MS = 30 * 86_400_000;

/**
 * The folder with the programs of a node as JavaScript, made from the sources as they are now: on a Node that does not read
 * TypeScript by itself they start in a third of the time. Costs some 20 ms where they are made already, throws where the
 * sources cannot be read as TypeScript.
 */
export function nodePrograms(): string {
  const sources = [...packages.map((name) => `packages/${name}/src`), 'apps/node/src'];
  const state = stateOfSources(repository, [...sources, 'package-lock.json']);
  const name = createHash('sha256').update(state.join('\n')).digest('hex').slice(0, 16);
  const folder = join(repository, 'apps/node', `dist-${name}`);
  if (existsSync(folder)) {
    const now = new Date();
    utimesSync(folder, now, now);
    return folder;
  }
  const fresh = join(repository, 'apps/node', `dist-${name}.${process.pid}`);
  try {
    buildSync({
      absWorkingDir: repository,
      entryPoints: entries,
      outdir: fresh,
      outExtension: { '.js': '.mjs' },
      chunkNames: '[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      keepNames: true,
      logLevel: 'silent',
      // Libraries stay where they are; our own packages are no libraries.
      packages: 'external',
      alias: Object.fromEntries(
        packages.map((name) => [`@careledger/${name}`, `./packages/${name}/src/index.ts`]),
      ),
    });
    // In one step; another process may have been first.
    if (!existsSync(folder)) renameSync(fresh, folder);
    forgetOld(folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

/** What no node was started on for 30 days; until then one may still run on it and read a part that it did not need before. */
function forgetOld(current: string): void {
  const place = join(repository, 'apps/node');
  for (const name of readdirSync(place)) {
    const folder = join(place, name);
    if (!name.startsWith('dist-') || folder === current) continue;
    if (Date.now() - statSync(folder).mtimeMs > KEPT_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}
