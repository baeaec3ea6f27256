import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { healthWords } from '../words/health-words.ts';

const places = ['journal', 'vault', 'registry', 'blocks', 'keys', 'index'] as const;

/** Where everything lies, how to back it up, and how to see that a backup is whole. */
export function BackupsPage() {
  const say = useWords(healthWords);
  const { memberName } = useWho();
  return (
    <div className="wrap wrap--office stack">
      <div>
        <h1>{say('backupsTitle')}</h1>
        <p className="lead soft">{say('backupsLead', { member: memberName })}</p>
      </div>
      <Panel title={say('where')}>
        <div className="pad stack-2">
          <p>{say('whereLead')}</p>
          <Command text="careledger where" />
          <dl className="facts-list">
            {places.map((place) => (
              <div key={place}>
                <dt>
                  <code>{place}</code>
                </dt>
                <dd>{say(`place.${place}`)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </Panel>
      <Panel title={say('how')}>
        <div className="pad stack-2">
          <p>{say('howLead')}</p>
          <Command text="careledger backup -o FOLDER" />
          <p>{say('howMore')}</p>
        </div>
      </Panel>
      <Panel title={say('try')}>
        <div className="pad stack-2">
          <p>{say('tryLead')}</p>
          <Command text="careledger verify --data FOLDER" />
        </div>
      </Panel>
    </div>
  );
}

function Command({ text }: { text: string }) {
  return (
    <pre className="command">
      <code>{text}</code>
    </pre>
  );
}
