import { useMutation, useQueryClient } from '@tanstack/react-query';
import { codeOf } from '../../api/code-of.ts';
import { callNode } from '../../api/node.ts';
import { usePasskey } from '../../passkey/use-passkey.ts';
import { useConfirm } from '../../session/confirm.tsx';
import { shownForm, type Shown } from '../ask/shown.ts';
import { printedCard, type Card } from '../card/card-code.ts';
import { keepAnswer } from '../data/keep-answer.ts';
import type { Delay } from './delay.tsx';
import type { Person } from './found-there.tsx';
import type { Reason } from './reasons.tsx';
import { stepUpByPasskey } from '../../passkey/step-up.ts';

/** What opens without permission, for whom, and why. */
export interface BreakGlass {
  readonly patient: string;
  readonly found: { readonly card: Card } | { readonly person: Person };
  readonly reason: Reason;
  /** The second reason, which opens the rest. */
  readonly second?: Reason;
  readonly text: string;
  readonly password: string;
  readonly delay: Delay | undefined;
}

/** Opens in an emergency: the person confirms by passkey or password, then the reason is recorded, then it opens (C8). */
export function useBreakGlass() {
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { sign } = usePasskey();
  return useMutation({
    mutationFn: async (wish: BreakGlass): Promise<Shown> => {
      if (wish.password === '') await stepUpByPasskey(sign);
      try {
        return await open(wish);
      } catch (error) {
        if (codeOf(error) !== 'step-up' || !(await confirm())) throw error;
        return open({ ...wish, password: '' });
      }
    },
    onSuccess: async (answer, { found, patient, second }) => {
      keepAnswer(queries, answer, {
        patient,
        custodian: 'card' in found ? found.card.member : found.person.member,
        basis: second === undefined ? 'emergency' : 'emergency-rest',
      });
      await Promise.all(
        ['copies', 'disclosures'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      );
    },
  });
}

async function open({
  delay,
  found,
  password,
  patient,
  reason,
  second,
  text,
}: BreakGlass): Promise<Shown> {
  const why = {
    reason,
    text,
    for: patient,
    ...(password === '' ? {} : { password }),
    ...(second === undefined ? {} : { rest: true, reason2: second }),
    ...(delay === undefined ? {} : { delay }),
  };
  return 'card' in found
    ? callNode('break-glass', { card: printedCard(found.card), ...why }, shownForm)
    : callNode('break-glass-person', { ...found.person, ...why }, shownForm);
}
