type Name<P extends string> = P extends `${infer N}:${string}` ? N : P;
type Blanks<T extends string> = T extends `${string}{${infer P}}${infer Rest}`
  ? Name<P> | Blanks<Rest>
  : never;

/** A language that the pages speak. */
export type Language = 'en' | 'de';

/** The sentences of one part of the pages: a key that is missing in a language is a type error. */
export interface Bundle<E extends Readonly<Record<string, string>>> {
  readonly en: E;
  readonly de: { readonly [K in keyof E]: string };
}

/** What fills the blanks of a sentence. */
export type Filling<T extends string> = Readonly<Record<Blanks<T>, string | number>>;

/** Says a sentence by its key; its blanks are named in the type. */
export type Say<E extends Readonly<Record<string, string>>> = <K extends keyof E & string>(
  key: K,
  ...filling: [Blanks<E[K]>] extends [never] ? [] : [Filling<E[K]>]
) => string;

/** Gives the function that says the sentences of a bundle in a language. */
export function sayer<E extends Readonly<Record<string, string>>>(
  bundle: Bundle<E>,
  language: Language,
): Say<E> {
  return (key, ...[filling]) => filled(bundle[language][key], filling, language);
}

/** Fills `{name}`, and `{n:entry|entries}` with the number and the form of the word that it wants. */
function filled(
  text: string,
  filling: Readonly<Record<string, string | number>> | undefined,
  language: Language,
): string {
  if (filling === undefined) return text;
  return text.replaceAll(/\{(\w+)(?::([^}|]*)\|([^}]*))?\}/g, (_, name: string, one, other) => {
    const value = filling[name] ?? '';
    if (typeof value !== 'number') return value;
    const number = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'de-DE').format(value);
    if (typeof one !== 'string' || typeof other !== 'string') return number;
    const form = new Intl.PluralRules(language).select(value) === 'one' ? one : other;
    return `${number}\u00a0${form}`;
  });
}
