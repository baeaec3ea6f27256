import { CareError } from '../care-error.ts';

const SHORTEST = 8;
/** No letter or digit that is read for another one. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

/** The stems of which the most common passwords are made; what remains beside one must be a password by itself. */
const common =
  /password|passwort|passw0rd|qwerty|qwertz|asdfgh|zxcvbn|letmein|welcome|iloveyou|admin|dragon|monkey|football|baseball|sunshine|princess|superman|batman|shadow|master|trustno1|changeme|secret|hospital|careledger|0?123456789?0?|987654321|abc123|1q2w3e|(.)\1{3,}/giu;

/** Throws `invalid` where a chosen password is short, one of those that leak most often, made of one, or of the person's own name. */
export async function checkChosen(
  password: string,
  person: { user: string; name: string },
): Promise<void> {
  if (password.length < SHORTEST)
    throw new CareError('invalid', `A password has at least ${SHORTEST} characters.`);
  const own = [person.user, ...person.name.split(/\s+/)].filter((part) => part.length > 3);
  let rest = password.toLowerCase().replaceAll(common, '');
  for (const part of own) rest = rest.replaceAll(part.toLowerCase(), '');
  const { commonPasswords } = await import('./common-passwords.ts');
  if (rest.length < SHORTEST || commonPasswords.has(password.toLowerCase()))
    throw new CareError(
      'invalid',
      'This password is easily guessed. Take a few words that are not of your name.',
    );
}

/** A random password of 16 letters and digits in groups of four, easy to read out (79 bits). */
export function oneTimePassword(random: (bytes: number) => Uint8Array): string {
  const letters: string[] = [];
  while (letters.length < GROUPS * GROUP)
    for (const byte of random(GROUPS * GROUP)) {
      // Above the last whole multiple a letter would be likelier than another.
      if (byte >= 256 - (256 % LETTERS.length) || letters.length === GROUPS * GROUP) continue;
      letters.push(LETTERS.charAt(byte % LETTERS.length));
    }
  const group = (n: number) => letters.slice(n * GROUP, (n + 1) * GROUP).join('');
  return Array.from({ length: GROUPS }, (_, n) => group(n)).join('-');
}
