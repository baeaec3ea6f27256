import { wordsOf } from './concept.ts';
import type { Entry } from './entry.ts';
import { at, listOf, numberOf, textOf } from './json.ts';

/** A letter, note or report of the chart. */
export interface Document {
  readonly entry: Entry;
  readonly title: string;
  /** FHIR date. */
  readonly date: string | null;
  readonly contentType: string;
  /** The content as base64; null where only its address is known. */
  readonly data: string | null;
  readonly bytes: number | null;
}

/** The documents among entries, newest first. */
export function documentsOf(entries: readonly Entry[]): readonly Document[] {
  return entries
    .filter(({ isDamaged, isInError }) => !isDamaged && !isInError)
    .flatMap((entry) => {
      if (entry.type === 'DocumentReference') return [fromReference(entry)];
      return entry.type === 'DiagnosticReport' ? fromReport(entry) : [];
    })
    .toSorted((left, right) => (right.date ?? '').localeCompare(left.date ?? ''));
}

/** The text of a document that is one; null for anything else. */
export function textContent({ contentType, data }: Document): string | null {
  if (data === null || !contentType.startsWith('text/plain')) return null;
  return new TextDecoder().decode(bytesOf(data));
}

/** The bytes of base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64.replaceAll(/\s/g, '')), (character) =>
    character.charCodeAt(0),
  );
}

function fromReference(entry: Entry): Document {
  const { resource } = entry;
  const attachment = at(resource, 'content', 0, 'attachment');
  const title =
    textOf(at(attachment, 'title')) ??
    textOf(at(resource, 'description')) ??
    wordsOf(at(resource, 'type'));
  return documentOf(entry, {
    title,
    date: textOf(at(resource, 'date')) ?? textOf(at(attachment, 'creation')) ?? null,
    attachment,
  });
}

/** A report is a document where it carries its printed form. */
function fromReport(entry: Entry): Document[] {
  const { resource } = entry;
  const [attachment] = listOf(at(resource, 'presentedForm'));
  if (attachment === undefined) return [];
  const date = textOf(at(resource, 'effectiveDateTime')) ?? textOf(at(resource, 'issued')) ?? null;
  return [documentOf(entry, { title: wordsOf(at(resource, 'code')), date, attachment })];
}

function documentOf(
  entry: Entry,
  { title, date, attachment }: { title: string; date: string | null; attachment: unknown },
): Document {
  const data = textOf(at(attachment, 'data')) ?? null;
  const size = numberOf(at(attachment, 'size'));
  return {
    entry,
    title,
    date,
    contentType: textOf(at(attachment, 'contentType')) ?? '',
    data,
    bytes: size ?? (data === null ? null : Math.floor((data.length * 3) / 4)),
  };
}
