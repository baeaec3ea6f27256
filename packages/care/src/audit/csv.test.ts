import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

describe('a list as CSV', () => {
  it('D4 quotes what RFC 4180 wants quoted, and lets no spreadsheet compute a cell', () => {
    const rows = [
      { who: 'Osei, "Hannah"', count: 2, what: ['a', 'b'], tx: null },
      { who: '=HYPERLINK("http://x")', count: 1, what: [], tx: 'ab' },
    ];
    expect(csvOf(['who', 'count', 'what', 'tx'], rows)).toBe(
      'who,count,what,tx\r\n"Osei, ""Hannah""",2,a b,\r\n"\'=HYPERLINK(""http://x"")",1,,ab\r\n',
    );
  });
});
