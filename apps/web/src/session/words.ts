import type { Bundle } from '../words/words.ts';

const en = {
  title: 'How you sign in',
  passkeys: 'Passkeys',
  none: 'You have no passkey yet. With one you sign in by fingerprint, face or PIN.',
  add: 'Add a passkey of this device',
  added: 'Added. You can sign in with it from now on.',
  noPasskeys: 'This browser has no passkeys at this address.',
  since: 'since {date}',
  used: 'last used {date}',
  unused: 'not used yet',
  remove: 'Remove {name}',
  removeSure: 'Yes, remove {name}',
  keep: 'Keep it',
  password: 'Password',
  old: 'Present password',
  next: 'New password',
  nextHint: 'At least 12 characters; a few words are easy to remember.',
  weak: 'This one is easily guessed. Take a few words that are not of your name.',
  wrong: 'That password did not match. Try again, or use your passkey now.',
  change: 'Change the password',
  changed: 'Changed. Everywhere else you are signed out.',
  everywhere: 'Everywhere',
  everywhereText:
    'Ends every session of yours at this hospital, here and on every other device. Unfinished words are lost.',
  signOutEverywhere: 'Sign out everywhere',
  noneUsed: 'No passkey was used. Try again.',
  stillIn:
    '**You are not signed out yet: the hospital’s computer does not answer.** It is asked again by itself. Stay here until this line is gone.',
  signOutAgain: 'Sign out once more',
} as const satisfies Record<string, string>;

const de: { readonly [K in keyof typeof en]: string } = {
  title: 'Wie Sie sich anmelden',
  passkeys: 'Passkeys',
  none: 'Sie haben noch keinen Passkey. Damit melden Sie sich mit Fingerabdruck, Gesicht oder PIN an.',
  add: 'Passkey dieses Geräts hinzufügen',
  added: 'Hinzugefügt. Ab jetzt können Sie sich damit anmelden.',
  noPasskeys: 'Dieser Browser hat unter dieser Adresse keine Passkeys.',
  since: 'seit {date}',
  used: 'zuletzt benutzt {date}',
  unused: 'noch nicht benutzt',
  remove: '{name} entfernen',
  removeSure: 'Ja, {name} entfernen',
  keep: 'Behalten',
  password: 'Passwort',
  old: 'Bisheriges Passwort',
  next: 'Neues Passwort',
  nextHint: 'Mindestens 12 Zeichen; einige Wörter sind leicht zu merken.',
  weak: 'Das ist leicht zu erraten. Nehmen Sie einige Wörter, die nicht zu Ihrem Namen gehören.',
  wrong: 'Dieses Passwort passte nicht. Noch einmal, oder jetzt mit Passkey.',
  change: 'Passwort ändern',
  changed: 'Geändert. Überall sonst sind Sie abgemeldet.',
  everywhere: 'Überall',
  everywhereText:
    'Beendet alle Ihre Sitzungen an diesem Krankenhaus, hier und auf jedem anderen Gerät. Angefangene Worte gehen verloren.',
  signOutEverywhere: 'Überall abmelden',
  noneUsed: 'Kein Passkey wurde benutzt. Noch einmal.',
  stillIn:
    '**Sie sind noch nicht abgemeldet: Der Computer des Krankenhauses antwortet nicht.** Er wird von selbst noch einmal gefragt. Bleiben Sie hier, bis diese Zeile weg ist.',
  signOutAgain: 'Noch einmal abmelden',
};

/** The sentences about one's own ways to sign in. */
export const sessionWords: Bundle<typeof en> = { en, de };
