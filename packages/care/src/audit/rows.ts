import type { Json } from '@careledger/proof';

/** A row of the index as JSON values; what is of another type is left out. */
export type Row = { readonly [column: string]: Json };

/** Reads a row of the index. */
export function jsonRow(row: unknown): Row {
  if (typeof row !== 'object' || row === null) return {};
  return Object.fromEntries(
    Object.entries(row).filter(
      ([key, value]) =>
        key !== '_metadata' &&
        (value === null || typeof value === 'string' || typeof value === 'number'),
    ),
  );
}

/** A text of a row or entry; the empty one where there is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A text of a row or entry, or null. */
export function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** A list kept as JSON text in a row. */
export function listOf(value: Json | undefined): Json[] {
  const parsed: Json = typeof value === 'string' ? JSON.parse(value) : null;
  return Array.isArray(parsed) ? [...parsed] : [];
}
