import { CommandEnd, exitCodes, type Output } from '../output.ts';
import { stepNames, type StepName } from './step-names.ts';

/** What a step of the story shows besides its sentence. */
export interface Told {
  readonly says: string;
  readonly tx?: string;
  readonly block?: number;
  readonly resources?: readonly { type: string; id: string; fullUrl: string | null }[];
}

/** Tells the story step by step; the first step that is not as it should be ends it with exit 3. */
export interface Teller {
  step(name: StepName, run: () => Promise<Told>): Promise<void>;
}

/** An expectation of the story that does not hold. */
class Untrue extends Error {}

/** Throws Untrue with the sentence unless the condition holds. */
export function expectThat(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Untrue(sentence);
}

/** Starts the telling. */
export function createTeller(output: Output): Teller {
  const of = stepNames.length;
  let n = 0;
  return {
    async step(name, run) {
      n += 1;
      output.progress(`${n} of ${of}: ${name} …`);
      try {
        const { says, tx = null, block = null, resources = [] } = await run();
        output.progress('');
        const where = tx === null ? '' : `  [${tx.slice(0, 12)}…]`;
        output.row(
          { step: n, name, of, says, ok: true, tx, block, resources },
          `${String(n).padStart(2)}. ${says}${where}`,
        );
      } catch (error) {
        output.progress('');
        const says = error instanceof Error ? error.message : String(error);
        output.row(
          { step: n, name, of, says, ok: false, tx: null, block: null, resources: [] },
          `${String(n).padStart(2)}. ${name}: NOT AS IT SHOULD BE: ${says}`,
        );
        throw new CommandEnd(
          error instanceof Untrue ? exitCodes.untrue : exitCodes.untrue,
          `The story ends at step ${n} (${name}).`,
          { cause: error },
        );
      }
    },
  };
}
