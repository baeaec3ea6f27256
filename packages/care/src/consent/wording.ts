import type { ConsentDocument, Grant } from '@careledger/contracts';
import { phrases, type Language } from './phrases.ts';

/** Who names the grantee and the hospital in a text, and in which language it is written. */
export interface Wording {
  readonly language: Language;
  readonly hospital: string;
  /** Whom a grant permits: the hospital, and the person where it is one whose name is known. */
  readonly whoIs: (grant: Grant) => { hospital: string; person: string | undefined };
}

/** The language of a document: the one that it names, English where that is none of ours. */
export function languageOf({ language }: Pick<ConsentDocument, 'language'>): Language {
  return language === 'de' ? 'de' : 'en';
}

/** One grant as the sentences that a lay person understands and signs. */
export function grantSentence(grant: Grant, wording: Pick<Wording, 'language' | 'whoIs'>): string {
  const { language } = wording;
  const say = phrases[language];
  const day = dayIn(language);
  const { dataFrom, dataUntil, eraseAt } = grant;
  const allowed = say.allow({
    who: granteeOf(grant, wording),
    what: whatOf(grant, language),
    window:
      dataFrom === null && dataUntil === null ? '' : say.window(day(dataFrom), day(dataUntil)),
    why: grant.purposes.map((code) => say.purposes[code] ?? code).join(say.or),
    from: day(grant.from),
    until: day(grant.until),
  });
  const erased = eraseAt === null ? '' : say.erased(day(eraseAt));
  return [allowed, closedSentence(grant, language), erased].filter((part) => part !== '').join(' ');
}

/** What a withdrawal says: of one grant, or, for `all`, of everything. */
export function withdrawalSentence(withdrawn: Grant | 'all', wording: Wording): string {
  const say = phrases[wording.language];
  if (withdrawn === 'all') return say.stopAll(wording.hospital);
  return say.withdraw(granteeOf(withdrawn, wording), wording.hospital);
}

/** The whole consent as the text that is displayed and signed; `opening` stands before it. */
export function documentText(
  { grants, version }: Pick<ConsentDocument, 'grants' | 'version'>,
  { opening, ...wording }: Wording & { opening?: string },
): string {
  const say = phrases[wording.language];
  const lines = grants.map((grant) => grantSentence(grant, wording));
  return [
    ...(opening === undefined ? [] : [opening]),
    say.title(wording.hospital, version),
    ...(lines.length === 0 ? [say.nobody] : lines).map((line) => `- ${line}`),
    say.emergency,
    say.anyTime,
  ].join('\n');
}

/** The sentences of a document's grants in their order, as they were signed; undefined where its text is not ours. */
export function signedSentences({ text, grants }: ConsentDocument): string[] | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith('- '));
  return lines.length === grants.length ? lines.map((line) => line.slice(2)) : undefined;
}

function granteeOf(grant: Grant, { language, whoIs }: Pick<Wording, 'language' | 'whoIs'>): string {
  const { everybody, somebody, unnamed } = phrases[language];
  const { hospital, person } = whoIs(grant);
  if (grant.to.practitioner === null) return everybody(hospital);
  return person === undefined ? unnamed(hospital) : somebody(`${person}, ${hospital}`);
}

/** The kinds, and which of the closed ones are among them. */
function whatOf({ categories }: Grant, language: Language): string {
  const { kinds, closed, also } = phrases[language];
  const list = (words: readonly string[]) =>
    new Intl.ListFormat(localeOf[language]).format(new Set(words));
  const open = categories.filter((category) => closed[category] === undefined);
  const opened = categories.flatMap((category) => closed[category] ?? []);
  const what = list(open.map((category) => kinds[category] ?? category));
  if (opened.length === 0) return what;
  return also(what, list(opened));
}

/** Which closed kinds stay closed under this grant. */
function closedSentence({ categories }: Grant, language: Language): string {
  const { closed, nothingAbout } = phrases[language];
  const shut = Object.entries(closed).filter(([label]) => !categories.includes(label));
  if (shut.length === 0) return '';
  const list = new Intl.ListFormat(localeOf[language], { type: 'disjunction' });
  return nothingAbout(list.format(shut.map(([, word]) => word)));
}

const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** The date of a time as it is shown: day, month in letters, year, UTC; nothing for none. */
function dayIn(language: Language): (at: number | null) => string {
  const dates = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' });
  return (at) => (at === null ? '' : dates.format(at));
}
