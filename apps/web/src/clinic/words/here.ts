import type { Bundle } from '../../words/words.ts';

const en = {
  incomplete:
    '**This chart may be incomplete.** An empty list does not mean that there is nothing. Where life or health cannot wait, emergency access opens everything that {name} holds.',
  open: '**Emergency access until {time}.** Everything that {name} holds of this patient is open to you. What you look at is recorded; the patient and the privacy officer were told.',
  where: 'Whose record',
  here: 'Here, {name}',
  elsewhere: 'Another hospital',
  title: 'Emergency access to this chart',
  opens: 'Everything that {name} holds of this patient, with every closed kind',
  'opens.no': 'Nothing of other hospitals: ask them by card.',
  'happens.1': 'Your name and reason are recorded before anything opens.',
  'happens.2': 'The patient and the privacy officer here are told at once.',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  incomplete:
    '**Diese Akte kann unvollständig sein.** Eine leere Liste heißt nicht, dass es nichts gibt. Wo Leben oder Gesundheit nicht warten können, öffnet der Notfallzugriff alles, was {name} aufbewahrt.',
  open: '**Notfallzugriff bis {time}.** Alles, was {name} über diese Person aufbewahrt, ist für Sie offen. Was Sie ansehen, wird festgehalten; die Person und die Datenschutzbeauftragten wissen davon.',
  where: 'Wessen Akte',
  here: 'Hier, {name}',
  elsewhere: 'Ein anderes Krankenhaus',
  title: 'Notfallzugriff auf diese Akte',
  opens: 'Alles, was {name} über diese Person aufbewahrt, auch alle verschlossenen Arten',
  'opens.no': 'Nichts von anderen Krankenhäusern: Fragen Sie dort mit der Karte.',
  'happens.1': 'Ihr Name und Grund werden festgehalten, bevor sich etwas öffnet.',
  'happens.2': 'Die Person und die Datenschutzbeauftragten hier erfahren es sofort.',
};

/** The sentences of a chart that may be incomplete, and of emergency access to it. */
export const hereWords: Bundle<typeof en> = { en, de };
