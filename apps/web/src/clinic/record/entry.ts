import { at, fieldsOf, listOf, numberOf, textOf, type Fields } from './json.ts';

/** A question to another hospital: its id, and when it was answered, ms. */
export interface Asked {
  readonly request: string;
  readonly at: number;
}

/** One version of a record as a page shows it, of this hospital or of another. */
export interface Entry {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** When it was written at its hospital, ms; null where that is not known. */
  readonly writtenAt: number | null;
  /** The handle of who wrote it at this hospital; null for another's. */
  readonly author: string | null;
  /** The member that holds it. */
  readonly custodian: string;
  readonly isOurs: boolean;
  /** The question that brought it here and when; null for our own. */
  readonly asked: Asked | null;
  readonly isAnchored: boolean;
  readonly isInError: boolean;
  /** Its content is not what its author signed; there is none to show (R4). */
  readonly isDamaged: boolean;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly resource: Fields;
}

/** The entries of an answer of the operations `read` and `history`. */
export function ownEntries(rows: unknown, member: string): readonly Entry[] {
  return listOf(rows).flatMap((row) => {
    const entry = entryOf(row);
    if (entry === undefined) return [];
    return [
      {
        ...entry,
        author: textOf(at(row, 'author')) ?? null,
        custodian: member,
        isOurs: true,
        asked: null,
        isAnchored: textOf(at(row, 'tx')) !== undefined,
      },
    ];
  });
}

/** The entries of another hospital's answer; it gives only what is anchored. */
export function foreignEntries(
  resources: unknown,
  { custodian, ...asked }: Asked & { readonly custodian: string },
): readonly Entry[] {
  return listOf(resources).flatMap((row) => {
    const entry = entryOf(row);
    if (entry === undefined) return [];
    return [
      {
        ...entry,
        author: null,
        custodian: textOf(at(row, 'custodian')) ?? custodian,
        isOurs: false,
        asked,
        isAnchored: true,
      },
    ];
  });
}

/** What identifies an entry among those of all hospitals. */
export function keyOf({ custodian, type, id }: Entry): string {
  return `${custodian}/${type}/${id}`;
}

type Common = Omit<Entry, 'asked' | 'author' | 'custodian' | 'isAnchored' | 'isOurs'>;

function entryOf(row: unknown): Common | undefined {
  const type = textOf(at(row, 'type'));
  const id = textOf(at(row, 'id'));
  if (type === undefined || id === undefined) return undefined;
  return {
    type,
    id,
    version: numberOf(at(row, 'version')) ?? 1,
    writtenAt: instantOf(at(row, 'at')),
    isInError: at(row, 'enteredInError') === true,
    isDamaged: at(row, 'damaged') === true,
    kind: textOf(at(row, 'kind')) ?? '',
    labels: listOf(at(row, 'labels')).flatMap((label) => textOf(label) ?? []),
    resource: fieldsOf(at(row, 'resource')),
  };
}

function instantOf(value: unknown): number | null {
  const ms = numberOf(value) ?? Date.parse(textOf(value) ?? '');
  return Number.isNaN(ms) ? null : ms;
}
