import { checkProof, type ProofCheck } from '@careledger/proof';
import { useState } from 'react';
import * as v from 'valibot';
import { callNode } from '../../api/node.ts';
import { saveFile } from '../../parts/save-file.ts';
import { verifyInBrowser } from '../../everyone/verify.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { TechnicalDetails, Verdict } from '../../parts/proof-chain.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';

const proofForm = v.object({ proof: v.string() });
const rootsForm = v.object({ roots: v.string() });

interface Checked {
  proof: string;
  check: ProofCheck;
  at: number;
}

/** Proof on request: fetched, checked in this browser against the hospitals' keys, and to be kept as a file. */
export function ProofPart({
  name,
  title,
  id,
}: {
  name: string;
  /** What is proven, where it is not the page itself. */
  title?: string;
  /** Of an entry, an access or a reading. */
  id: string;
}) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const [checked, setChecked] = useState<Checked>();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>();

  async function run() {
    setBusy(true);
    setFault(undefined);
    try {
      const [{ proof }, { roots }] = await Promise.all([
        callNode('prove', { id }, proofForm),
        callNode('roots', {}, rootsForm),
      ]);
      setChecked({ proof, check: await checkProof(proof, roots, verifyInBrowser), at: Date.now() });
    } catch (error) {
      setFault(error);
    }
    setBusy(false);
  }

  return (
    <section className="stack">
      <h2>{title ?? say('proof.title')}</h2>
      {checked === undefined ? (
        <p className="row">
          <Button icon="shield" busy={isBusy} onClick={() => void run()}>
            {say('proof.check')}
          </Button>
          <span className="hint">{say('proof.check.hint')}</span>
        </p>
      ) : (
        <>
          <Verdict verdict={verdictOf(checked.check)} at={checked.at} name={name} />
          <p className="row">
            <Button
              icon="dl"
              onClick={() => saveFile(checked.proof, 'proof.json', 'application/json')}
            >
              {say('proof.save', {
                size: formats.number(checked.proof.length / 1024, { digits: 1 }),
              })}
            </Button>
          </p>
          {checked.check.valid ? (
            <TechnicalDetails>
              {checked.check.custodian}, {checked.check.block}, {checked.check.tx},{' '}
              {checked.check.signedBy.join(', ')}
            </TechnicalDetails>
          ) : null}
        </>
      )}
      <FaultLine error={fault} />
    </section>
  );
}

function verdictOf(check: ProofCheck): 'valid' | 'alone' | 'invalid' {
  if (!check.valid) return 'invalid';
  return check.signedBy.length > 1 ? 'valid' : 'alone';
}
