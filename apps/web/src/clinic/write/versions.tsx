import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { Tag } from '../../parts/state.tsx';
import { useVersions } from '../data/history.ts';
import { usePersonName } from '../data/people.ts';
import type { Entry } from '../record/entry.ts';
import { writeWords } from '../words/write.ts';
import { EntryContent } from './entry-content.tsx';

/** Every version of an entry with its author and time; none is ever overwritten (R3.1). */
export function Versions({ entry }: { entry: Entry }) {
  const say = useWords(writeWords);
  const formats = useFormats();
  const personName = usePersonName();
  const versions = useVersions(entry);
  if (versions === undefined) return null;
  return (
    <section className="versions">
      <h3>{say('entry.versions')}</h3>
      <ul>
        {versions.map((version) => (
          <li key={version.version}>
            <details>
              <summary>
                <span className="row versions__line">
                  <b>{say('entry.version', { n: version.version })}</b>
                  <span className="soft">
                    {[
                      personName(version.author) ?? '',
                      version.writtenAt === null
                        ? ''
                        : formats.when(version.writtenAt, { seconds: true }),
                    ]
                      .filter((part) => part !== '')
                      .join(', ')}
                  </span>
                  {version.isInError ? <Tag kind="part">{say('entry.inError')}</Tag> : null}
                  {version.version === entry.version ? <Tag>{say('entry.current')}</Tag> : null}
                </span>
              </summary>
              <EntryContent entry={version} entries={versions} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
