import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeBase } from '../consortium.ts';
import { walkAcross } from './across.cases.ts';
import { walkEndings } from './endings.cases.ts';
import { openHospitals, type Hospitals } from './hospitals.ts';
import { walkForAll, walkInside } from './inside.cases.ts';
import { cellsIn } from './path.ts';
import { enterAll, hide, setScene, type Scene } from './persons.ts';

let hospitals: Hospitals;
let scene: Scene;
const at = {
  get scene() {
    return scene;
  },
};

beforeAll(async () => {
  hospitals = await openHospitals({ portBase: await freeBase(8) });
  scene = await setScene(hospitals);
}, 120_000);

afterAll(() => hospitals?.[Symbol.asyncDispose]());

walkInside(at);
walkAcross(at);

describe('once Northgate has been opened anew', () => {
  const before: string[] = [];

  beforeAll(async () => {
    before.push(...scene.northgate.lines);
    const northgate = await hospitals.reopenForAll();
    const persons = await enterAll(scene.persons, { at: northgate, isForAll: true });
    const { passkey } = scene.she;
    scene = { ...scene, northgate, persons: await hide(northgate, { persons, passkey }) };
  }, 60_000);

  walkForAll(at);
  walkEndings(at);

  it('I3 no log line of either server names anything of the record', () => {
    const all = [...before, ...scene.northgate.lines, ...scene.riverside.lines];
    const lines = all.join('\n');
    expect(lines.length).toBeGreaterThan(1000);
    const sent = { method: 'GET', url: 'log' } as const;
    expect(cellsIn(lines, scene.cells, { sent }).map(({ category }) => category)).toEqual([]);
    expect(lines).not.toContain(scene.patient);
  });
});
