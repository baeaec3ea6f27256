import { positionOf } from '@careledger/proof';
import type { DeviceChange } from '../src/change.ts';
import type { DeviceLeaf } from '../src/device-leaf.ts';
import { messageFor, prove, type Held, type Hospital, type Person } from './hospital.ts';
import { newSigner, random32 } from './signer.ts';

/** A device with a new key and no binding, not enrolled yet. */
export function newDevice(hospital: Hospital): Held<DeviceLeaf> {
  const at = hospital.clock();
  const leaf: DeviceLeaf = {
    v: 1,
    handle: random32(),
    spki: newSigner().spki,
    bindings: [],
    status: [{ status: 'active', at }],
  };
  return { leaf, nonce: random32() };
}

/** A change of a device, signed by a practitioner. */
export function deviceChange(
  by: Person,
  { old, now }: { old: Held<DeviceLeaf> | null; now: Held<DeviceLeaf> },
): DeviceChange {
  const { hospital, held, signer } = by;
  return {
    map: 'devices',
    old,
    path: hospital.maps.devices.prove(positionOf(now.leaf.handle)),
    leaf: now.leaf,
    nonce: now.nonce,
    by: {
      kind: 'practitioner',
      staff: prove(hospital, 'staff', held),
      signature: signer.sign(messageFor(hospital, 'devices', { old, now })),
    },
  };
}
