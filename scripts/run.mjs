// `npm start`, `npm run demo`, `npm run bench`, `npm run conformance`: install if needed, then hand over.
import { spawn } from 'node:child_process';
import { ensureInstalled, root, typescriptFlags } from './installed.mjs';

ensureInstalled();
const [first, ...rest] = process.argv.slice(2);
const entries = {
  '--bench': ['bench/main.ts'],
  '--conformance': ['tests/conformance/main.ts'],
};
const target = entries[first] ?? ['apps/cli/src/main.ts', first];
const child = spawn(
  process.execPath,
  [...typescriptFlags, root + target[0], ...target.slice(1), ...rest],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CARELEDGER_CWD: process.env.INIT_CWD ?? process.cwd() },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
