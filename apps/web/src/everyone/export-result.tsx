import type { ExportCheck, FaultyEntry } from '@careledger/proof';
import { Notice } from '../parts/notice.tsx';
import { TechnicalDetails, Verdict } from '../parts/proof-chain.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { everyoneWords } from './words.ts';

const mostShown = 20;

/** What came of checking a patient's whole export: how many proofs are valid, and which are not. */
export function ExportResult({
  check,
  at,
  name,
}: {
  check: ExportCheck;
  at: number;
  name: string;
}) {
  const say = useWords(everyoneWords);
  const { entries, faults, held, isWitnessed, unproven, valid } = check;
  return (
    <div className="stack">
      {entries === 0 ? null : (
        <Verdict
          verdict={valid ? (isWitnessed ? 'valid' : 'alone') : 'invalid'}
          at={at}
          name={name}
        />
      )}
      <h2>{say('check.export.count', { held, n: entries })}</h2>
      {faults.length === 0 ? null : (
        <Notice icon="info">
          <p>{say('check.export.faults')}</p>
          <ul>
            {faults.slice(0, mostShown).map((fault) => (
              <li key={`${fault.id} ${fault.because}`}>
                <Fault fault={fault} />
              </li>
            ))}
          </ul>
          {faults.length > mostShown ? (
            <p>{say('check.export.more', { n: faults.length - mostShown })}</p>
          ) : null}
        </Notice>
      )}
      {unproven.length === 0 ? null : <p>{say('check.export.later', { n: unproven.length })}</p>}
      <p className="hint">{say('check.export.rest')}</p>
      <TechnicalDetails>
        <p>{JSON.stringify(check, undefined, 1)}</p>
      </TechnicalDetails>
    </div>
  );
}

function Fault({ fault: { id, because } }: { fault: FaultyEntry }) {
  const say = useWords(everyoneWords);
  return (
    <>
      <b>{id}</b>
      <br />
      {say(`check.because.${because}`)}
    </>
  );
}
