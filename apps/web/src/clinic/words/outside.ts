import type { Bundle } from '../../words/words.ts';

const en = {
  suspended:
    '**Other hospitals cannot be asked now.** The members have ended the exchange with this hospital; its administrators know more. Everything here goes on.',
  pending:
    '**Other hospitals cannot be asked yet.** This hospital is not a member yet; its administrators know more. Everything here works.',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  suspended:
    '**Andere Krankenhäuser können jetzt nicht gefragt werden.** Die Mitglieder haben den Austausch mit diesem Krankenhaus beendet; die Verwaltung weiß mehr. Hier geht alles weiter.',
  pending:
    '**Andere Krankenhäuser können noch nicht gefragt werden.** Dieses Krankenhaus ist noch kein Mitglied; die Verwaltung weiß mehr. Hier geht alles schon.',
};

/** The sentences about a hospital that does not exchange. */
export const outsideWords: Bundle<typeof en> = { en, de };
