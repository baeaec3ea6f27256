import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAgain } from './ask-again.ts';

const her = ['scores', { patient: 'her' }] as const;
const his = ['scores', { patient: 'his' }] as const;
let asked: string[] = [];
let queries = new QueryClient();

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  queries = new QueryClient();
  for (const key of [her, his, ['alerts', {}], ['grants', {}]] as const)
    queries.setQueryData(key, 1);
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.state.isInvalidated) {
      asked.push(JSON.stringify(query.queryKey));
      query.setState({ isInvalidated: false });
    }
  });
});
afterEach(() => vi.useRealTimers());

describe('what is asked again after an event', () => {
  it('T3 is what the reading of one patient touches, and nothing of another', () => {
    createAgain(queries).heard('reading', 'her');
    expect(asked.toSorted((a, b) => a.localeCompare(b))).toEqual([
      '["alerts",{}]',
      JSON.stringify(her),
    ]);
  });

  it('is asked once for many events that follow closely, and after the last of them', () => {
    const again = createAgain(queries);
    for (let n = 0; n < 100; n += 1) again.heard('reading', 'her');
    const first = asked.length;
    vi.runAllTimers();
    expect(asked.length).toBe(2 * first);
    again.heard('reading', 'her');
    expect(asked.length).toBe(3 * first);
  });

  it('is nothing once it has stopped', () => {
    const again = createAgain(queries);
    again.heard('reading', 'her');
    again.heard('consent', undefined);
    again.stop();
    vi.runAllTimers();
    expect(asked).not.toContain('["grants",{}]');
  });
});
