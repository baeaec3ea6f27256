import { parse, consentDocument, type PatientLeaf } from '@careledger/contracts';
import { isObject } from '../shape.ts';
import type { Registry, RegistryRow } from '../registry/registry.ts';
import { guardianshipOf } from '../guardians/guardianship.ts';
import { newPatientLeaf } from './new-leaf.ts';
import { lost } from './next-leaf.ts';
import type { WaitingRow } from './waiting.ts';

/** The rows of the registry that hold once an act is committed: whose a card and a passkey are, and within which bounds. */
export function rowsOnceDone(
  row: WaitingRow,
  {
    member,
    leaf,
    at,
    registry,
  }: { member: string; leaf: PatientLeaf; at: number; registry: Registry },
): RegistryRow[] {
  const { kind, patient, handle, passkey, about, card, stop, documentNonce } = row;
  const rows: RegistryRow[] = [];
  if (passkey !== null) {
    rows.push({ kind: 'credential', id: passkey.id, value: patient });
    const label = isObject(about) && typeof about['label'] === 'string' ? about['label'] : null;
    rows.push({ kind: 'credential-label', id: passkey.id, value: { label, at } });
    if (kind === 'guardian') rows.push({ kind: 'guardian', id: passkey.id, value: about });
  }
  if (card !== null && stop !== null && documentNonce !== null) {
    const { credentials } = leaf;
    const { document } = newPatientLeaf({ member, handle, credentials, stop, documentNonce });
    const form = parse(consentDocument, document);
    const value = { form, nonce: documentNonce, by: { kind: 'none' } };
    rows.push({ kind: 'consent', id: handle, value }, { kind: 'card', id: card, value: patient });
  }
  if (kind === 'guardian-end') {
    const id = lost(row);
    const ended = registry.get('guardian', id);
    if (ended !== undefined)
      rows.push({ kind: 'guardian', id, value: { ...guardianshipOf(ended), until: at } });
  }
  return rows;
}
