import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { formatsOf, type Formats } from '../words/format.ts';
import { base } from '../words/base.ts';
import { sayer, type Bundle, type Language, type Say } from '../words/words.ts';

/** What a person chose for these pages on this computer. */
export interface Prefs {
  readonly language: Language;
  /** Whether keys of a single letter work (WCAG 2.1.4). */
  readonly letters: boolean;
  readonly setLanguage: (language: Language) => void;
  readonly setLetters: (on: boolean) => void;
}

const languageKey = 'careledger.language';
const lettersKey = 'careledger.letters';
const PrefsContext = createContext<Prefs | undefined>(undefined);
const ReaderContext = createContext<'patient' | 'staff'>('staff');

/** Keeps the choices and gives them to the pages. */
export function PrefsProvider({ children }: { children: ReactNode }) {
  const [language, chooseLanguage] = useState<Language>(firstLanguage);
  const [letters, chooseLetters] = useState(() => localStorage.getItem(lettersKey) !== 'off');
  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en-GB' : 'de';
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(languageKey, next);
    chooseLanguage(next);
  }, []);
  const setLetters = useCallback((on: boolean) => {
    localStorage.setItem(lettersKey, on ? 'on' : 'off');
    chooseLetters(on);
  }, []);
  const prefs = useMemo(
    () => ({ language, letters, setLanguage, setLetters }),
    [language, letters, setLanguage, setLetters],
  );
  return <PrefsContext value={prefs}>{children}</PrefsContext>;
}

/** For whom the formats below are: patients read long dates, staff short ones. */
export function Reader({ as, children }: { as: 'patient' | 'staff'; children: ReactNode }) {
  return <ReaderContext value={as}>{children}</ReaderContext>;
}

/** The choices of the person at this computer. */
export function usePrefs(): Prefs {
  const prefs = use(PrefsContext);
  if (prefs === undefined) throw new Error('Put the page inside PrefsProvider.');
  return prefs;
}

/** Says the sentences of a bundle in the chosen language. */
export function useWords<E extends Readonly<Record<string, string>>>(bundle: Bundle<E>): Say<E> {
  const { language } = usePrefs();
  return useMemo(() => sayer(bundle, language), [bundle, language]);
}

/** Says the sentences that every page shares. */
export function useBaseWords(): Say<typeof base.en> {
  return useWords(base);
}

/** Writes dates, numbers and names in the chosen language, for this reader. */
export function useFormats(): Formats {
  const { language } = usePrefs();
  const reader = use(ReaderContext);
  return useMemo(() => formatsOf(language, reader, Date.now), [language, reader]);
}

/** For whom the page is. */
export function useReader(): 'patient' | 'staff' {
  return use(ReaderContext);
}

function firstLanguage(): Language {
  const kept = localStorage.getItem(languageKey);
  if (kept === 'en' || kept === 'de') return kept;
  return navigator.language.startsWith('de') ? 'de' : 'en';
}
