import { writeSync } from 'node:fs';
import { openLog } from './log.ts';

// Appends single entries and groups, several at a time, and prints what is acknowledged, until it is killed.
const [folder = '', run = ''] = process.argv.slice(2);
const log = await openLog({ folder, name: 'journal', segmentBytes: 30_000 });

async function appendGroup(number: number): Promise<void> {
  const count = 1 + (number % 4);
  const entries = Array.from({ length: count }, (_, position) => ({
    body: Buffer.from(`${run}/${number}/${position}/${count} ${'x'.repeat((number * 37) % 300)}`),
  }));
  const first = await log.appendAll(entries);
  writeSync(1, `${first} ${number} ${count}\n`);
}

for (let number = 0; ; number += 8)
  await Promise.all(Array.from({ length: 8 }, (_, offset) => appendGroup(number + offset)));
