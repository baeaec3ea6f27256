import { useBaseWords, usePrefs } from '../prefs/prefs.tsx';
import type { Language } from '../words/words.ts';

/** A permission in words: as it was signed, and in each language. */
export interface Signed {
  readonly language: Language;
  readonly sentence: string;
  readonly sentences: Readonly<Record<Language, string>>;
}

/** A permission in the words that were signed; below it the same in the language of the reader, where that is another. */
export function SignedSentence({ grant, className }: { grant: Signed; className?: string }) {
  const say = useBaseWords();
  const { language } = usePrefs();
  return (
    <>
      <p className={className} lang={grant.language}>
        {grant.sentence}
      </p>
      {grant.language === language ? null : (
        <p className="until hint">
          {say('signed.translated', { sentence: grant.sentences[language] })}
        </p>
      )}
    </>
  );
}
