import { useState } from 'react';
import { Link } from 'wouter';
import { ButtonLink } from '../../parts/button.tsx';
import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Chips } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { Permissions } from '../access/permissions.tsx';
import { RequestsForYou } from '../access/requests-for-you.tsx';
import { SeenFeed } from '../seen/seen-feed.tsx';
import { useMay } from '../may-decide.ts';
import { useSeen } from '../seen/use-seen.ts';
import { isEmergency } from '../seen/disclosures.ts';
import { patientWords } from '../words.ts';
import type { Theme } from './entry.ts';
import { FactsBand } from './facts-band.tsx';
import { Others, OthersNotice } from './others.tsx';
import { Story } from './story-list.tsx';
import { storyOf } from './story.ts';
import { useRecord } from './use-record.ts';

const firstLines = 12;
const ownPages = [
  { path: '/me/details', word: 'details.title' },
  { path: '/me/family', word: 'family.title' },
  { path: '/me/devices', word: 'devices.title' },
  { path: '/me/card', word: 'card.title' },
  { path: '/me/export', word: 'export.title' },
] as const;
// The node tells a person who acts for her neither card nor address.
const ofPatientAlone: readonly string[] = ['/me/details', '/me/card'];
const themes = ['all', 'results', 'letters', 'medicines', 'visits', 'own'] as const;

/** The patient's record over all hospitals: what matters in a hurry, what happened, who has seen it, who can. */
export function RecordPage() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { memberName, name, guardian } = useWho();
  const { isPatient } = useMay();
  const { own, entries, parts } = useRecord();
  const { rows } = useSeen();
  const [theme, setTheme] = useState<Theme | 'all'>('all');
  const [most, setMost] = useState(firstLines);
  const here = parts.filter(({ state }) => state === 'here').length + 1;
  const shown = theme === 'own' ? entries.filter((entry) => entry.custody === 'patient') : entries;
  const months = storyOf(shown, theme === 'own' ? 'all' : theme);

  return (
    <div className="wrap">
      <div className="head head--mid">
        <h1>{isPatient ? say('record.title') : say('record.titleOf', { name })}</h1>
        <span className="push row hide-sm">
          <ButtonLink to="/me/export" icon="dl">
            {say('record.download')}
          </ButtonLink>
        </span>
      </div>
      {guardian === undefined ? null : (
        <p className="lead">
          {say(guardian.scope === 'view' ? 'record.asViewer' : 'record.asGuardian', {
            until: guardian.until === null ? '–' : formats.date(guardian.until),
          })}
        </p>
      )}
      <p className="sources">
        <span>
          <Rich text={say('record.from', { n: here })} />
        </span>
        <CustodyMark
          custody="here"
          name={memberName}
          {...(own.dataUpdatedAt === 0
            ? {}
            : { more: say('record.upToDate', { time: formats.time(own.dataUpdatedAt) }) })}
        />
        <Others parts={parts} />
      </p>
      <EmergencyPointer />
      <OthersNotice parts={parts} />
      <Answer of={own} rows={8} who={memberName}>
        {() => <FactsBand entries={entries} />}
      </Answer>
      <div className="duo record">
        <section aria-labelledby="story">
          <h2 id="story">{say('record.story')}</h2>
          <Chips
            label={say('record.show')}
            value={theme}
            options={themes.map((value) => ({ value, label: say(`theme.${value}`) }))}
            onChange={setTheme}
          />
          {own.data === undefined ? null : months.length === 0 ? (
            <Empty title={say('record.empty')}>
              {say('record.empty.text', { name: memberName })}
            </Empty>
          ) : (
            <Story months={months} most={most} more={() => setMost(most + 40)} />
          )}
        </section>
        <aside className="side">
          <RequestsForYou />
          <section aria-labelledby="seen" id="who-has-seen">
            <div className="row">
              <h2 id="seen">{say('seen.title')}</h2>
              <Link className="push small" href="/me/seen">
                {say('seen.all', { n: rows.length })}
              </Link>
            </div>
            <SeenFeed most={4} />
          </section>
          <section aria-labelledby="can">
            <h2 id="can">{say('access.now')}</h2>
            <Permissions />
          </section>
          <nav className="own-pages" aria-label={say('own.title')}>
            <h2>{say('own.title')}</h2>
            <ul className="plain-list">
              {ownPages
                .filter(({ path }) => isPatient || !ofPatientAlone.includes(path))
                .map(({ path, word }) => (
                  <li key={path}>
                    <Link href={path}>{say(word)}</Link>
                  </li>
                ))}
            </ul>
          </nav>
        </aside>
      </div>
    </div>
  );
}

/** On phones the news of an emergency access stands before everything else. */
function EmergencyPointer() {
  const say = useWords(patientWords);
  const { rows } = useSeen();
  const count = rows.filter((row) => isEmergency(row.row)).length;
  if (count === 0) return null;
  return (
    <p className="only-sm pointer">
      <Link className="notice notice--access" href="/me/seen">
        <Icon name="glass" />
        <span>
          <Rich text={say('seen.pointer', { n: count })} />
        </span>
      </Link>
    </p>
  );
}
