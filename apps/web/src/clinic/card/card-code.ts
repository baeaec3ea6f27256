/** What a card shows: the hospital that holds the record and the code under which it knows the patient. */
export interface Card {
  readonly member: string;
  readonly code: string;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Reads `MEMBER:CODE` as scanned or typed; undefined where a character is wrong or missing, so that nothing is sent (C12.2). */
export function readCard(text: string): Card | undefined {
  const [member = '', typed = '', ...rest] = text.trim().toLowerCase().split(':');
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const isWellFormed =
    rest.length === 0 &&
    /^[a-z][a-z0-9-]{1,30}$/.test(member) &&
    /^[0-9A-HJKMNP-TV-Z]{8,64}$/.test(code) &&
    checkOf(code.slice(0, -1)) === code.at(-1);
  return isWellFormed ? { member, code } : undefined;
}

/** A card as it is printed and sent: the code in groups of four. */
export function printedCard({ member, code }: Card): string {
  return `${member.toUpperCase()}:${code.match(/.{1,4}/g)?.join('-') ?? code}`;
}

/** Luhn's check character over 32 characters. */
function checkOf(body: string): string {
  let sum = 0;
  for (const [index, character] of Array.from(body).toReversed().entries()) {
    const value = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  }
  return alphabet[(32 - (sum % 32)) % 32] ?? '';
}
