/** How much is given each time, as it was typed; null where it is not one plain number. `1,000` may mean two things and is none. */
export function amountOf(typed: string): number | null {
  const words = typed.trim();
  if (!/^\d+(?:[.,]\d+)?$/.test(words) || /,\d{3}$/.test(words)) return null;
  const amount = Number(words.replace(',', '.'));
  return amount > 0 ? amount : null;
}

/** How often a day, as it was typed; null where it is not a whole number from 1 to 24. */
export function timesOf(typed: string): number | null {
  const words = typed.trim();
  const times = /^\d{1,2}$/.test(words) ? Number(words) : 0;
  return times >= 1 && times <= 24 ? times : null;
}

const counted = ['tablet', 'capsule', 'suppository', 'lozenge', 'sachet', 'patch', 'drop'] as const;

/** What a form is counted in (`oral capsule` in capsules), a tablet where no form is said, nothing where it is not counted. */
export function unitOfForm(form: string): string {
  return form === '' ? 'tablet' : (counted.find((unit) => form.includes(unit)) ?? '');
}
