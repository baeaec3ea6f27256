import { checkExport, checkProof, type ExportCheck } from '@careledger/proof';
import { verifySignature } from '@careledger/keys';
import { givenText } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `check FILE --roots FILE`: checks a proof, or every entry of a patient's export, with no node; exit 3 unless all of it holds. */
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

const inPart =
  'Valid in part only: the proofs in the file hold, and the entries named above have none. Take the file home again later.';

function inWords({ entries, held, faults, unproven, verdict }: ExportCheck): string {
  return [
    `${held} of ${entries} entries are proven.`,
    ...faults.map(({ id, because }) => `Does not hold: ${id} (${because}).`),
    ...unproven.map((id) => `Not proven, its words may be anybody's: ${id}.`),
    ...(verdict === 'in-part' ? [inPart] : []),
  ].join('\n');
}
