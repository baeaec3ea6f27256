import { describe, expect, it } from 'vitest';
import { doctorOtherwise, judge, newNurse, type ChangeCase } from '../testing/ground.ts';
import { createWorld, newSigner, WORLD_NOW as NOW } from '../testing/index.ts';

const key = (from: number, until: number | null) => ({ spki: newSigner().spki, from, until });
const status = (name: 'active' | 'suspended' | 'ended', at: number) => ({ status: name, at });
const active = status('active', 5);

const statusCases: readonly ChangeCase[] = [
  [
    'I4 a suspension is added',
    'ok',
    doctorOtherwise({ status: [active, status('suspended', 9)] }, { status: [active] }),
  ],
  [
    'I4 an end is added after a suspension',
    'ok',
    doctorOtherwise(
      { status: [active, status('suspended', 9), status('ended', 10)] },
      { status: [active, status('suspended', 9)] },
    ),
  ],
  [
    'I4 a suspension is lifted by a status after it',
    'ok',
    doctorOtherwise(
      { status: [active, status('suspended', 9), status('active', 10)] },
      { status: [active, status('suspended', 9)] },
    ),
  ],
  [
    'I4 a suspension is taken away',
    'rule',
    doctorOtherwise({ status: [active] }, { status: [active, status('suspended', 9)] }),
  ],
  [
    'I4 a suspension is moved',
    'rule',
    doctorOtherwise(
      { status: [active, status('suspended', 10)] },
      { status: [active, status('suspended', 9)] },
    ),
  ],
  [
    'I4 a status is put in between',
    'rule',
    doctorOtherwise(
      { status: [active, status('active', 7), status('suspended', 9)] },
      { status: [active, status('suspended', 9)] },
    ),
  ],
  [
    'I4 a status begins with the last one',
    'rule',
    doctorOtherwise({ status: [active, status('suspended', 5)] }, { status: [active] }),
  ],
  [
    'I4 a status begins before the last one',
    'rule',
    doctorOtherwise({ status: [active, status('suspended', 4)] }, { status: [active] }),
  ],
  [
    'I4 a status lies ahead',
    'rule',
    doctorOtherwise({ status: [active, status('suspended', NOW + 60_001)] }, { status: [active] }),
  ],
  [
    'I4 a status lies 60 s ahead',
    'ok',
    doctorOtherwise({ status: [active, status('suspended', NOW + 60_000)] }, { status: [active] }),
  ],
  [
    'I4 somebody comes back who ended',
    'rule',
    doctorOtherwise(
      { status: [active, status('ended', 9), status('active', 10)] },
      { status: [active, status('ended', 9)] },
    ),
  ],
  ['I4 a person starts suspended', 'rule', newNurse({ status: [status('suspended', 5)] })],
  [
    'I4 a person starts with two statuses',
    'rule',
    newNurse({ status: [active, status('suspended', 9)] }),
  ],
  ['I1.1 a person starts with two keys', 'rule', newNurse({ keys: [key(1, 2), key(2, null)] })],
];

function keyCases(): ChangeCase[] {
  const first = key(1, null);
  const other = key(5, null);
  const ended = { ...first, until: 5 };
  return [
    [
      'I1.1 a key ends and another begins',
      'ok',
      doctorOtherwise({ keys: [ended, other] }, { keys: [first] }),
    ],
    [
      'I4 the same key holds for one more period',
      'ok',
      doctorOtherwise({ keys: [ended, { ...first, from: 5 }] }, { keys: [first] }),
    ],
    [
      'I1.1 a key is added while another holds',
      'rule',
      doctorOtherwise({ keys: [first, other] }, { keys: [first] }),
    ],
    [
      'I1.1 a key begins before the last one ends',
      'rule',
      doctorOtherwise({ keys: [{ ...first, until: 6 }, other] }, { keys: [first] }),
    ],
    [
      'I1.1 a key is taken away',
      'rule',
      doctorOtherwise({ keys: [other] }, { keys: [ended, other] }),
    ],
    [
      'I1.1 a key is replaced in place',
      'rule',
      doctorOtherwise({ keys: [{ ...first, spki: other.spki }] }, { keys: [first] }),
    ],
    [
      'I1.1 a key begins earlier than it did',
      'rule',
      doctorOtherwise({ keys: [{ ...first, from: 0 }] }, { keys: [first] }),
    ],
    [
      'I1.1 a key ends before it begins',
      'rule',
      doctorOtherwise({ keys: [{ ...first, until: 0 }] }, { keys: [first] }),
    ],
    [
      'I1.1 a key that ended holds again',
      'rule',
      doctorOtherwise({ keys: [first] }, { keys: [ended] }),
    ],
    [
      'I1.1 a key that ended lasts longer',
      'rule',
      doctorOtherwise({ keys: [{ ...first, until: 6 }] }, { keys: [ended] }),
    ],
    [
      'I1.1 a key ends earlier than planned',
      'ok',
      doctorOtherwise({ keys: [{ ...first, until: 4 }] }, { keys: [ended] }),
    ],
    [
      'I1.1 a key is added after two that ended',
      'ok',
      doctorOtherwise(
        { keys: [ended, { ...other, until: 9 }, key(9, null)] },
        { keys: [ended, { ...other, until: 9 }] },
      ),
    ],
    [
      'I1.1 a key ends as it begins',
      'ok',
      doctorOtherwise({ keys: [{ ...first, until: first.from }] }, { keys: [first] }),
    ],
    [
      'I1.1 a key before the last one ends earlier',
      'rule',
      doctorOtherwise({ keys: [{ ...first, until: 4 }, other] }, { keys: [ended, other] }),
    ],
  ];
}

describe('the history of a member of staff', () => {
  it.each([...statusCases, ...keyCases()])('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });
});
