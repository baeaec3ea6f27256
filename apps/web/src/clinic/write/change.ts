import type { Amendable } from '../record/amendable.ts';

type Standing = Pick<Amendable, 'state' | 'text'>;

/** What a person changed of an entry; a part that is absent stays as it stands. */
export interface Change {
  readonly text?: string;
  readonly state?: string;
}

/** The change with one part typed or chosen anew; what stands there already is no change. */
export function changeTo(
  change: Change,
  [part, value]: readonly [keyof Change, string],
  standing: Standing,
): Change {
  const { [part]: _before, ...rest } = change;
  return value === (standing[part] ?? '') ? rest : { ...rest, [part]: value };
}

/** What an entry says with a change: only what was changed is taken from it, all else from what stands there (R2). */
export function changed({ text, state }: Change, standing: Standing): Standing {
  return {
    text: standing.text === null ? null : (text ?? standing.text),
    state: state ?? standing.state,
  };
}
