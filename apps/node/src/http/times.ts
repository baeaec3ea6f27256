/** A time in milliseconds as ISO 8601 in UTC; null stays. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** The day of a time, `YYYY-MM-DD` in UTC; null stays. */
export function day(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}
