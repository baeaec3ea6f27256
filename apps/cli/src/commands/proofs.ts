import { writeGiven } from '../consortium-file.ts';
import { outputOf, sessionOf, strangerOf, type CommonFlags } from '../session.ts';
import { rowsOf, textIn } from '../rows.ts';

type FileFlags = CommonFlags & { output?: string };

/** `prove ID -o FILE`: a proof that anyone can check with no node. */
export async function prove([id = '']: string[], flags: FileFlags): Promise<void> {
  const client = await sessionOf(flags);
  deliver(flags, textIn(rowsOf(await client.call('prove', { id }))[0], 'proof'), 'proof');
}

/** `roots -o FILE`: the roots of trust that `check` wants. */
export async function roots(_: string[], flags: FileFlags): Promise<void> {
  deliver(flags, textIn(rowsOf(await strangerOf(flags).call('roots', {}))[0], 'roots'), 'roots');
}

function deliver(flags: FileFlags, text: string, what: string): void {
  const output = outputOf(flags);
  if (flags.output === undefined) return void process.stdout.write(`${text}\n`);
  writeGiven(flags.output, text);
  output.row(
    { [what]: flags.output, bytes: Buffer.byteLength(text) },
    `Written to ${flags.output}, ${Buffer.byteLength(text)} bytes.`,
  );
}
