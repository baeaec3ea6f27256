import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesIn, stateOfSources } from './source-state.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What the pages are made of: themselves, and the packages that they run in the browser. */
const sources = [
  ...['index.html', 'package.json', 'tsconfig.json', 'vite.config.ts', 'public', 'src'].map(
    (name) => `apps/web/${name}`,
  ),
  ...['proof', 'protocol', 'telemetry'].map((name) => `packages/${name}/src`),
  'package-lock.json',
];

/** Builds the pages where they are missing or differ from their sources; costs some 10 ms otherwise. */
export function ensurePages(
  { root = repository }: { root?: string },
  deps: { say: (sentence: string) => void },
): void {
  const web = join(root, 'apps/web');
  const built = join(web, 'dist');
  if (!existsSync(join(web, 'index.html'))) return;
  const wanted = JSON.stringify({ v: 1, sources: stateOfSources(root, sources) });
  if (readBuilt(built) === wanted) return;
  deps.say('Building the pages (once, some seconds) …');
  const fresh = join(web, `dist.${process.pid}`);
  try {
    const why = build(web, fresh);
    if (why !== undefined) {
      deps.say(`The pages could not be built; the nodes start without new ones. ${why}`);
      return;
    }
    for (const name of filesIn(fresh)) compress(join(fresh, name));
    writeFileSync(join(fresh, 'build.json'), wanted);
    // The folder is put in place in one step; a node that runs has read the last one.
    rmSync(built, { recursive: true, force: true });
    renameSync(fresh, built);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function readBuilt(built: string): string | undefined {
  const file = join(built, 'build.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Builds, or says why not. Vite runs as a process of its own, so that neither the command nor a node loads it. */
function build(web: string, into: string): string | undefined {
  const vite = dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json'));
  const done = spawnSync(
    process.execPath,
    [join(vite, 'bin/vite.js'), 'build', '--outDir', into, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: web, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  return done.status === 0 ? undefined : done.stderr.trim().slice(-1000);
}

/** Beside each text its compressed forms, so that the node compresses nothing. */
function compress(file: string): void {
  if (!/\.(css|html|js|json|svg)$/.test(file)) return;
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: quality }));
}
