import type { Bundle } from '../../words/words.ts';

const en = {
  title: 'Permissions, with the help of two',
  text: 'Without an own device the patient tells you both; you and a colleague sign what was said. Sensitive kinds stay closed that way.',
  none: 'No permission is in force.',
  give: 'Give access as the patient says',
  withdraw: 'Withdraw',
  'withdraw.title': 'Withdraw this permission',
  to: 'Who may see it',
  'to.choose': 'Choose',
  'to.whole': 'Everybody who treats at {hospital}',
  kinds: 'What',
  days: 'How long',
  'days.30': '1 month',
  'days.90': '3 months',
  'days.365': '1 year',
  second: 'Account of the second member of staff',
  password: 'Password of the second member of staff',
  'second.hint': 'Your colleague heard the patient too, and types this.',
  sign: 'Both sign',
  missing: 'Answer the questions, read the words aloud, and let your colleague sign.',
  done: '**Signed by two.** It is marked as assisted.',
  language: 'Language of the patient',
  deed: 'Read this aloud: it is what you both sign',
  'deed.first': 'Answer the questions above; then the words stand here.',
  changed:
    '**Not signed.** Something changed while you were reading. Please read the words out again.',
  request: '**{who}** asks for: {what}, for {n:day|days}.',
  'answer.yes': 'The patient says yes',
  'answer.no': 'The patient says no',
  'answer.no.text': 'Nothing is opened. Whoever asked is not told that the answer was no.',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  title: 'Erlaubnisse, mit Hilfe von zweien',
  text: 'Ohne eigenes Gerät sagt die Patientin oder der Patient es Ihnen beiden; Sie und eine zweite Person unterschreiben es. Empfindliches bleibt so geschlossen.',
  none: 'Keine Erlaubnis gilt.',
  give: 'Zugriff geben, wie gewünscht',
  withdraw: 'Zurücknehmen',
  'withdraw.title': 'Diese Erlaubnis zurücknehmen',
  to: 'Wer es sehen darf',
  'to.choose': 'Wählen',
  'to.whole': 'Alle, die in {hospital} behandeln',
  kinds: 'Was',
  days: 'Wie lange',
  'days.30': '1 Monat',
  'days.90': '3 Monate',
  'days.365': '1 Jahr',
  second: 'Konto der zweiten Person',
  password: 'Passwort der zweiten Person',
  'second.hint': 'Sie hat es auch gehört und tippt dies selbst.',
  sign: 'Beide unterschreiben',
  missing:
    'Beantworten Sie die Fragen, lesen Sie die Worte vor, und lassen Sie die zweite Person unterschreiben.',
  done: '**Von zweien unterschrieben.** Es ist als Hilfe gekennzeichnet.',
  language: 'Sprache der Patientin oder des Patienten',
  deed: 'Lesen Sie dies vor: genau das unterschreiben Sie beide',
  'deed.first': 'Beantworten Sie die Fragen oben; dann stehen die Worte hier.',
  changed:
    '**Nicht unterschrieben.** Während Sie lasen, hat sich etwas geändert. Bitte lesen Sie die Worte noch einmal vor.',
  request: '**{who}** bittet um: {what}, für {n:Tag|Tage}.',
  'answer.yes': 'Die Antwort ist ja',
  'answer.no': 'Die Antwort ist nein',
  'answer.no.text':
    'Nichts wird geöffnet. Wer gefragt hat, erfährt nicht, dass die Antwort nein war.',
};

/** The sentences of what two of staff sign for a patient. */
export const assistedWords: Bundle<typeof en> = { en, de };
