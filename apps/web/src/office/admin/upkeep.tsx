import * as v from 'valibot';
import { maybeText } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { healthWords } from '../words/health-words.ts';
import { upkeepWords } from '../words/upkeep-words.ts';
import { Fact, OpenFact } from './fact.tsx';

const upkeepForm = v.object({
  backupAt: maybeText,
  certificates: v.array(v.object({ name: v.string(), until: v.string() })),
});
const dayMs = 86_400_000;
const soonDays = 60;
const backupDays = 2;
const names = ['pages', 'ca', 'device-ca', 'peer', 'tls', 'service', 'admin'] as const;

const useUpkeep = () => useAnswer('upkeep', {}, upkeepForm);
const isSoon = (until: string) => Date.parse(until) - Date.now() < soonDays * dayMs;

/** When everything was last copied; more than two days ago somebody should look. */
export function BackupFact() {
  const say = useWords(upkeepWords);
  const health = useWords(healthWords);
  const formats = useFormats();
  const { data, error } = useUpkeep();
  const name = say('backup');
  if (data === undefined || error !== null)
    return <OpenFact name={name} error={error} unknown={health('notKnown')} />;
  const { backupAt } = data;
  if (backupAt === null)
    return <Fact name={name} kind="part" word={say('backupNever')} more={say('backupNeverMore')} />;
  const isOld = Date.now() - Date.parse(backupAt) > backupDays * dayMs;
  return (
    <Fact
      name={name}
      kind={isOld ? 'part' : 'ok'}
      word={formats.when(backupAt)}
      more={say(isOld ? 'backupOldMore' : 'backupMore')}
    />
  );
}

/** The certificate that ends first; within 60 days somebody should renew it. */
export function CertificatesFact() {
  const say = useWords(upkeepWords);
  const health = useWords(healthWords);
  const formats = useFormats();
  const certificateName = useCertificateName();
  const { data, error } = useUpkeep();
  const [first] = data?.certificates ?? [];
  const name = say('certificates');
  if (first === undefined || error !== null)
    return <OpenFact name={name} error={error} unknown={health('notKnown')} />;
  const day = formats.date(first.until);
  return (
    <Fact
      name={name}
      kind={isSoon(first.until) ? 'part' : 'ok'}
      word={say(isSoon(first.until) ? 'certificatesSoon' : 'certificatesOk')}
      more={say('certificatesMore', { name: certificateName(first.name), day })}
    />
  );
}

/** Every certificate of this hospital with its end, the first to end first. */
export function Certificates() {
  const say = useWords(upkeepWords);
  const formats = useFormats();
  const certificateName = useCertificateName();
  const { data } = useUpkeep();
  if (data === undefined) return null;
  return (
    <Panel title={say('certificates')} footer={say('renew')}>
      <table className="tbl">
        <caption className="sr-only">{say('certificates')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('ends')}</th>
          </tr>
        </thead>
        <tbody>
          {data.certificates.map(({ name, until }) => (
            <tr key={name}>
              <td>{certificateName(name)}</td>
              <td className="nowrap">
                {isSoon(until) ? <b>{formats.date(until)}</b> : formats.date(until)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function useCertificateName(): (given: string) => string {
  const say = useWords(upkeepWords);
  return (given) => {
    const known = names.find((name) => name === given);
    return known === undefined ? given : say(`certificate.${known}`);
  };
}
