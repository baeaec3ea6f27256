import type { Bundle } from '../../words/words.ts';

const en = {
  title: 'Stop code at the desk',
  text: 'Whoever shows the stop code of a card ends all sharing by that hospital, at once. Ask for no name and no reason. Emergency access still works. Only the patient can open sharing again.',
  member: 'Hospital on the card',
  choose: 'Choose the hospital',
  'missing.member': 'Choose the hospital that stands beside the stop code.',
  code: 'Stop code',
  'code.hint': 'The part that is torn off the card, as printed.',
  missing: 'Write the code first.',
  mistyped: 'A character is wrong or missing. Nothing was stopped.',
  'not-found':
    'No patient here has this stop code now. Nothing was stopped. Look which hospital stands on the card, compare each character, and ask for a newer card.',
  act: 'Stop all sharing',
  done: '**Stopped at {time}.** {who} passes on nothing more under this code.',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  title: 'Stopp-Code am Schalter',
  text: 'Wer den Stopp-Code einer Karte zeigt, beendet sofort alle Weitergabe durch dieses Krankenhaus. Fragen Sie nach keinem Namen und keinem Grund. Der Notfallzugriff bleibt möglich. Nur die Patientin oder der Patient selbst kann die Weitergabe wieder öffnen.',
  member: 'Krankenhaus auf der Karte',
  choose: 'Krankenhaus wählen',
  'missing.member': 'Wählen Sie das Krankenhaus, das beim Stopp-Code steht.',
  code: 'Stopp-Code',
  'code.hint': 'Der abgetrennte Teil der Karte, wie gedruckt.',
  missing: 'Schreiben Sie erst den Code.',
  mistyped: 'Ein Zeichen ist falsch oder fehlt. Nichts wurde gestoppt.',
  'not-found':
    'Niemand hier hat jetzt diesen Stopp-Code. Nichts wurde gestoppt. Sehen Sie nach, welches Krankenhaus auf der Karte steht, vergleichen Sie jedes Zeichen, und fragen Sie nach einer neueren Karte.',
  act: 'Alle Weitergabe stoppen',
  done: '**Gestoppt um {time}.** {who} gibt unter diesem Code nichts mehr weiter.',
};

/** The sentences of the desk to which somebody brings a stop code. */
export const stopWords: Bundle<typeof en> = { en, de };
