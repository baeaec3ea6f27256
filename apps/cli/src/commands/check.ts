import { checkProof } from '@careledger/proof';
import { verifySignature } from '@careledger/keys';
import { givenText } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `check FILE --roots FILE`: checks a proof with no node; exit 3 when it does not hold. */
export async function check(
  [file = '']: string[],
  flags: CommonFlags & { roots?: string },
): Promise<void> {
  const result = await checkProof(
    givenText(file),
    givenText(wanted(flags.roots, '--roots')),
    verifySignature,
  );
  outputOf(flags).row(
    result,
    result.valid ? 'The proof holds.' : `The proof does not hold: ${result.because}.`,
  );
  if (!result.valid) throw new CommandEnd(exitCodes.untrue, '');
}
