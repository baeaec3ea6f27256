import {
  checkExport,
  checkProof,
  type CheckedProof,
  type ExportCheck,
  type ProofCheck,
} from '@careledger/proof';
import { useEffect, useState } from 'react';
import * as v from 'valibot';
import { useAnswer } from '../api/use-answer.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { ProofChain, TechnicalDetails, Verdict } from '../parts/proof-chain.tsx';
import { useFormats, useWords } from '../prefs/prefs.tsx';
import { ExportResult } from './export-result.tsx';
import { FileDrop, type TextFile } from './file-drop.tsx';
import { verifyInBrowser } from './verify.ts';
import { everyoneWords } from './words.ts';

const rootsForm = v.object({ roots: v.string() });

/** A proof file and the hospitals' keys, checked in this browser: no account, no server. */
export function CheckPage() {
  const say = useWords(everyoneWords);
  const [proof, setProof] = useState<TextFile>();
  const [roots, setRoots] = useState<TextFile>();
  const [usesOwn, setUsesOwn] = useState(false);
  const own = useAnswer('roots', {}, rootsForm, { when: usesOwn });
  const rootsText = roots?.text ?? (usesOwn ? own.data?.roots : undefined);
  const result = useCheck(proof?.text, rootsText);

  return (
    <div className="wrap">
      <h1>{say('check.heading')}</h1>
      <p className="lead">{say('check.lead')}</p>
      <div className="duo check">
        <div className="stack-5">
          <FileDrop label={say('check.proof')} file={proof} onFile={setProof} />
          <FileDrop
            label={say('check.roots')}
            hint={say('check.roots.hint')}
            file={
              roots ??
              (usesOwn && own.data
                ? { name: say('check.usesOwn'), text: own.data.roots }
                : undefined)
            }
            onFile={setRoots}
          />
          {roots !== undefined || usesOwn ? null : (
            <div className="stack-2">
              <Button onClick={() => setUsesOwn(true)}>{say('check.useOwn')}</Button>
              <p className="hint">{say('check.ownHint')}</p>
            </div>
          )}
        </div>
        <div aria-live="polite">{result === undefined ? null : <Result {...result} />}</div>
      </div>
    </div>
  );
}

interface Checked {
  check: ExportCheck | ProofCheck;
  at: number;
}

function useCheck(proof: string | undefined, roots: string | undefined): Checked | undefined {
  const [result, setResult] = useState<Checked>();
  useEffect(() => {
    let isCurrent = true;
    setResult(undefined);
    if (proof === undefined || roots === undefined) return undefined;
    void checked(proof, roots).then((check) => {
      if (isCurrent) setResult({ check, at: Date.now() });
    });
    return () => {
      isCurrent = false;
    };
  }, [proof, roots]);
  return result;
}

/** A file of a whole record is one; else it is taken for a proof. */
async function checked(file: string, roots: string): Promise<ExportCheck | ProofCheck> {
  const whole = await checkExport(file, roots, verifyInBrowser);
  return whole ?? checkProof(file, roots, verifyInBrowser);
}

function Result({ check, at }: Checked) {
  const say = useWords(everyoneWords);
  const formats = useFormats();
  if ('entries' in check)
    return <ExportResult check={check} at={at} name={formats.list(check.custodians.map(nameOf))} />;
  if (!check.valid)
    return (
      <div className="stack">
        <Verdict verdict="invalid" at={at} name="" />
        <Notice icon="info">{say(`check.because.${check.because}`)}</Notice>
      </div>
    );
  const others = check.signedBy.filter((member) => member !== check.custodian);
  return (
    <div className="stack">
      <Verdict
        verdict={others.length === 0 ? 'alone' : 'valid'}
        at={at}
        name={nameOf(check.custodian)}
      />
      <Chain check={check} others={others} />
      <TechnicalDetails>
        <p>{JSON.stringify(shownOf(check), undefined, 1)}</p>
      </TechnicalDetails>
    </div>
  );
}

function Chain({ check, others }: { check: CheckedProof; others: readonly string[] }) {
  const say = useWords(everyoneWords);
  const formats = useFormats();
  const name = nameOf(check.custodian);
  return (
    <>
      <h2>{say(`check.kind.${check.kind}`)}</h2>
      <ProofChain
        links={[
          { sentence: say('check.link.words'), more: say('check.link.words.more') },
          { sentence: say('check.link.signed', { name }), more: say('check.link.signed.more') },
          {
            sentence: say('check.link.log', { block: check.block }),
            more: say('check.link.log.more'),
          },
          ...(others.length === 0
            ? [{ sentence: say('check.link.none') }]
            : [
                {
                  sentence: say('check.link.copies', { names: formats.list(others.map(nameOf)) }),
                  more: say('check.link.copies.more', { name }),
                },
              ]),
        ]}
      />
    </>
  );
}

/** A proof names its members by their ids. */
function nameOf(member: string): string {
  return member.slice(0, 1).toUpperCase() + member.slice(1);
}

function shownOf(check: CheckedProof): unknown {
  const { custodian, block, tx, checkpoint, signedBy } = check;
  const what =
    check.kind === 'record'
      ? check.statement
      : check.kind === 'disclosure'
        ? check.decision
        : check.reading;
  return { kind: check.kind, what, custodian, block, tx, checkpoint, signedBy };
}
