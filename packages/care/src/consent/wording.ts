import type { ConsentDocument, Grant } from '@careledger/contracts';

// What a person calls the kinds of docs/categories.md; two kinds may share a word.
const kindWords: Readonly<Record<string, string>> = {
  summary: 'allergies, medicines and conditions',
  identity: 'name and contact',
  allergies: 'allergies',
  medications: 'medicines',
  problems: 'conditions',
  immunisations: 'vaccinations',
  vitals: 'readings',
  results: 'results',
  observations: 'results',
  imaging: 'X-rays and scans',
  social: 'circumstances of life',
  procedures: 'treatments',
  plans: 'care plans',
  encounters: 'visits',
  documents: 'letters and notes',
  billing: 'bills',
  consent: 'permissions',
  restricted: 'everything else',
};

// The closed kinds: each goes out only where it is named.
const closedWords: Readonly<Record<string, string>> = {
  PSY: 'mental health',
  SEX: 'sexual health',
  HIV: 'HIV',
  GDIS: 'genetics',
  ETH: 'alcohol or drugs',
  SDV: 'abuse or violence',
};

const purposes: Readonly<Record<string, string>> = {
  TREAT: 'to treat me',
  ETREAT: 'to treat me in an emergency',
  CAREMGT: 'to plan my care',
  HRESCH: 'for research',
  PATRQT: 'because I asked for it',
};

/** The date of a time, as it is shown: day, month in letters, year, UTC. */
function day(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** One grant as the sentences that a lay person understands and signs; `who` names the grantee. */
export function grantSentence(grant: Grant, who: string): string {
  const why = grant.purposes.map((code) => purposes[code] ?? code).join(' or ');
  const window =
    grant.dataFrom === null && grant.dataUntil === null ? '' : `, entries ${windowOf(grant)}`;
  const period = `from ${day(grant.from)} until ${day(grant.until)}`;
  const main = `I allow ${who}, to see my ${whatOf(grant)}${window}, ${why}, ${period}.`;
  return `${main}${closedSentence(grant)}${eraseSentence(grant)}`;
}

function whatOf({ categories }: Grant): string {
  const words = categories.map(
    (category) => kindWords[category] ?? closedWords[category] ?? category,
  );
  return new Intl.ListFormat('en-GB').format([...new Set(words)]);
}

/** Which closed kinds stay closed under this grant. */
function closedSentence({ categories }: Grant): string {
  const closed = Object.entries(closedWords).filter(([label]) => !categories.includes(label));
  if (closed.length === 0) return '';
  const words = new Intl.ListFormat('en-GB', { type: 'disjunction' });
  return ` Nothing about ${words.format(closed.map(([, word]) => word))} is included.`;
}

function windowOf({ dataFrom, dataUntil }: Grant): string {
  const from = dataFrom === null ? '' : `from ${day(dataFrom)}`;
  const until = dataUntil === null ? '' : `until ${day(dataUntil)}`;
  return [from, until].filter((part) => part !== '').join(' ');
}

/** When copies that nobody filed are gone (C15). */
function eraseSentence({ eraseAt }: Grant): string {
  return eraseAt === null
    ? ''
    : ` Copies that nobody has put into own notes are erased on ${day(eraseAt)}.`;
}

/** The whole consent as the text that is displayed and signed. */
export function documentText(
  document: Pick<ConsentDocument, 'grants' | 'version'>,
  options: { hospital: string; whoIs: (grant: Grant) => string },
): string {
  const lines = document.grants.map((grant) => `- ${grantSentence(grant, options.whoIs(grant))}`);
  const body = lines.length === 0 ? ['- Nobody outside this hospital may see anything.'] : lines;
  return [
    `My consent at ${options.hospital}, version ${document.version}. It replaces every earlier one.`,
    ...body,
    'In an emergency a doctor may open my allergies, medicines and conditions; I am told.',
    'I can withdraw this at any time, here or with the stop code on my card.',
  ].join('\n');
}
