import type { Bundle } from '../../words/words.ts';

const en = {
  cardCode: 'Card',
  stopCode: 'Stop code, to tear off',
  stopCodeOf: '{who}: whoever shows it at any hospital desk stops all that {who} passes on.',
  print: 'Print',
  enrol: 'Enrol with a card',
  enrolLead:
    'Two of staff enrol a patient: you check who she is and begin; a colleague confirms at another computer with the six digits shown here.',
  identity: 'How you checked who she is',
  identityHint: 'For example: passport, seen today. No number.',
  begin: 'Begin',
  code: 'Six digits for your colleague',
  waitFor: 'Waiting for a colleague to confirm. Ends by itself at {until}.',
  withdraw: 'Stop this enrolment',
  done: 'Enrolled. Give the card to the patient now.',
  waiting: 'Waiting for your confirmation',
  waitingLead:
    '{first} enrols {patient}, born {born}. Ask for the six digits and confirm only when you know of it.',
  confirm: 'Confirm',
  confirmCode: 'The six digits',
  passkey: 'Register the patient’s passkey',
  passkeyLead:
    'Hand the patient this keyboard or her own telephone: she makes a passkey by her finger, face or PIN. Without one, two of staff sign for her later.',
  passkeyDone: 'Her passkey is registered',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  cardCode: 'Karte',
  stopCode: 'Stopp-Code, zum Abreißen',
  stopCodeOf:
    '{who}: Wer ihn am Schalter irgendeines Krankenhauses zeigt, stoppt alles, was {who} weitergibt.',
  print: 'Drucken',
  enrol: 'Mit Karte einschreiben',
  enrolLead:
    'Zwei vom Personal schreiben ein: Sie prüfen, wer es ist, und beginnen; jemand anderes bestätigt an einem anderen Computer mit den sechs Ziffern von hier.',
  identity: 'Wie Sie geprüft haben, wer es ist',
  identityHint: 'Zum Beispiel: Pass, heute gesehen. Keine Nummer.',
  begin: 'Beginnen',
  code: 'Sechs Ziffern für die zweite Person',
  waitFor: 'Wartet auf die Bestätigung. Endet von selbst um {until}.',
  withdraw: 'Diese Einschreibung abbrechen',
  done: 'Eingeschrieben. Geben Sie jetzt die Karte.',
  waiting: 'Wartet auf Ihre Bestätigung',
  waitingLead:
    '{first} schreibt {patient} ein, geboren {born}. Fragen Sie nach den sechs Ziffern und bestätigen Sie nur, wenn Sie davon wissen.',
  confirm: 'Bestätigen',
  confirmCode: 'Die sechs Ziffern',
  passkey: 'Passkey der Person einrichten',
  passkeyLead:
    'Geben Sie ihr die Tastatur oder ihr eigenes Telefon: Sie richtet mit Finger, Gesicht oder PIN einen Passkey ein. Ohne Passkey unterschreiben später zwei vom Personal.',
  passkeyDone: 'Der Passkey ist eingerichtet',
};

/** The sentences about enrolment by two. */
export const enrolWords: Bundle<typeof en> = { en, de };
