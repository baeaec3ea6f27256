import type { Bundle } from '../../words/words.ts';

const en = {
  title: 'Receipts',
  lead: 'Whoever receives an answer confirms it. Here is what lacks its counterpart for more than a minute.',
  without: 'Answers without a receipt',
  withoutLead: 'This hospital gave an answer and the other has not confirmed it.',
  withoutNone: 'Every answer of this hospital is confirmed.',
  reverse: 'Receipts without an answer',
  reverseLead: 'This hospital confirmed an answer that the other one does not list.',
  reverseNone: 'Every receipt of this hospital has its answer.',
  missing: '{member} has not confirmed the answer of {at}. It is asked again every minute.',
  orphan: '{member} confirmed an answer at {at} that does not stand in this log.',
  look: 'See the access',
  meaning: 'What this means',
  meaningText:
    'Often the other hospital was switched off or out of reach; its receipt follows by itself. If it stays for a day, ask its privacy officer whether the answer arrived.',
} as const;

const de: { readonly [K in keyof typeof en]: string } = {
  title: 'Quittungen',
  lead: 'Wer eine Antwort bekommt, bestätigt sie. Hier steht, was seit mehr als einer Minute kein Gegenstück hat.',
  without: 'Antworten ohne Quittung',
  withoutLead: 'Dieses Krankenhaus hat geantwortet, das andere hat es nicht bestätigt.',
  withoutNone: 'Jede Antwort dieses Krankenhauses ist bestätigt.',
  reverse: 'Quittungen ohne Antwort',
  reverseLead: 'Dieses Krankenhaus hat eine Antwort bestätigt, die das andere nicht führt.',
  reverseNone: 'Jede Quittung dieses Krankenhauses hat ihre Antwort.',
  missing: '{member} hat die Antwort vom {at} nicht bestätigt. Es wird jede Minute neu gefragt.',
  orphan: '{member} bestätigte am {at} eine Antwort, die nicht in diesem Protokoll steht.',
  look: 'Den Zugriff ansehen',
  meaning: 'Was das bedeutet',
  meaningText:
    'Oft war das andere Krankenhaus ausgeschaltet oder nicht erreichbar; die Quittung folgt von selbst. Bleibt es einen Tag dabei, fragen Sie dessen Datenschutz, ob die Antwort ankam.',
};

/** The sentences about answers and receipts without their counterpart. */
export const receiptsWords: Bundle<typeof en> = { en, de };
