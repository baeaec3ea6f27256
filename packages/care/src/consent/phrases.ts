/** A language that a consent is displayed and signed in. */
export type Language = 'en' | 'de';

/** What the sentences of a consent are made of, in one language. */
export interface Phrases {
  /** What a person calls the kinds of docs/categories.md; two kinds may share a word. */
  readonly kinds: Readonly<Record<string, string>>;
  /** The closed kinds: each goes out only where it is named. */
  readonly closed: Readonly<Record<string, string>>;
  readonly purposes: Readonly<Record<string, string>>;
  readonly or: string;
  readonly nobody: string;
  readonly emergency: string;
  readonly anyTime: string;
  readonly title: (hospital: string, version: number) => string;
  /** Whom a grant permits: a person with the hospital, or all of a hospital; a comma closes it where one must. */
  readonly somebody: (name: string) => string;
  readonly unnamed: (hospital: string) => string;
  readonly everybody: (hospital: string) => string;
  /** Kinds, perhaps none, and what closed ones are open. */
  readonly also: (what: string, closed: string) => string;
  readonly window: (from: string, until: string) => string;
  readonly nothingAbout: (closed: string) => string;
  /** When copies that nobody filed are gone (C15). */
  readonly erased: (day: string) => string;
  readonly withdraw: (who: string, hospital: string) => string;
  readonly stopAll: (hospital: string) => string;
  readonly allow: (grant: {
    who: string;
    what: string;
    window: string;
    why: string;
    from: string;
    until: string;
  }) => string;
}

const english: Phrases = {
  kinds: {
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
  },
  closed: {
    PSY: 'mental health',
    SEX: 'sexual health',
    HIV: 'HIV',
    GDIS: 'genetics',
    ETH: 'alcohol or drugs',
    SDV: 'abuse or violence',
  },
  purposes: {
    TREAT: 'to treat me',
    ETREAT: 'to treat me in an emergency',
    CAREMGT: 'to plan my care',
    HRESCH: 'for research',
    PATRQT: 'because I asked for it',
  },
  or: ' or ',
  nobody: 'Nobody outside this hospital may see anything.',
  emergency: 'In an emergency a doctor may open my allergies, medicines and conditions; I am told.',
  anyTime: 'I can withdraw this at any time, here or with the stop code on my card.',
  title: (hospital, version) =>
    `My consent at ${hospital}, version ${version}. It replaces every earlier one.`,
  somebody: (name) => `${name},`,
  unnamed: (hospital) => `one practitioner of ${hospital}`,
  everybody: (hospital) => `everybody who treats me at ${hospital}`,
  also: (what, closed) =>
    what === '' ? `entries about ${closed}` : `${what}, also about ${closed}`,
  window: (from, until) =>
    `, entries${from === '' ? '' : ` from ${from}`}${until === '' ? '' : ` until ${until}`}`,
  nothingAbout: (closed) => `Nothing about ${closed} is included.`,
  erased: (day) => `Copies that nobody has put into own notes are erased on ${day}.`,
  withdraw: (who, hospital) =>
    `I withdraw the access of ${who} to what ${hospital} holds about me. This holds at once.`,
  stopAll: (hospital) =>
    `I stop everything that ${hospital} passes on about me. This holds at once.`,
  allow: ({ who, what, window, why, from, until }) =>
    `I allow ${who} to see my ${what}${window}, ${why}, from ${from} until ${until}.`,
};

const german: Phrases = {
  kinds: {
    summary: 'Allergien, Medikamente und Erkrankungen',
    identity: 'Angaben zu Name und Kontakt',
    allergies: 'Allergien',
    medications: 'Medikamente',
    problems: 'Erkrankungen',
    immunisations: 'Impfungen',
    vitals: 'Messwerte',
    results: 'Befunde',
    observations: 'Befunde',
    imaging: 'Röntgenbilder und Aufnahmen',
    social: 'Lebensumstände',
    procedures: 'Behandlungen',
    plans: 'Behandlungspläne',
    encounters: 'Besuche',
    documents: 'Briefe und Notizen',
    billing: 'Rechnungen',
    consent: 'Erlaubnisse',
    restricted: 'übrigen Einträge',
  },
  closed: {
    PSY: 'psychische Gesundheit',
    SEX: 'sexuelle Gesundheit',
    HIV: 'HIV',
    GDIS: 'Genetik',
    ETH: 'Alkohol oder Drogen',
    SDV: 'Missbrauch oder Gewalt',
  },
  purposes: {
    TREAT: 'um mich zu behandeln',
    ETREAT: 'um mich im Notfall zu behandeln',
    CAREMGT: 'um meine Versorgung zu planen',
    HRESCH: 'für die Forschung',
    PATRQT: 'weil ich darum gebeten habe',
  },
  or: ' oder ',
  nobody: 'Niemand außerhalb dieses Krankenhauses darf etwas sehen.',
  emergency:
    'Im Notfall darf eine Ärztin oder ein Arzt meine Allergien, Medikamente und Erkrankungen öffnen; ich erfahre es.',
  anyTime: 'Ich kann das jederzeit zurücknehmen, hier oder mit dem Stopp-Code auf meiner Karte.',
  title: (hospital, version) =>
    `Meine Einwilligung bei ${hospital}, Fassung ${version}. Sie ersetzt jede frühere.`,
  somebody: (name) => `${name},`,
  unnamed: (hospital) => `einer Person bei ${hospital},`,
  everybody: (hospital) => `allen, die mich bei ${hospital} behandeln,`,
  also: (what, closed) =>
    what === '' ? `Einträge über ${closed}` : `${what}, auch über ${closed},`,
  window: (from, until) =>
    `, Einträge${from === '' ? '' : ` vom ${from} an`}${until === '' ? '' : ` bis zum ${until}`}`,
  nothingAbout: (closed) => `Nichts über ${closed} ist dabei.`,
  erased: (day) =>
    `Kopien, die niemand in eigene Notizen übernommen hat, werden am ${day} gelöscht.`,
  withdraw: (who, hospital) =>
    `Ich nehme den Zugang von ${who} zu dem zurück, was ${hospital} über mich führt. Das gilt sofort.`,
  stopAll: (hospital) => `Ich stoppe alles, was ${hospital} über mich weitergibt. Das gilt sofort.`,
  allow: ({ who, what, window, why, from, until }) =>
    `Ich erlaube ${who} meine ${what} zu sehen${window}, ${why}, vom ${from} bis zum ${until}.`,
};

/** The phrases in every language that a consent is signed in. */
export const phrases: Readonly<Record<Language, Phrases>> = { en: english, de: german };
