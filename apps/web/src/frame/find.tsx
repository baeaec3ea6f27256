import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Icon } from '../parts/icon.tsx';
import { useBaseWords, usePrefs } from '../prefs/prefs.tsx';
import { useLetters } from './letters.ts';

/** *Find a patient* in the bar: the words go to /patients in the page's own state, never into the address (I3). */
export function Find() {
  const say = useBaseWords();
  const { letters } = usePrefs();
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useLetters([['/', () => field.current?.focus()]]);
  return (
    <form
      className="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        go('/patients', { state: { find: text.trim() } });
      }}
    >
      <Icon name="search" />
      <input
        ref={field}
        className="input"
        type="search"
        aria-label={say('frame.find')}
        placeholder={say('frame.find')}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {letters ? <kbd aria-hidden="true">/</kbd> : null}
    </form>
  );
}
