import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { instant } from './forms.ts';

describe('an instant', () => {
  it.each(['2026-01-05T08:00:00Z', '2026-01-05T08:00:00.5+01:00'])('is %s', (given) => {
    expect(v.is(instant, given)).toBe(true);
  });

  it.each(['2026-01-05T08:00:00+01', '2026-13-05T08:00:00Z', '2026-01-05', 'tomorrow', ''])(
    'is not %s',
    (given) => {
      expect(v.is(instant, given)).toBe(false);
    },
  );
});
