import { checkProof, type ProofFault } from '@careledger/proof';
import { useEffect, useState } from 'react';
import * as v from 'valibot';
import { useAnswer } from '../../api/use-answer.ts';
import { verifyInBrowser } from '../../everyone/verify.ts';

/** What this computer found about a proof, and when. */
export interface Checked {
  readonly isValid: boolean;
  readonly verdict: 'valid' | 'alone' | 'invalid';
  readonly because: ProofFault | undefined;
  readonly at: number;
}

const rootsForm = v.object({ roots: v.string() });

/** Checks a proof in this browser against the members' keys; undefined until it is done. */
export function useProofCheck(proof: string | null): Checked | undefined {
  const { data } = useAnswer('roots', {}, rootsForm, { when: proof !== null });
  const [checked, setChecked] = useState<Checked>();
  const roots = data?.roots;
  useEffect(() => {
    let isCurrent = true;
    setChecked(undefined);
    if (proof === null || roots === undefined) return undefined;
    void checkProof(proof, roots, verifyInBrowser).then((check) => {
      if (!isCurrent) return;
      const at = Date.now();
      if (!check.valid)
        setChecked({ isValid: false, verdict: 'invalid', because: check.because, at });
      else {
        const isAlone = check.signedBy.length < 2;
        setChecked({
          isValid: true,
          verdict: isAlone ? 'alone' : 'valid',
          because: undefined,
          at,
        });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [proof, roots]);
  return checked;
}
