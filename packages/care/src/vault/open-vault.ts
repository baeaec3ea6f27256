import { open, seal, unwrapKey, wrapKey, type MasterKey } from '@careledger/keys';
import { fromHex, toBase64url, fromBase64url, utf8 } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Registry, RegistryRow } from '../registry/registry.ts';
import { openSealedLog } from '../sealed-log.ts';
import { integer, record, text } from '../shape.ts';
import type { Vault, VaultItem } from './vault.ts';

const FORMAT = 1;
const ID_BYTES = 16;
const RECORD = utf8('careledger-record-v1');
const compartmentShape = record({
  v: integer,
  patient: text,
  category: text,
  epoch: integer,
  wrapped: text,
});

interface Compartment {
  readonly id: string;
  readonly key: Uint8Array;
}

/**
 * Opens the vault's log. A body is a sealed header (compartment id, wrapped record key) and the content
 * under the record key; compartments lie in the registry under random ids, so that no byte of the vault
 * names a patient or a category.
 */
export async function openVault(
  options: { folder: string; member: string; key: Uint8Array },
  deps: { registry: Registry; masterKey: MasterKey; random: (bytes: number) => Uint8Array },
): Promise<Vault> {
  const { registry, masterKey, random } = deps;
  const sealed = await openSealedLog({ ...options, name: 'vault' });
  const byPlace = new Map<string, Promise<Compartment> | Compartment>();
  const byId = new Map<string, Compartment>();
  for (const [id, value] of registry.all('compartment')) {
    const row = compartmentShape(value, 'compartment');
    if (!masterKey.epochs.includes(row.epoch)) continue;
    const key = unwrapKey(masterKey.key(row.epoch), fromBase64url(row.wrapped), wrapAad(id));
    keep({ id, key }, row);
  }
  function keep(compartment: Compartment, row: { patient: string; category: string }): void {
    byId.set(compartment.id, compartment);
    byPlace.set(placeOf(row), compartment);
  }

  const make = async (items: readonly VaultItem[]): Promise<void> => {
    const rows: RegistryRow[] = [];
    const made: { compartment: Compartment; item: VaultItem }[] = [];
    let settle: (() => void) | undefined;
    let fail: ((error: unknown) => void) | undefined;
    const stored = new Promise<void>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    stored.catch(() => undefined);
    for (const item of items) {
      if (byPlace.has(placeOf(item))) continue;
      const id = Buffer.from(random(ID_BYTES)).toString('hex');
      const key = random(32);
      const { epoch, key: masterOfEpoch } = masterKey.current;
      const wrapped = toBase64url(wrapKey(masterOfEpoch, key, wrapAad(id)));
      const value = { v: FORMAT, patient: item.patient, category: item.category, epoch, wrapped };
      rows.push({ kind: 'compartment', id, value });
      made.push({ compartment: { id, key }, item });
      byPlace.set(
        placeOf(item),
        stored.then(() => ({ id, key })),
      );
    }
    try {
      await registry.putAll(rows);
      for (const { compartment, item } of made) keep(compartment, item);
      settle?.();
    } catch (error) {
      for (const { item } of made) byPlace.delete(placeOf(item));
      fail?.(error);
      throw error;
    }
  };
  const sealOne = async (item: VaultItem): Promise<Buffer> => {
    const compartment = await byPlace.get(placeOf(item));
    if (compartment === undefined) throw new CareError('not-ready', 'A compartment has no key.');
    const key = random(32);
    const wrapped = wrapKey(compartment.key, key, RECORD);
    const header = sealed.seal(
      Buffer.concat([Buffer.of(FORMAT), fromHex(compartment.id), wrapped]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(header.length);
    return Buffer.concat([length, header, seal(key, item.content, fromHex(compartment.id))]);
  };
  return {
    putAll: async (items) => {
      if (items.length === 0) return [];
      await make(items);
      const bodies: { body: Buffer }[] = [];
      for (const item of items) bodies.push({ body: await sealOne(item) });
      const first = await sealed.log.appendAll(bodies);
      return items.map((_, n) => first + n);
    },
    get: async (index) => {
      const body = await sealed.log.read(index);
      const end = 2 + body.readUInt16BE(0);
      const header = sealed.open(body.subarray(2, end));
      if (header[0] !== FORMAT)
        throw new CareError('not-ready', 'The vault was written by a newer version.');
      const id = header.subarray(1, 1 + ID_BYTES);
      const compartment = byId.get(id.toString('hex'));
      if (compartment === undefined) throw new CareError('gone', 'This content was destroyed.');
      const key = unwrapKey(compartment.key, header.subarray(1 + ID_BYTES), RECORD);
      return open(key, body.subarray(end), id);
    },
    close: () => sealed.log.close(),
  };
}

function placeOf({ patient, category }: { patient: string; category: string }): string {
  return `${patient}\n${category}`;
}

function wrapAad(id: string): Uint8Array {
  return utf8(`careledger-compartment-v1 ${id}`);
}
