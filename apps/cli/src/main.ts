import { Command, CommanderError } from 'commander';
import { NodeProblem } from '@careledger/protocol';
import type { CommandSyntax } from './command-syntax.ts';
import { exitOfCode } from './exit-of-code.ts';
import { commands } from './syntax.ts';
import { CommandEnd, exitCodes } from './output.ts';

function programOf(): Command {
  const program = new Command('careledger')
    .description("Hospitals share records under the patient's own consent; each access provable.")
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .showHelpAfterError('Run `careledger help` for the list of commands.');
  for (const syntax of commands) add(program, syntax);
  return program;
}

function add(program: Command, syntax: CommandSyntax): void {
  const command = program.command(syntax.name).description(syntax.does);
  for (const option of syntax.options ?? [])
    if (option.many)
      command.option(
        option.flags,
        option.says,
        (value: string, all: string[]) => [...all, value],
        [],
      );
    else command.option(option.flags, option.says);
  command.option('--data <dir>', 'the data folder (default .careledger)');
  if (!syntax.plain)
    command
      .option('--at <member>', 'the member to act at (default: the first hospital)')
      .option('--node <url>', 'the address of a node, instead of --at')
      .option('--as <user>', 'who acts')
      .option('--password-file <file>', 'the file with the password of --as');
  command.option('--json', 'one JSON object a line').option('--quiet', 'no prose');
  command.action(async (...given: unknown[]) => {
    const flags = command.opts<Record<string, never>>();
    const run = await syntax.load();
    await run(
      given
        .slice(0, -2)
        .flat()
        .map((arg) => (typeof arg === 'string' ? arg : '')),
      flags,
    );
  });
}

/** Runs a command line and gives its exit code; says faults on standard error in one line. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await programOf().parseAsync(args, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (error instanceof CommandEnd) {
      if (error.message !== '') process.stderr.write(`${error.message}\n`);
      return error.exitCode;
    }
    if (error instanceof NodeProblem) {
      process.stderr.write(`${error.problem.detail}\n`);
      return exitOfCode[error.problem.code] ?? exitCodes.fault;
    }
    process.stderr.write(
      `A fault of CareLedger: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exitCodes.fault;
  }
}

// Whoever reads our output may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
