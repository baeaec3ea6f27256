import { commitment, signedForm, type Hex } from '@careledger/proof';
import type { DeviceLeaf } from './device-leaf.ts';
import { oneOf, type Of } from './form.ts';
import type { PatientLeaf } from './patient-leaf.ts';
import type { StaffLeaf } from './staff-leaf.ts';

/** The three sparse maps of a book. */
export const mapName = oneOf('staff', 'patients', 'devices');
export type MapName = Of<typeof mapName>;

/** Root of a map without leaves. */
export const EMPTY_ROOT: Hex = '0'.repeat(64);

const DOMAINS = {
  staff: 'careledger-staff-v1',
  patients: 'careledger-enrol-v1',
  devices: 'careledger-device-v1',
} as const;

/** Hash of a leaf as it stands in a map and on the ledger. */
export function leafHashOf(leaf: StaffLeaf | PatientLeaf | DeviceLeaf, nonce: Hex): Hex {
  return commitment(nonce, leaf);
}

/** What staff or an office sign to change a leaf: it names the hash that it replaces, so it holds once. */
export function leafMessage(change: {
  channel: string;
  member: string;
  map: MapName;
  handle: Hex;
  old: Hex | null;
  leaf: Hex;
}): Uint8Array {
  const { channel, member, map, handle, old, leaf } = change;
  return signedForm(DOMAINS[map], { channel, member, map, handle, old, leaf });
}
