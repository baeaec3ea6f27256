import type { Bundle } from '../../words/words.ts';

const en = {
  title: 'Unusual access',
  lead: 'Accesses that somebody should look at. Most have a good reason; this list accuses nobody.',
  from: 'From',
  until: 'To',
  show: 'Show',
  found: '{n:access|accesses} to look at, newest first.',
  noneTitle: 'Nothing unusual',
  none: 'No access in these days matched one of the rules below.',
  when: 'When',
  who: 'Who',
  whom: 'Of whom',
  why: 'Why it is listed',
  look: 'See the access of {who}, {at}',
  unknown: 'a patient',
  rules: 'What is listed',
  'rule.oneself': 'own record',
  'rule.same-family-name': 'same family name',
  'rule.colleague': 'a colleague’s record',
  'rule.outside-care-team': 'outside the treating team',
  'rule.night': 'at night, outside the treating team',
  'rule.many': 'unusually many patients',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  title: 'Ungewöhnliche Zugriffe',
  lead: 'Zugriffe, die jemand ansehen sollte. Die meisten haben einen guten Grund; diese Liste beschuldigt niemanden.',
  from: 'Von',
  until: 'Bis',
  show: 'Zeigen',
  found: '{n:Zugriff|Zugriffe} anzusehen, neueste zuerst.',
  noneTitle: 'Nichts Ungewöhnliches',
  none: 'Kein Zugriff in diesen Tagen fiel unter eine der Regeln unten.',
  when: 'Wann',
  who: 'Wer',
  whom: 'Von wem',
  why: 'Warum er hier steht',
  look: 'Zugriff von {who} ansehen, {at}',
  unknown: 'eine Person in Behandlung',
  rules: 'Was hier erscheint',
  'rule.oneself': 'eigene Akte',
  'rule.same-family-name': 'gleicher Familienname',
  'rule.colleague': 'Akte einer Kollegin oder eines Kollegen',
  'rule.outside-care-team': 'außerhalb des Behandlungsteams',
  'rule.night': 'nachts, außerhalb des Behandlungsteams',
  'rule.many': 'ungewöhnlich viele Personen',
};

/** The sentences about unusual access. */
export const unusualWords: Bundle<typeof en> = { en, de };
