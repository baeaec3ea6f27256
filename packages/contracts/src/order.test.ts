import { createTree, leafHash, toHex, utf8, type Tree } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import {
  advance,
  createScene,
  newSigner,
  pauseFor,
  random32,
  restart,
  type Scene,
  type Step,
} from '../testing/index.ts';

function treeOf(size: number, salt = ''): Tree {
  return createTree(Array.from({ length: size }, (_, index) => leafHash(utf8(`${salt}${index}`))));
}

const tree = treeOf(40);
const fork = treeOf(40, 'other');
const rootAt = (size: number, of = tree) => toHex(of.root(size));

async function advanced(size: number) {
  const scene = await createScene();
  await scene.channel.must(advance(scene.north, tree, { from: 0, to: size }));
  return scene;
}

describe('checkpoint', () => {
  it('J2 takes a first one and each that extends the last', async () => {
    const { channel, north } = await advanced(1);
    for (const [from, to] of [
      [1, 2],
      [2, 7],
      [7, 8],
      [8, 40],
    ] as const)
      await channel.must(advance(north, tree, { from, to }));
    expect(channel.value('book-northgate/checkpoint')).toBe(
      `{"root":"${rootAt(40)}","size":40,"v":1}`,
    );
  });

  const refused: [name: string, code: string, step: (scene: Scene) => Step][] = [
    ['J2 a fork', 'fork', ({ north }) => advance(north, fork, { from: 7, to: 20 })],
    ['J2 a smaller one', 'fork', ({ north }) => ({ ...advance(north, tree, { from: 0, to: 6 }) })],
    ['J2 the same size again', 'fork', ({ north }) => advance(north, tree, { from: 7, to: 7 })],
    [
      'J2 another root of the same size',
      'fork',
      ({ north }) => advance(north, fork, { from: 0, to: 7 }),
    ],
    ['J2 no proof', 'fork', ({ north }) => advance(north, tree, { from: 0, to: 20 })],
    [
      'J2 a proof from another size',
      'fork',
      ({ north }) => advance(north, tree, { from: 6, to: 20 }),
    ],
    [
      'J2 a proof to another size',
      'fork',
      ({ north }) => {
        const step = advance(north, tree, { from: 7, to: 20 });
        return { ...step, arg: step.arg.replace('"size":20', '"size":40') };
      },
    ],
    [
      'E5 a size of nothing',
      'form',
      ({ north }) => {
        const step = advance(north, tree, { from: 7, to: 20 });
        return { ...step, arg: step.arg.replace('"size":20', '"size":0') };
      },
    ],
    [
      'E8.3 by an incarnation that is not in force',
      'writer',
      ({ north }) => advance({ ...north, incarnation: random32() }, tree, { from: 7, to: 20 }),
    ],
  ];

  it.each(refused)('%s: %s', async (_, code, step) => {
    const scene = await advanced(7);
    expect((await scene.channel.run(step(scene))).code).toBe(code);
  });

  it('J2 a first one brings no proof', async () => {
    const { channel, north } = await createScene();
    expect((await channel.run(advance(north, tree, { from: 3, to: 7 }))).code).toBe('form');
  });
});

