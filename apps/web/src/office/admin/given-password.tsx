import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { accountWords } from '../words/account-words.ts';

/** A password that is good for choosing another, shown once to whoever hands it over. */
export function GivenPassword({ password }: { password: string }) {
  const say = useWords(accountWords);
  return (
    <Notice kind="ok" says="polite">
      {say('resetDone')} <b className="fingerprint">{password}</b>
      <p className="soft">{say('handOver')}</p>
    </Notice>
  );
}
