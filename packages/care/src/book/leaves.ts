import {
  deviceLeaf,
  leafHashOf,
  parse,
  patientLeaf,
  staffLeaf,
  type DeviceLeaf,
  type LeafProof,
  type PatientLeaf,
  type StaffLeaf,
} from '@careledger/contracts';
import { isObject, positionOf, type Hex, type Json } from '@careledger/proof';
import type { LedgerView, MapName } from '../ledger-view/ledger-view.ts';
import type { Registry } from '../registry/registry.ts';
import { textIn } from '../shape.ts';

/** A leaf as the registry keeps it, with the nonce that opens its hash. */
export interface KeptLeaf<L> {
  readonly leaf: L;
  readonly nonce: Hex;
}

/** The leaves of the own maps, and proofs of them under the roots in the own copy of the ledger. */
export interface Leaves {
  staff(handle: Hex): KeptLeaf<StaffLeaf> | undefined;
  patient(handle: Hex): KeptLeaf<PatientLeaf> | undefined;
  device(handle: Hex): KeptLeaf<DeviceLeaf> | undefined;
  /** A leaf with its path; undefined where it is unknown or differs from what the ledger says (E8.3). */
  staffProof(handle: Hex): LeafProof<StaffLeaf> | undefined;
  patientProof(handle: Hex): LeafProof<PatientLeaf> | undefined;
  /** Handles whose kept leaf differs from the ledger: an older registry, or another copy that wrote. */
  differing(): { map: MapName; handle: Hex }[];
}

/** Reads leaves from the registry kinds `leaf-staff`, `leaf-patients`, `leaf-devices`. */
export function openLeaves(deps: { registry: Registry; view: LedgerView }): Leaves {
  const { registry, view } = deps;
  const kept = (map: MapName, handle: Hex) => openKept(registry.get(`leaf-${map}`, handle));

  function proof<L>(
    map: MapName,
    handle: Hex,
    found: KeptLeaf<L> | undefined,
    hash: Hex | undefined,
  ) {
    const position = positionOf(handle);
    if (found === undefined || view.map(map).get(position) !== hash) return undefined;
    return { ...found, path: view.map(map).prove(position) };
  }

  function staff(handle: Hex): KeptLeaf<StaffLeaf> | undefined {
    const row = kept('staff', handle);
    return row && { leaf: parse(staffLeaf, row.leaf), nonce: row.nonce };
  }
  function patient(handle: Hex): KeptLeaf<PatientLeaf> | undefined {
    const row = kept('patients', handle);
    return row && { leaf: parse(patientLeaf, row.leaf), nonce: row.nonce };
  }
  function device(handle: Hex): KeptLeaf<DeviceLeaf> | undefined {
    const row = kept('devices', handle);
    return row && { leaf: parse(deviceLeaf, row.leaf), nonce: row.nonce };
  }
  const hashOf = (found: KeptLeaf<StaffLeaf | PatientLeaf | DeviceLeaf> | undefined) =>
    found && leafHashOf(found.leaf, found.nonce);

  return {
    staff,
    patient,
    device,
    staffProof(handle) {
      const found = staff(handle);
      return proof('staff', handle, found, hashOf(found));
    },
    patientProof(handle) {
      const found = patient(handle);
      return proof('patients', handle, found, hashOf(found));
    },
    differing() {
      const readers = { staff, patients: patient, devices: device };
      return (['staff', 'patients', 'devices'] as const).flatMap((map) =>
        [...registry.all(`leaf-${map}`)]
          .map(([handle]) => handle)
          .filter(
            (handle) => view.map(map).get(positionOf(handle)) !== hashOf(readers[map](handle)),
          )
          .map((handle) => ({ map, handle })),
      );
    },
  };
}

function openKept(value: Json | undefined): { leaf: Json; nonce: Hex } | undefined {
  if (!isObject(value)) return undefined;
  return { leaf: value['leaf'] ?? null, nonce: textIn(value, 'nonce') };
}
