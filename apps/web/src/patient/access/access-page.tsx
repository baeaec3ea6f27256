import { useAnswer } from '../../api/use-answer.ts';
import { Panel } from '../../parts/panel.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { Button } from '../../parts/button.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import { HiddenPanel } from '../hide/hidden-panel.tsx';
import { Permissions } from './permissions.tsx';
import { receiptsForm } from './receipts.ts';
import { RequestsForYou } from './requests-for-you.tsx';

/** Who can see the record, and everything that the patient has signed. */
export function AccessPage() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const receipts = useAnswer('my-receipts', {}, receiptsForm);
  return (
    <div className="wrap">
      <h1>{say('access.now')}</h1>
      <p className="lead">{say('access.lead')}</p>
      <div className="duo record">
        <div className="stack-5">
          <Permissions />
        </div>
        <aside className="side">
          <RequestsForYou />
          <HiddenPanel />
          {receipts.data === undefined || receipts.data.length === 0 ? null : (
            <Panel title={say('receipts.title')}>
              <ul>
                {receipts.data.map((receipt) => (
                  <li key={receipt.version} className="item">
                    <details>
                      <summary>
                        {say('receipts.version', { n: receipt.version })}{' '}
                        <span className="quiet">{formats.when(receipt.at)}</span>
                      </summary>
                      <p className="signed-text" lang={receipt.language}>
                        {receipt.text}
                      </p>
                      <Button
                        size="small"
                        icon="dl"
                        onClick={() =>
                          saveFile(
                            receipt.file,
                            `consent-${receipt.version}.json`,
                            'application/json',
                          )
                        }
                      >
                        {say('receipts.save')}
                      </Button>
                    </details>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </aside>
      </div>
    </div>
  );
}
