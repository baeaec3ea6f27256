// Installs the dependencies when they are missing or older than the lock; costs 80 ms otherwise.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const at = (file) => {
  try {
    return statSync(root + file).mtimeMs;
  } catch {
    return 0;
  }
};

export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`CareLedger needs Node 20.19 or newer; this is ${process.version}.`);
    process.exit(69);
  }
  if (at('node_modules/.package-lock.json') >= at('package-lock.json')) return;
  console.error('Installing dependencies (once, about a minute) …');
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const args = ['install', '--no-audit', '--no-fund'];
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error('The install failed; the lines above say why. Nothing was started.');
    process.exit(69);
  }
}

/** Flags for a Node process that runs our TypeScript: none where Node strips types itself. */
export const typescriptFlags = process.features.typescript ? [] : ['--import', 'tsx'];
