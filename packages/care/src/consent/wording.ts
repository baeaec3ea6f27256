import type { ConsentDocument, Grant } from '@careledger/contracts';

const purposes: Readonly<Record<string, string>> = {
  TREAT: 'for treatment',
  ETREAT: 'for emergency treatment',
  CAREMGT: 'for care management',
  HRESCH: 'for research',
  PATRQT: "at the patient's request",
};

/** The date of a time, as it is shown: day, month in letters, year, UTC. */
function day(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** One grant as a sentence that a lay person understands; `who` names the grantee. */
export function grantSentence(grant: Grant, who: string): string {
  const what = grant.categories.join(', ');
  const why = grant.purposes.map((code) => purposes[code] ?? code).join(' or ');
  const window =
    grant.dataFrom === null && grant.dataUntil === null ? '' : `, entries ${windowOf(grant)}`;
  return `${who} may see ${what}${window}, ${why}, from ${day(grant.from)} until ${day(grant.until)}.`;
}

function windowOf({ dataFrom, dataUntil }: Grant): string {
  const from = dataFrom === null ? '' : `from ${day(dataFrom)}`;
  const until = dataUntil === null ? '' : `until ${day(dataUntil)}`;
  return [from, until].filter((part) => part !== '').join(' ');
}

/** When copies that nobody filed are gone (C15). */
function eraseSentence({ eraseAt }: Grant): string {
  return eraseAt === null ? '' : ` Copies that nobody filed are erased on ${day(eraseAt)}.`;
}

/** The whole consent as the text that is displayed and signed. */
export function documentText(
  document: Pick<ConsentDocument, 'grants' | 'version'>,
  options: { hospital: string; whoIs: (grant: Grant) => string },
): string {
  const lines = document.grants.map(
    (grant) => `- ${grantSentence(grant, options.whoIs(grant))}${eraseSentence(grant)}`,
  );
  const body = lines.length === 0 ? ['- Nobody outside this hospital may see anything.'] : lines;
  return [
    `My consent at ${options.hospital}, version ${document.version}. It replaces every earlier one.`,
    ...body,
    'Sensitive entries are included only where they are named. In an emergency a doctor may open the summary; I am told.',
    'I can withdraw this at any time, here or with the stop code on my card.',
  ].join('\n');
}
