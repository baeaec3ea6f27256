import { positionOf } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import { judge, placed, type ChangeCase } from '../testing/ground.ts';
import {
  createWorld,
  deviceChange,
  forceStaff,
  hire,
  newDevice,
  newSigner,
  random32,
  type Held,
  type Person,
  type World,
} from '../testing/index.ts';
import type { Change } from './change.ts';
import type { DeviceLeaf } from './device-leaf.ts';
import { leafHashOf } from './leaf.ts';

const status = (name: 'active' | 'suspended' | 'ended', at: number) => ({ status: name, at });
const active = status('active', 5);

/** A device of the world, enrolled as it was before, by the doctor. */
const device =
  (
    differently: Partial<DeviceLeaf>,
    before: Partial<DeviceLeaf> | null = {},
    by?: (world: World) => Person,
  ) =>
  (world: World): Change => {
    const { north, doctor } = world;
    const made = newDevice(north);
    const signer = by?.(world) ?? doctor;
    if (before === null)
      return deviceChange(signer, {
        old: null,
        now: { ...made, leaf: { ...made.leaf, ...differently } },
      });
    const old: Held<DeviceLeaf> = { leaf: { ...made.leaf, ...before }, nonce: random32() };
    north.maps.devices.set(positionOf(old.leaf.handle), leafHashOf(old.leaf, old.nonce));
    return deviceChange(signer, {
      old,
      now: { leaf: { ...old.leaf, ...differently }, nonce: random32() },
    });
  };

const binding = (from: number, until: number | null) => ({ subject: random32(), from, until });
const bound = binding(1, null);

const deviceCases: readonly ChangeCase[] = [
  ['T1 a doctor enrols a device', 'ok', device({}, null)],
  ['T1 a nurse enrols a device', 'ok', device({}, null, ({ nurse }) => nurse)],
  [
    'T1 an administrator enrols a device',
    'authority',
    device({}, null, ({ north }) => hire(north, 'administrator')),
  ],
  [
    'I4 a suspended doctor enrols a device',
    'authority',
    device({}, null, (world) =>
      placed(world.north, forceStaff(world.doctor, { status: [active, status('suspended', 9)] })),
    ),
  ],
  [
    'I1.2 another key signs for the doctor',
    'signature',
    device({}, null, ({ doctor }) => ({ ...doctor, signer: newSigner() })),
  ],
  [
    'I1.1 a stranger enrols a device',
    'stale',
    device({}, null, ({ doctor }) => forceStaff(doctor, { name: random32() })),
  ],
  ['T1 a device starts suspended', 'rule', device({ status: [status('suspended', 5)] }, null)],
  [
    'T1 a device starts with two statuses',
    'rule',
    device({ status: [active, status('ended', 9)] }, null),
  ],
  ['T1 a device is bound', 'ok', device({ bindings: [bound] })],
  [
    'T1 a device is unbound',
    'ok',
    device({ bindings: [{ ...bound, until: 9 }] }, { bindings: [bound] }),
  ],
  [
    'T1 a device is bound twice at a time',
    'rule',
    device({ bindings: [bound, binding(5, null)] }, { bindings: [bound] }),
  ],
  [
    'T1 a binding is rewritten',
    'rule',
    device({ bindings: [{ ...bound, subject: random32() }] }, { bindings: [bound] }),
  ],
  ['T1 a binding is taken away', 'rule', device({ bindings: [] }, { bindings: [bound] })],
  [
    'T1 a device is revoked',
    'ok',
    device({ status: [active, status('ended', 9)] }, { status: [active] }),
  ],
  [
    'T1 a revoked device comes back',
    'rule',
    device(
      { status: [active, status('ended', 9), status('active', 10)] },
      { status: [active, status('ended', 9)] },
    ),
  ],
  [
    'T1 a revocation is taken away',
    'rule',
    device({ status: [active] }, { status: [active, status('ended', 9)] }),
  ],
  ['I5 the key of a device changes', 'rule', device({ spki: newSigner().spki })],
  [
    'T1 the handle of a device changes',
    'stale',
    (world) => {
      const change = device({ bindings: [bound] })(world);
      const leaf = { ...change.leaf, handle: random32() };
      const now = { leaf, nonce: random32() };
      if (change.map !== 'devices' || !('spki' in leaf)) throw new Error('no device');
      return deviceChange(world.doctor, {
        old: change.old,
        now: { leaf: { ...change.leaf, handle: leaf.handle }, nonce: now.nonce },
      });
    },
  ],
];

describe('a change of a device', () => {
  it.each(deviceCases)('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });
});
