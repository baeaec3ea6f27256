import { expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import type { StepName } from '../../apps/cli/src/demo/step-names.ts';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import type { Identity } from './clinician.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';

/** Whom the story is about, where its people sit, and what earlier steps told. */
export interface Cast {
  readonly scene: Scene;
  readonly administrator: Person;
  /** The doctor of Northgate, who keeps the record. */
  readonly keeper: Person;
  /** The doctor of Riverside, who asks. */
  readonly asker: Person;
  /** On a telephone. */
  readonly patient: Person;
  readonly officer: Person;
  readonly identity: Identity;
  /** Her id at Northgate. */
  readonly id: string;
  readonly told: { card: string; stop: string; chart: string; second: string };
}

/** What the cast does in a step. */
type Scenic = (cast: Cast) => Promise<void>;

/** A story in steps, each a test, told by one cast. */
export interface Story {
  /** The steps of the demonstration that are walked, in their order. */
  readonly steps: readonly StepName[];
  /** A step of the demonstration; `says` begins with its rule. */
  readonly step: (name: StepName, says: string, run: Scenic) => void;
  /** Something that the demonstration does not tell. */
  readonly beside: (says: string, run: Scenic) => void;
  open(number: number): Promise<void>;
  close(): Promise<void>;
}

const stepMs = 150_000;

/** Prepares a story; `open` gathers its cast. */
export function createStory(): Story {
  const steps: StepName[] = [];
  let cast: Cast | undefined;
  const present = () => {
    if (cast === undefined) throw new Error('the story has no cast: its hospitals did not start');
    return cast;
  };
  return {
    steps,
    step(name, says, run) {
      if (steps.at(-1) !== name) steps.push(name);
      it(`${name}: ${says}`, () => run(present()), stepMs);
    },
    beside: (says, run) => it(says, () => run(present()), stepMs),
    async open(number) {
      cast = await gather(await openScene(number));
    },
    async close() {
      if (cast === undefined) return;
      const { administrator, keeper, asker, patient, officer, scene } = cast;
      const people = [administrator, keeper, asker, patient, officer];
      const found = people.flatMap(({ outside, complaints }) => [...outside, ...complaints]);
      await scene.close();
      expect(found, 'nothing leaves this machine, no script fails').toEqual([]);
    },
  };
}

async function gather(scene: Scene): Promise<Cast> {
  const { id, identity } = await admittedBundle(scene);
  const [administrator, keeper, asker, patient, officer] = await Promise.all([
    scene.visitor('northgate'),
    scene.visitor('northgate'),
    scene.visitor('riverside'),
    scene.visitor('northgate', { width: 390, height: 844 }),
    scene.visitor('northgate', { theme: 'dark' }),
  ]);
  const told = { card: '', stop: '', chart: '', second: '' };
  return { scene, administrator, keeper, asker, patient, officer, identity, id, told };
}

/** Northgate takes over a synthetic patient from a bundle, as its own systems would; gives who she is. */
async function admittedBundle({ at }: Scene): Promise<{ id: string; identity: Identity }> {
  const bundle = syntheticBundle('browser', 0);
  const session = await at.session('northgate', 'doctor');
  const rows = rowsOf(await session.call('import', { source: 'browser.json', bundle }));
  const id = textIn(
    rows.find((row) => row['type'] === 'Patient'),
    'id',
  );
  const read = rowsOf(await session.call('read', { patient: id }));
  const resource = rowsOf(read.find((row) => row['type'] === 'Patient')?.['resource'])[0];
  const name = rowsOf(resource?.['name'])[0];
  const given = Array.isArray(name?.['given']) ? name['given'].join(' ') : '';
  const identity = {
    family: textIn(name, 'family'),
    given,
    born: textIn(resource, 'birthDate'),
    gender: textIn(resource, 'gender'),
  };
  return { id, identity };
}
