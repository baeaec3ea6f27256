import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandEnd, exitCodes } from './output.ts';

/** Asks the person at the terminal; exit 2 names the flag where there is no terminal. */
export async function prompted(
  question: string,
  options: { flag: string; secret?: boolean },
): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CommandEnd(exitCodes.usage, `${options.flag} is needed where nobody can be asked.`);
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: options.secret === true ? silent : process.stderr,
    terminal: true,
  });
  try {
    return (await lines.question('')).trim();
  } finally {
    lines.close();
    if (options.secret === true) process.stderr.write('\n');
  }
}
