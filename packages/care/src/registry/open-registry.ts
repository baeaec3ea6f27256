import { json, list, nullable, record, text } from '../shape.ts';
import { CareError } from '../care-error.ts';
import { openSealedLog } from '../sealed-log.ts';
import type { Json } from '@careledger/proof';
import type { Registry, RegistryRow } from './registry.ts';

const FORMAT = 1;
const rowsShape = list(record({ kind: text, id: text, value: nullable(json) }));

/** Opens the registry's log and reads it into memory; one log entry is one atomic set of rows. */
export async function openRegistry(options: {
  folder: string;
  member: string;
  key: Uint8Array;
}): Promise<Registry> {
  const sealed = await openSealedLog({ ...options, name: 'registry' });
  const kinds = new Map<string, Map<string, Json>>();
  try {
    for await (const { body } of sealed.log.entries()) keep(kinds, parse(sealed.open(body)));
  } catch (error) {
    await sealed.log.close();
    throw error;
  }
  let last: Promise<unknown> = Promise.resolve();

  const putAll = async (rows: readonly RegistryRow[]): Promise<void> => {
    if (rows.length === 0) return;
    const body = sealed.seal(Buffer.from(JSON.stringify({ v: FORMAT, rows })));
    const stored = sealed.log.append(body);
    // Rows become visible in the order of the log, which is the order of these calls.
    const shown = last.then(() => stored).then(() => keep(kinds, rows));
    last = shown.catch(() => undefined);
    await shown;
  };
  return {
    put: (kind, id, value) => putAll([{ kind, id, value }]),
    putAll,
    get: (kind, id) => kinds.get(kind)?.get(id),
    all: (kind) => kinds.get(kind)?.entries() ?? [],
    close: () => sealed.log.close(),
  };
}

function keep(kinds: Map<string, Map<string, Json>>, rows: readonly RegistryRow[]): void {
  for (const { kind, id, value } of rows) {
    const rowsOfKind = kinds.get(kind) ?? new Map<string, Json>();
    kinds.set(kind, rowsOfKind);
    if (value === null) rowsOfKind.delete(id);
    else rowsOfKind.set(id, value);
  }
}

function parse(plain: Buffer): RegistryRow[] {
  const entry: unknown = JSON.parse(plain.toString('utf8'));
  const { v, rows } = record({ v: json, rows: rowsShape })(entry, 'registry entry');
  if (v !== FORMAT)
    throw new CareError(
      'not-ready',
      'The registry was written by a newer version of this program.',
    );
  return rows;
}
