import { newCode, printedCode } from '../../packages/care/src/enrol/code.ts';
import type { Answer } from './hospitals.ts';
import { cellsIn, isRight, textOf } from './path.ts';
import { consents, type Cell, type Scene } from './persons.ts';
import { call, signIn } from './story.ts';

/** One question: who asks, why, on what basis, and for which categories (all where none is named). */
export interface Question {
  readonly by: 'another doctor' | 'the doctor named' | 'the nurse named' | 'who may not ask';
  readonly basis: 'emergency' | 'emergency-rest' | 'grant';
  readonly purpose: string;
  readonly categories?: readonly string[];
  /** Names the card of nobody. */
  readonly isUnknown?: true;
}

/** What grants permit. */
export type Permitted = readonly {
  readonly to: string;
  readonly categories: readonly string[];
  readonly purpose: string;
  /** The entries of this time alone; one without a date is in none. */
  readonly dataFrom?: string;
  readonly dataUntil?: string;
}[];

const users = {
  'the doctor named': 'ellis',
  'the nurse named': 'frost',
  'another doctor': 'eden',
  'who may not ask': '',
};
const whole = ['identity', 'allergies', 'medications', 'problems'];

/** Everybody at Riverside who asks, signed in and stepped up. */
export async function askers({
  riverside,
}: Scene): Promise<Readonly<Record<Question['by'], string>>> {
  const { password } = riverside.account('doctor');
  const eden = { user: 'eden', password };
  const sessions = {
    'the doctor named': await signIn(riverside, riverside.account('doctor')),
    'the nurse named': await signIn(riverside, riverside.account('nurse')),
    'another doctor': await signIn(riverside, eden),
    'who may not ask': '',
  };
  await call(riverside, sessions['the doctor named'], 'step-up', { password });
  await call(riverside, sessions['another doctor'], 'step-up', { password });
  const { password: hers } = riverside.account('nurse');
  await call(riverside, sessions['the nurse named'], 'step-up', { password: hers });
  return sessions;
}

/**
 * What the rules release (C2, C3, C8.1), without a line of the product: a grant to him or his whole hospital for this purpose
 * that names the kind and each label; in an emergency the summary, with sensitive entries among allergies and medicines alone;
 * by a second reason all. Of that, what was asked for.
 */
export function isReleased(
  { by, basis, purpose, categories, isUnknown }: Question,
  cell: Cell,
  given: Permitted = consents,
): boolean {
  const names = [cell.kind, ...cell.labels];
  if (!isRight(cell) || isUnknown === true || by === 'who may not ask') return false;
  if (categories !== undefined && !names.every((each) => categories.includes(each))) return false;
  if (basis === 'emergency-rest') return true;
  if (basis === 'emergency')
    return (
      whole.includes(cell.kind) &&
      (cell.labels.length === 0 || ['allergies', 'medications'].includes(cell.kind))
    );
  return given.some(
    ({ to, categories: permitted, purpose: why, dataFrom }) =>
      why === purpose &&
      (dataFrom === undefined || cell.kind === 'immunisations') &&
      (to === 'riverside' || to === `${users[by]}@riverside`) &&
      names.every((each) => permitted.includes(each)),
  );
}

/** Asks Northgate from Riverside; gives the answer and each cell that is released against the rules or missing. */
export async function unexpectedIn(
  scene: Scene,
  question: Question & { readonly token: string },
  given: Permitted = consents,
): Promise<{ answer: Answer; unexpected: string[] }> {
  const { token, ...asked } = question;
  const { by, basis, purpose, categories = ['*'] } = asked;
  const sent = sentFor(scene, asked);
  const answer = await scene.riverside.send(sent, token);
  const found = new Set(cellsIn(textOf(answer), scene.cells, { sent }));
  const unexpected = scene.cells
    .filter((cell) => found.has(cell) !== isReleased(asked, cell, given))
    .map((cell) => {
      const what = found.has(cell) ? 'sees' : 'misses';
      const why = `${basis}, ${purpose}, ${categories.join('+')}`;
      return `${by} ${what}: ${why} × ${cell.category} (${answer.status} to POST ${sent.url})`;
    });
  return { answer, unexpected };
}

function sentFor(
  scene: Scene,
  { basis, purpose, categories, isUnknown }: Question,
): { method: 'POST'; url: string; body: object } {
  const card = isUnknown === true ? `northgate:${printedCode(newCode(24))}` : scene.card;
  if (basis === 'grant')
    return {
      method: 'POST',
      url: '/api/v1/ask',
      body: { card, purpose, ...(categories === undefined ? {} : { categories }) },
    };
  const more = basis === 'emergency' ? {} : { rest: true, reason2: 'FOUND' };
  const body = { card, reason: 'UNCONSCIOUS', text: 'Not responding.', ...more };
  return { method: 'POST', url: '/api/v1/break-glass', body };
}
