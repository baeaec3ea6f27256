import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A random code of `characters` Crockford base-32 characters and one check character (Luhn mod 32). */
export function newCode(characters: number): string {
  const body = [...randomBytes(characters)].map((byte) => alphabet[byte % 32] ?? '').join('');
  return body + checkOf(body);
}

/** What a person typed or scanned, in the form that is compared: upper case, without spaces and dashes. */
export function normalisedCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** Whether the check character fits: any one wrong character and most swaps are found before anything is sent (C12.2). */
export function isWellFormed(code: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{8,64}$/.test(code) && checkOf(code.slice(0, -1)) === code.at(-1);
}

/** A code in groups of four, as it is printed. */
export function printedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}

function checkOf(body: string): string {
  let sum = 0;
  for (const [index, character] of body.split('').toReversed().entries()) {
    const value = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  }
  return alphabet[(32 - (sum % 32)) % 32] ?? '';
}
