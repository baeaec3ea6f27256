import type { ExportCheck, FaultyEntry } from '@careledger/proof';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { TechnicalDetails, Verdict } from '../parts/proof-chain.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { everyoneWords } from './words.ts';

const mostShown = 20;

/** What came of checking a patient's whole export: how many entries are proven, which are not, and which have no proof. */
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
  const { entries, faults, held, isWitnessed, unproven, verdict } = check;
  return (
    <div className="stack">
      {entries === 0 ? null : verdict === 'in-part' ? (
        <InPart isWitnessed={isWitnessed} />
      ) : (
        <Verdict
          verdict={verdict === 'valid' && !isWitnessed ? 'alone' : verdict}
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
          <More n={faults.length - mostShown} />
        </Notice>
      )}
      {unproven.length === 0 ? null : (
        <Notice kind="part">
          <p>{say('check.export.unproven')}</p>
          <ul>
            {unproven.slice(0, mostShown).map((id) => (
              <li key={id}>
                <b>{id}</b>
              </li>
            ))}
          </ul>
          <More n={unproven.length - mostShown} />
        </Notice>
      )}
      <p className="hint">{say('check.export.rest')}</p>
      <TechnicalDetails>
        <p>{JSON.stringify(check, undefined, 1)}</p>
      </TechnicalDetails>
    </div>
  );
}

/** Every proof holds, and more stands in the file than they prove. */
function InPart({ isWitnessed }: { isWitnessed: boolean }) {
  const say = useWords(everyoneWords);
  return (
    <div className="verdict verdict--alone" role="status">
      <Icon name="half" />
      <div>
        <b>{say('check.export.part')}</b>
        {say('check.export.part.text')} {isWitnessed ? null : say('check.link.none')}
      </div>
    </div>
  );
}

function More({ n }: { n: number }) {
  const say = useWords(everyoneWords);
  return n > 0 ? <p>{say('check.export.more', { n })}</p> : null;
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
