import { usePrefs, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import type { GrantRow } from './grants.ts';

/** A permission in the words that were signed; below it the same in the language of the reader, where that is another. */
export function SignedSentence({ grant, className }: { grant: GrantRow; className?: string }) {
  const say = useWords(patientWords);
  const { language } = usePrefs();
  return (
    <>
      <p className={className} lang={grant.language}>
        {grant.sentence}
      </p>
      {grant.language === language ? null : (
        <p className="hint">
          {say('access.inYourLanguage', { sentence: grant.sentences[language] })}
        </p>
      )}
    </>
  );
}
