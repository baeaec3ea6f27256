import { canonical, positionOf, utf8 } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import { createScene, raiseStop, random32, type Scene, type Step } from '../testing/index.ts';
import { stopHash } from './stop.ts';

const CODE = 'STOP-0123-4567-89AB-CDEF';

describe('stop', () => {
  it("C11 is raised by any one member, under the custodian's name, and shows the hash only", async () => {
    const { channel, river, north } = await createScene();
    const { writes, reads } = await channel.must(raiseStop(river, north, CODE));
    expect(writes).toEqual([
      [`stop/code:northgate:${stopHash(CODE)}`, '{"v":1}'],
      ['stop/root:northgate', north.stops.root],
    ]);
    expect(reads.map(([key]) => key)).toEqual(writes.map(([key]) => key));
  });

  it('C11 is raised once', async () => {
    const { channel, river, north } = await createScene();
    await channel.must(raiseStop(river, north, CODE));
    expect((await channel.run(raiseStop(north, north, CODE))).code).toBe('exists');
  });

  it('C11 one after another keep one root that anybody computes from the codes', async () => {
    const { channel, river, north } = await createScene();
    const codes = [0, 1, 2, 3].map(() => `STOP-${random32()}`);
    for (const code of codes) await channel.must(raiseStop(river, north, code));
    expect(channel.value('stop/root:northgate')).toBe(north.stops.root);
    const codesOf = async (custodian: string, after: string | null) => {
      const arg = canonical({ v: 1, custodian, after });
      const endorsedBy = [river.mspId];
      const step = {
        book: 'stop',
        fn: 'codes',
        arg,
        secret: undefined,
        by: river.mspId,
        endorsedBy,
        commit: () => {},
      };
      return JSON.parse((await channel.endorse(step)).payload);
    };
    const hashes = codes.map(stopHash).toSorted();
    expect(await codesOf('northgate', null)).toEqual({ v: 1, codes: hashes, more: false });
    expect(await codesOf('northgate', hashes[1] ?? '')).toEqual({
      v: 1,
      codes: hashes.slice(2),
      more: false,
    });
    expect(await codesOf('riverside', null)).toEqual({ v: 1, codes: [], more: false });
  });

  it('C11 of two custodians do not hinder each other', async () => {
    const { channel, river, north } = await createScene();
    const one = await channel.endorse(raiseStop(river, north, CODE));
    const two = await channel.endorse(raiseStop(river, river, CODE));
    expect([channel.commit(one), channel.commit(two)]).toEqual(['VALID', 'VALID']);
  });

  const cases: [name: string, code: string, step: (scene: Scene) => Step][] = [
    [
      'C11 without the code',
      'form',
      ({ river, north }) => ({ ...raiseStop(river, north, CODE), secret: undefined }),
    ],
    [
      'C11 with another code',
      'authority',
      ({ river, north }) => ({
        ...raiseStop(river, north, CODE),
        secret: utf8(canonical({ v: 1, code: `${CODE}X` })),
      }),
    ],
    [
      'C11 with a path of before',
      'stale',
      ({ river, north }) => {
        const step = raiseStop(river, north, CODE);
        const other = raiseStop(river, north, `${CODE}X`);
        other.commit();
        const { path } = JSON.parse(raiseStop(river, north, CODE).arg);
        return { ...step, arg: canonical({ ...JSON.parse(step.arg), path }) };
      },
    ],
    [
      'E5 with a code too short to be one',
      'form',
      ({ river, north }) => raiseStop(river, north, 'STOP-1'),
    ],
    [
      "E5 for a name that is no member's",
      'form',
      ({ river, north }) => {
        const step = raiseStop(river, north, CODE);
        return { ...step, arg: step.arg.replace('northgate', 'north:gate') };
      },
    ],
  ];

  it.each(cases)('%s: %s', async (_, code, step) => {
    const scene = await createScene();
    expect((await scene.channel.run(step(scene))).code).toBe(code);
  });

  it('C11 lies at the position of its hash', async () => {
    const { channel, river, north } = await createScene();
    await channel.must(raiseStop(river, north, CODE));
    expect([...north.stops.entries()]).toEqual([[positionOf(stopHash(CODE)), stopHash(CODE)]]);
  });
});
