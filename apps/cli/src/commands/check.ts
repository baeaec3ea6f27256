import { checkExport, checkProof, type ExportCheck } from '@careledger/proof';
import { verifySignature } from '@careledger/keys';
import { givenText } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `check FILE --roots FILE`: checks a proof, or every proof of a patient's export, with no node; exit 3 when one does not hold. */
export async function check(
  [file = '']: string[],
  flags: CommonFlags & { roots?: string },
): Promise<void> {
  const [text, roots] = [givenText(file), givenText(wanted(flags.roots, '--roots'))];
  const whole = await checkExport(text, roots, verifySignature);
  if (whole !== undefined) {
    outputOf(flags).row(whole, inWords(whole));
    if (!whole.valid) throw new CommandEnd(exitCodes.untrue, '');
    return;
  }
  const result = await checkProof(text, roots, verifySignature);
  outputOf(flags).row(
    result,
    result.valid ? 'The proof holds.' : `The proof does not hold: ${result.because}.`,
  );
  if (!result.valid) throw new CommandEnd(exitCodes.untrue, '');
}

function inWords({ entries, held, faults, unproven }: ExportCheck): string {
  return [
    `${held} of ${entries} proofs hold.`,
    ...faults.map(({ id, because }) => `Does not hold: ${id} (${because}).`),
    ...(unproven.length === 0 ? [] : [`The proof follows for ${unproven.length}.`]),
  ].join('\n');
}
