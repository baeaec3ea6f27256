/** The parts of a medicine's name as a prescriber reads it. */
export interface MedicineName {
  /** The substances alone, in lower case: what is compared. */
  readonly ingredients: readonly string[];
  /** What is shown in bold: `lisinopril`, `fluticasone propionate / salmeterol`. */
  readonly name: string;
  /** `10 mg`, `0.25 mg / 0.05 mg per puff`; empty where the name says none. */
  readonly strength: string;
  /** `oral tablet`; empty where the name says none. */
  readonly form: string;
}

const strengthPattern =
  /\s(\d[\d.,]*)\s?(MG|MCG|UG|G|ML|UNT|IU|MEQ|%|MMOL)(?:\/(\d[\d.]*\s?)?([A-Z]+))?/i;

/** Takes apart a name in the form of RxNorm (`lisinopril 10 MG Oral Tablet`) or any other. */
export function medicineName(words: string): MedicineName {
  const bare = words.replace(/^\d+ (?:ACTUAT|HR|ML) /i, '');
  const parts = bare.split(' / ').map(partOf);
  const ingredients = parts.map(({ ingredient }) => ingredient);
  const strengths = parts.map(({ strength }) => strength).filter((each) => each !== '');
  const per = parts.map((part) => part.per).find((each) => each !== '') ?? '';
  return {
    ingredients: ingredients.map((each) => each.toLowerCase()),
    name: ingredients.join(' / '),
    strength: `${strengths.join(' / ')}${per}`,
    form: (parts.at(-1)?.form ?? '').toLowerCase(),
  };
}

function partOf(words: string): {
  ingredient: string;
  strength: string;
  per: string;
  form: string;
} {
  const found = strengthPattern.exec(` ${words}`);
  if (found === null) return { ingredient: words.trim(), strength: '', per: '', form: '' };
  const [whole, amount = '', unit = '', denominator, of] = found;
  return {
    ingredient: words.slice(0, Math.max(0, found.index - 1)).trim() || words.trim(),
    strength: strengthWords(amount, unit),
    per: of === undefined ? '' : ` per ${denominator ?? ''}${perWord(of)}`,
    form: words.slice(found.index + whole.length - 1).trim(),
  };
}

/** Doses are written out where an abbreviation is misread: micrograms and units, a zero before the point and none after. */
function strengthWords(amount: string, unit: string): string {
  const value = Number(amount.replaceAll(',', ''));
  const words = unit.toUpperCase();
  if (words === 'MG' && value > 0 && value < 0.1)
    return `${Number((value * 1000).toPrecision(6))}\u00a0micrograms`;
  const shown: Readonly<Record<string, string>> = {
    MG: 'mg',
    MCG: 'micrograms',
    UG: 'micrograms',
    G: 'g',
    ML: 'mL',
    UNT: 'units',
    IU: 'units',
    MEQ: 'mEq',
    MMOL: 'mmol',
    '%': '%',
  };
  return `${String(value)}\u00a0${shown[words] ?? unit}`;
}

function perWord(of: string): string {
  const words: Readonly<Record<string, string>> = { ACTUAT: 'puff', HR: 'hour', ML: 'mL' };
  return words[of.toUpperCase()] ?? of.toLowerCase();
}
