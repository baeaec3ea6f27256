import { createNodeClient } from '@careledger/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Fields } from '../record/json.ts';

/** A resource that is written for the first time. */
export type NewResource = Fields & { readonly resourceType: string };

/** Creates a resource at this page's own node, as something that a person did. */
async function createResource(resource: NewResource): Promise<unknown> {
  const node = createNodeClient({
    url: '',
    fetch: async (input, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('x-careledger', 'page');
      return fetch(input, { ...init, headers, credentials: 'same-origin' });
    },
  });
  return node.fhir('POST', resource.resourceType, resource);
}

/** Writes into the chart; afterwards the chart is asked again. */
export function useWrite(done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: createResource,
    onSuccess: async () => {
      done();
      await queries.invalidateQueries({ queryKey: ['read'] });
    },
  });
}
