import type { BodyOf, Operation } from '@careledger/protocol';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useConfirm } from '../session/confirm.tsx';
import { codeOf } from './code-of.ts';
import { callNode, type Form } from './node.ts';

/** An answer of this node that the page shows; live events ask for it again. */
export function useAnswer<O extends Operation, T>(
  operation: O,
  body: BodyOf<O>,
  form: Form<T>,
  options: { when?: boolean; everyMs?: number } = {},
): UseQueryResult<T> {
  const queries = useQueryClient();
  const queryKey = [operation, body];
  return useQuery({
    queryKey,
    enabled: options.when ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    // What is asked a second time is asked by the page, not by the person: it keeps no session awake.
    queryFn: () => {
      const isAgain = queries.getQueryState(queryKey)?.dataUpdateCount !== 0;
      return callNode(operation, body, form, isAgain ? 'background' : 'page');
    },
  });
}

/**
 * Something that the person does; afterwards what the named operations answered is asked again. Where the node wants to know that
 * it is him, he is asked and the call is made once more.
 */
export function useAct<O extends Operation, T>(
  operation: O,
  form: Form<T>,
  options: { changes?: readonly Operation[]; done?: (answer: T) => void } = {},
): UseMutationResult<T, Error, BodyOf<O>> {
  const queries = useQueryClient();
  const confirm = useConfirm();
  return useMutation({
    mutationFn: async (body: BodyOf<O>) => {
      try {
        return await callNode(operation, body, form);
      } catch (error) {
        if (codeOf(error) !== 'step-up' || !(await confirm())) throw error;
        return callNode(operation, body, form);
      }
    },
    onSuccess: async (answer) => {
      options.done?.(answer);
      await Promise.all(
        (options.changes ?? []).map((name) => queries.invalidateQueries({ queryKey: [name] })),
      );
    },
  });
}
