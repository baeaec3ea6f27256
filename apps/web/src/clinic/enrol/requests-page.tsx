import { AskedNotice } from '../ask/asked-notice.tsx';
import { useAskedRequests } from '../ask/asked.ts';
import { useNavCount } from '../../frame/nav-count.ts';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { StopPanel } from '../stop/stop-panel.tsx';
import { enrolWords } from '../words/enrol.ts';
import { SecondSignature } from './second-signature.tsx';
import { useWaitings } from './waiting.ts';

/** What waits for me: second signatures, and the requests for access that I sent. */
export function RequestsPage() {
  const say = useWords(enrolWords);
  const { user } = useWho();
  const waitings = useWaitings();
  const asked = useAskedRequests();
  const open = waitings.data?.filter(({ state }) => state === 'waiting') ?? [];
  useNavCount('/requests', waitings.data && open.filter(({ first }) => first.user !== user).length);
  return (
    <div className="page stack">
      <h1>{say('title')}</h1>
      <Panel title={say('sign')}>
        <Answer of={waitings} rows={2}>
          {() =>
            open.length === 0 ? (
              <p className="item quiet">{say('sign.none')}</p>
            ) : (
              open.map((waiting) => <SecondSignature key={waiting.enrolment} waiting={waiting} />)
            )
          }
        </Answer>
      </Panel>
      <Panel title={say('asked')}>
        <Answer of={asked} rows={2}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="item quiet">{say('asked.none')}</p>
            ) : (
              <div className="pad stack-2">
                {rows.map((each) => (
                  <AskedNotice key={each.request} asked={each} />
                ))}
              </div>
            )
          }
        </Answer>
      </Panel>
      <StopPanel />
    </div>
  );
}
