import { setTimeout as sleep } from 'node:timers/promises';
import { cellsIn, type Walked } from './path.ts';
import type { Person, Scene, Standing } from './persons.ts';

/** What each person heard of what `act` did. */
export async function heardBy(
  scene: Scene,
  act: () => Promise<void>,
  walked: Walked,
): Promise<ReadonlyMap<Standing, string>> {
  const ending = new AbortController();
  const heard = new Map<Standing, string>();
  for (const { standing } of scene.persons) walked.add(`${standing} × event stream`);
  const streams = await Promise.all(
    scene.persons.map((person) => listen(scene, person, { heard, signal: ending.signal })),
  );
  await act();
  await sleep(300);
  ending.abort();
  await Promise.all(streams.map(({ ended }) => ended));
  return heard;
}

/** Who may look Ann up, or what was done with her record. */
const hearing: readonly Standing[] = [
  'doctor in care',
  'nurse in care',
  'patient',
  'privacy officer',
  'auditor',
  'guardian of another scope',
  'guardian who may see a label',
];

/** Gives each person who heard words, or of Ann by her id though he may not look her up. */
export function unexpectedlyHeard(scene: Scene, heard: ReadonlyMap<Standing, string>): string[] {
  return [...heard].flatMap(([standing, text]) => {
    const words = cellsIn(text, scene.cells, { sent: { method: 'GET', url: '/api/v1/events' } });
    const hears = text.includes(scene.patient);
    return [
      ...words.map(({ category }) => `${standing}: event stream × ${category}`),
      ...(hears && !hearing.includes(standing)
        ? [`${standing}: event stream names the patient`]
        : []),
      ...(!hears && hearing.includes(standing)
        ? [`${standing}: event stream misses the patient`]
        : []),
    ];
  });
}

async function listen(
  { northgate }: Scene,
  { standing, token }: Person,
  { heard, signal }: { heard: Map<Standing, string>; signal: AbortSignal },
): Promise<{ ended: Promise<void> }> {
  const answer = await fetch(`${northgate.url}/api/v1/events`, {
    signal,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
  });
  const read = async () => {
    const decoder = new TextDecoder();
    try {
      for await (const part of answer.body ?? [])
        heard.set(standing, (heard.get(standing) ?? '') + decoder.decode(part, { stream: true }));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  return { ended: read() };
}
