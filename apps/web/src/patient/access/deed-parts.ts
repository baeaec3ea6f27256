import type { DeedPart } from '../../parts/deed.tsx';

/** The lines of a consent: what is new stands first, what holds already after it, then what it always says. */
export interface DeedText {
  readonly fresh: readonly string[];
  readonly kept: readonly string[];
  readonly always: readonly string[];
}

/** Sorts the lines of a drawn-up text by the sentences that hold already. Every line is there: what is shown is what is signed. */
export function deedText(text: string, sentences: readonly string[]): DeedText {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isPermission = (line: string) => line.startsWith('- ');
  const said = lines.filter(isPermission).map((line) => line.slice(2));
  return {
    fresh: said.filter((line) => !sentences.includes(line)),
    kept: said.filter((line) => sentences.includes(line)),
    always: lines.filter((line) => !isPermission(line)),
  };
}

/** Marks the words that came from answers: names, kinds and dates. */
export function markedParts(text: string, words: readonly string[]): DeedPart[] {
  const dates = String.raw`\d{1,2} [A-Z][a-z]+ \d{4}`;
  const names = words
    .filter((word) => word.length > 2)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const pattern = new RegExp(`(\\b(?:${[...names, dates].join('|')})\\b)`);
  return text
    .split(pattern)
    .filter((part) => part !== '')
    .map((part) => (pattern.test(part) ? { mark: part } : part));
}
