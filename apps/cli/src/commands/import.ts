import { readFileSync, statSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NodeProblem } from '@careledger/protocol';
import { givenPath } from '../consortium-file.ts';
import { CommandEnd, exitCodes, type Output } from '../output.ts';
import { rowsOf } from '../rows.ts';
import { outputOf, sessionOf, type CommonFlags } from '../session.ts';

/** `import FILE|DIR…`: FHIR transaction bundles; the same source again adds nothing. Exit 2 when a file could not be taken. */
export async function importBundles(paths: string[], flags: CommonFlags): Promise<void> {
  const output = outputOf(flags);
  const files = paths.flatMap((path) => filesUnder(path));
  if (files.length === 0) throw new CommandEnd(exitCodes.usage, 'No .json file there.');
  const client = await sessionOf(flags);
  const counts = { added: 0, known: 0, refused: 0 };
  for (const [index, file] of files.entries()) {
    output.progress(`${index + 1} of ${files.length}: ${basename(file)}`);
    try {
      const answer = await client.call('import', {
        source: basename(file),
        bundle: bundleIn(file),
      });
      for (const row of rowsOf(answer)) {
        const { new: added, ...rest } = row;
        counts[added === false ? 'known' : 'added'] += 1;
        if (output.json) output.row(rest);
      }
    } catch (error) {
      counts.refused += 1;
      complain(output, file, error);
    }
  }
  output.progress('');
  output.say(
    `${counts.added} new, ${counts.known} already there, from ${files.length - counts.refused} of ${files.length} files.`,
  );
  if (counts.refused > 0)
    throw new CommandEnd(
      exitCodes.usage,
      `${counts.refused} of ${files.length} files were not taken; nothing of those was written.`,
    );
}

function complain(output: Output, file: string, error: unknown): void {
  if (
    error instanceof NodeProblem &&
    ['unreachable', 'not-ready', 'unauthenticated', 'forbidden'].includes(error.problem.code)
  )
    throw error;
  if (!(error instanceof NodeProblem) && !(error instanceof CommandEnd)) throw error;
  output.progress('');
  process.stderr.write(`${basename(file)}: ${error.message}\n`);
}

function filesUnder(path: string): string[] {
  const place = givenPath(path);
  const about = statSync(place, { throwIfNoEntry: false });
  if (about === undefined) throw new CommandEnd(exitCodes.usage, `There is no ${path}.`);
  if (!about.isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(place, name));
}

function bundleIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CommandEnd(exitCodes.usage, 'not JSON', { cause });
  }
}
