import { useId } from 'react';
import { deedText } from '../../parts/deed-text.ts';
import { useWords } from '../../prefs/prefs.tsx';
import type { Language } from '../../words/words.ts';
import { assistedWords } from '../words/assisted.ts';

/** Every word of what two of staff sign, in the patient's language, to be read aloud; what is new stands first. */
export function DeedAloud({
  draft,
}: {
  draft:
    { readonly language: Language; readonly text: string; readonly sentence: string } | undefined;
}) {
  const say = useWords(assistedWords);
  const id = useId();
  const rest = draft && deedText(draft);
  return (
    <section className="deed deed--aloud" aria-labelledby={id}>
      <div>
        <h3 id={id} className="deed__title">
          {say('deed')}
        </h3>
        <blockquote lang={draft?.language} aria-live="polite">
          {draft?.sentence ?? say('deed.first')}
        </blockquote>
      </div>
      {draft === undefined || rest === undefined ? null : (
        <div lang={draft.language} className="deed__all">
          {[...rest.always, ...rest.kept].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
    </section>
  );
}
