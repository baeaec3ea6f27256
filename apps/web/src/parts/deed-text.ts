/** The lines of a consent beside what is new in it: what holds already, and what it always says. */
export interface DeedText {
  readonly kept: readonly string[];
  readonly always: readonly string[];
}

/** Sorts the lines of a drawn-up text around what is new in it. Every line is there: what is shown is what is signed. */
export function deedText({ text, sentence }: { text: string; sentence: string }): DeedText {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isPermission = (line: string) => line.startsWith('- ');
  const said = lines.filter(isPermission).map((line) => line.slice(2));
  return {
    kept: said.filter((line) => line !== sentence),
    always: lines.filter((line) => !isPermission(line) && line !== sentence),
  };
}
