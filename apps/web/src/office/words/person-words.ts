import type { Bundle } from '../../words/words.ts';

const en = {
  back: 'All people',
  gone: 'There is nobody under this address',
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
  gone: 'Unter dieser Adresse gibt es niemanden',
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
