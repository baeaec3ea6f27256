import type { Bundle } from '../../words/words.ts';

const en = {
  back: 'All people',
  account: 'Account',
  role: 'Role',
  gone: 'There is nobody under this address',
  reset: 'Password lost',
  resetLead:
    'Check who asks, in person. You get a new password to hand over; it is shown once and must be changed at the first sign-in. Every session of this person ends.',
  resetButton: 'Make a new password',
  resetDone: 'New password, shown once:',
  suspend: 'Suspend',
  suspendLead: 'For somebody who leaves, or whose account may be in wrong hands.',
  'yes.1': 'Nothing that {name} signs or asks counts any more, here and at every other hospital.',
  'yes.2': 'Sessions already open end at once.',
  'no.1': 'What {name} wrote before stays valid, and stays in the record under this name.',
  suspendButton: 'Suspend {name}',
  suspendSure: 'Yes, suspend {name}',
  keep: 'No, keep the account',
  suspended: '{name} is suspended.',
  patient: 'Patient',
  born: 'Born',
  enrolled: 'enrolled, has a card',
  limited: 'You see no more of a patient than this. The record belongs to those who treat.',
  card: 'Card and stop code',
  cardLead: 'Print them only for the patient, who is here now. Showing them is recorded.',
  cardShow: 'Show the card',
  lost: 'Card lost',
  lostLead: 'A new card is made at once; the old one opens nothing any more.',
  lostButton: 'Make a new card',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  back: 'Alle Personen',
  account: 'Konto',
  role: 'Rolle',
  gone: 'Unter dieser Adresse gibt es niemanden',
  reset: 'Passwort verloren',
  resetLead:
    'Prüfen Sie persönlich, wer fragt. Sie bekommen ein neues Passwort zum Übergeben; es wird einmal gezeigt und muss beim ersten Anmelden geändert werden. Jede Sitzung dieser Person endet.',
  resetButton: 'Neues Passwort machen',
  resetDone: 'Neues Passwort, einmal gezeigt:',
  suspend: 'Sperren',
  suspendLead: 'Für jemanden, der geht, oder dessen Konto in falschen Händen sein kann.',
  'yes.1':
    'Nichts, was {name} unterschreibt oder fragt, zählt mehr, hier und in jedem anderen Krankenhaus.',
  'yes.2': 'Offene Sitzungen enden sofort.',
  'no.1': 'Was {name} vorher schrieb, bleibt gültig und unter diesem Namen in der Akte.',
  suspendButton: '{name} sperren',
  suspendSure: 'Ja, {name} sperren',
  keep: 'Nein, das Konto behalten',
  suspended: '{name} ist gesperrt.',
  patient: 'In Behandlung',
  born: 'Geboren',
  enrolled: 'eingeschrieben, hat eine Karte',
  limited:
    'Mehr sehen Sie von einer behandelten Person nicht. Die Akte gehört denen, die behandeln.',
  card: 'Karte und Stopp-Code',
  cardLead:
    'Drucken Sie beides nur für die Person selbst, wenn sie jetzt hier ist. Das Zeigen wird aufgeschrieben.',
  cardShow: 'Karte zeigen',
  lost: 'Karte verloren',
  lostLead: 'Eine neue Karte entsteht sofort; die alte öffnet nichts mehr.',
  lostButton: 'Neue Karte machen',
};

/** The sentences about one person. */
export const personWords: Bundle<typeof en> = { en, de };
