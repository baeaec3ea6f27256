import { conditionsOn } from './conditions.ts';
import { seenOf } from './counts.ts';
import type { Scene } from './persons.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

/**
 * Sends conditions on what stands in her record and on what stands nowhere, as everybody who may not write in it; gives each whose
 * two answers differ.
 */
export async function tellingConditions(scene: Scene): Promise<string[]> {
  const { northgate, persons } = scene;
  const entries = scene.entries.filter(
    ({ type }, n, all) => all.findIndex((each) => each.type === type) === n,
  );
  const found: string[] = [];
  for (const { standing, as, token } of persons) {
    if (as === 'doctor in care' || as === 'nurse in care') continue;
    for (const { type, id } of entries) {
      const absent = conditionsOn({ type, id: nobody });
      for (const [number, { name, sent }] of conditionsOn({ type, id }).entries()) {
        // Who treats others is told that she is not in his care where he names a record by its id (C1.2).
        if (standing === 'doctor outside the team' && name === 'a version') continue;
        const one = await northgate.send(sent, token);
        const other = await northgate.send(absent[number]?.sent ?? sent, token);
        if (seenOf(one, id) !== seenOf(other, nobody))
          found.push(`${standing}: ${name} on ${type} is ${one.status}, not ${other.status}`);
      }
    }
  }
  return found;
}
