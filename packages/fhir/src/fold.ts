/** Letters that Unicode does not take apart into a base letter and marks. */
const apart: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

/** A text for comparison without regard to case, accents and runs of white space. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => apart.get(letter) ?? letter)
    .replace(/[\s\u200b]+/g, ' ')
    .trim();
}