describe('restart', () => {
  const order = { size: 5, root: rootAt(5), lost: { size: 7, root: rootAt(7) } };

  it('J2 declares a lost tail: what was given up stays on the ledger, and the next checkpoint extends the new one', async () => {
    const { channel, north, administrator } = await advanced(7);
    const { writes } = await channel.must(restart(administrator, order));
    const declared = writes.find(([key]) => key.startsWith('book-northgate/restart:'));
    expect(JSON.parse(declared?.[1] ?? '')).toEqual({ v: 1, ...order });
    expect((await channel.run(advance(north, tree, { from: 7, to: 9 }))).code).toBe('fork');
    await channel.must(advance(north, tree, { from: 5, to: 9 }));
  });

  const refused: [name: string, code: string, step: (scene: Scene) => Step][] = [
    [
      'J2 of a checkpoint that is not the last one',
      'fork',
      ({ administrator }) =>
        restart(administrator, { ...order, lost: { size: 6, root: rootAt(6) } }),
    ],
    [
      "J2 of another root than the last one's",
      'fork',
      ({ administrator }) =>
        restart(administrator, { ...order, lost: { size: 7, root: rootAt(7, fork) } }),
    ],
    [
      "J2 of another size than the last one's",
      'fork',
      ({ administrator }) =>
        restart(administrator, { ...order, lost: { size: 6, root: rootAt(7) } }),
    ],
    [
      'J2 to another root of the same size',
      '',
      ({ administrator }) => restart(administrator, { ...order, size: 7, root: rootAt(7, fork) }),
    ],
    [
      'J2 that loses nothing',
      'rule',
      ({ administrator }) => restart(administrator, { ...order, size: 7, root: rootAt(7) }),
    ],
    ['I1.2 by a doctor', 'authority', ({ doctor }) => restart(doctor, order)],
    [
      "I1.2 with another's signature",
      'signature',
      ({ administrator }) => restart({ ...administrator, signer: newSigner() }, order),
    ],
    [
      'J2 with another root than was signed',
      'signature',
      ({ administrator }) => {
        const step = restart(administrator, order);
        return { ...step, arg: step.arg.replace(rootAt(5), rootAt(4)) };
      },
    ],
    [
      'J2 with another size than was signed',
      'signature',
      ({ administrator }) => {
        const step = restart(administrator, order);
        return { ...step, arg: step.arg.replace('"size":5', '"size":4') };
      },
    ],
    [
      'E8.3 by an incarnation that is not in force',
      'writer',
      ({ administrator }) =>
        restart(
          { ...administrator, hospital: { ...administrator.hospital, incarnation: random32() } },
          order,
        ),
    ],
  ];

  it.each(refused)('%s: %s', async (_, code, step) => {
    const scene = await advanced(7);
    expect((await scene.channel.run(step(scene))).code).toBe(code);
  });

  it('J2 wants a checkpoint to give up', async () => {
    const { channel, administrator } = await createScene();
    expect((await channel.run(restart(administrator, order))).code).toBe('absent');
  });
});

describe('pause', () => {
  const everybody = { everybody: true, members: [] };

  it("M4.3 holds by the member's own word, and is taken back by it", async () => {
    const { channel, administrator } = await createScene();
    await channel.must(pauseFor(administrator, { everybody: false, members: ['riverside'] }));
    expect(channel.value('book-northgate/pause')).toBe(
      '{"everybody":false,"members":["riverside"],"v":1}',
    );
    await channel.must(pauseFor(administrator, { everybody: false, members: [] }));
    expect(channel.value('book-northgate/pause')).toBe('{"everybody":false,"members":[],"v":1}');
  });

  it.each<[string, string, (scene: Scene) => Step]>([
    ['I1.2 by a doctor', 'authority', ({ doctor }) => pauseFor(doctor, everybody)],
    [
      "I1.2 with another's signature",
      'signature',
      ({ administrator }) => pauseFor({ ...administrator, signer: newSigner() }, everybody),
    ],
    [
      'M4.3 of others than was signed',
      'signature',
      ({ administrator }) => {
        const step = pauseFor(administrator, everybody);
        return { ...step, arg: step.arg.replace('true', 'false') };
      },
    ],
    [
      'E8.3 by an incarnation that is not in force',
      'writer',
      ({ administrator }) =>
        pauseFor(
          { ...administrator, hospital: { ...administrator.hospital, incarnation: random32() } },
          everybody,
        ),
    ],
  ])('%s: %s', async (_, code, step) => {
    const scene = await createScene();
    expect((await scene.channel.run(step(scene))).code).toBe(code);
  });
});
