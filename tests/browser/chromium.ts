import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'] as const;

const flags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** The browser that `CARELEDGER_CHROMIUM` names or that is on the PATH; undefined where there is none. */
function findChromium(): string | undefined {
  const named = process.env['CARELEDGER_CHROMIUM'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram);
}

/** Whether the browser tests can run; says aloud when they cannot. */
export function hasChromium(): boolean {
  if (findChromium() !== undefined) return true;
  console.warn(
    'SKIPPED: no Chromium on the PATH or in CARELEDGER_CHROMIUM (apt-get install chromium)',
  );
  return false;
}

/** Starts the browser without a window, in a profile of its own; `more` are flags beside the usual ones. */
export async function openChromium(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('Install Chromium, or name it in CARELEDGER_CHROMIUM.');
  return chromium.launch({ executablePath, args: [...flags, ...more], headless: true });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
