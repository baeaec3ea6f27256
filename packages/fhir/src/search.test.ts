import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from './match.ts';
import { patient } from './search.fixture.ts';
import { compileSearch } from './search.ts';
import type { SearchOptions } from './search.ts';
import { splitEscaped } from './search-value.ts';
import { indexTerms } from './terms.ts';

function codesOf(type: string, query: string, options: SearchOptions = {}): string[] {
  const compiled = compileSearch(type, new URLSearchParams(query), options);
  return compiled.ok ? [] : compiled.issues.map(({ code }) => code);
}

describe('compileSearch', () => {
  it('C9 refuses what it does not know, and says so in one way', () => {
    for (const query of [
      'nonsense=1',
      'subject.name=x',
      'subject:Patient.name=x',
      '_has:Observation:patient:code=1',
      '_include=x',
      '_revinclude=x',
      '_filter=x',
      '_text=x',
      '_list=x',
      'code:in=x',
      'code:below=x',
      'code-value-quantity=1',
      '_sort=code',
      '_summary=text',
      'name:nonsense=x',
      'date:exact=2024',
    ])
      expect(
        codesOf('Observation', query.startsWith('name') ? query.replace('name', 'code') : query),
      ).toEqual(['not-supported']);
  });

  it('is lenient when asked, with a warning and a truthful list of what was applied', () => {
    const compiled = compileSearch('Patient', new URLSearchParams('nonsense=1&name=a&_include=x'), {
      lenient: true,
    });
    expect(compiled.ok && compiled.warnings.map(({ severity }) => severity)).toEqual([
      'warning',
      'warning',
    ]);
    expect(compiled.ok && compiled.search.applied).toEqual([['name', 'a']]);
    expect(codesOf('Patient', 'birthdate=x', { lenient: true })).toEqual(['value']);
  });

  it.each([
    ['Patient', 'birthdate=yesterday'],
    ['Patient', 'birthdate=2024-02-30'],
    ['Patient', 'gender='],
    ['Patient', 'gender=a|b|c'],
    ['Patient', 'gender=|'],
    ['Patient', 'active:missing=maybe'],
    ['Patient', '_count=-1'],
    ['Patient', '_count=x'],
    ['Patient', '_total=all'],
    ['Observation', 'value-quantity=x'],
    ['Observation', 'value-quantity=1|2|3|4'],
    ['Observation', 'subject:Patient=Group/1'],
    ['Patient', 'name=a,,b'],
  ])('refuses %s?%s as a value', (type, query) => {
    expect(codesOf(type, query)).toEqual(['value']);
  });

  it('reads the control parameters', () => {
    const compiled = compileSearch(
      'Observation',
      new URLSearchParams(
        '_count=20&_sort=-date,_id&_summary=count&_total=accurate&_format=json&page=abc',
      ),
      { own: ['page'] },
    );
    expect(compiled).toMatchObject({
      ok: true,
      search: {
        count: 20,
        summary: 'count',
        total: 'accurate',
        sort: [
          { param: 'date', kind: 'date', descending: true },
          { param: '_id', kind: 'token', descending: false },
        ],
        own: new Map([['page', 'abc']]),
        criteria: [],
      },
    });
  });

  it('refuses an unknown type and a flood of parameters', () => {
    expect(codesOf('Pet', '')).toEqual(['not-supported']);
    expect(codesOf('Patient', 'name=a&'.repeat(101))).toEqual(['too-costly']);
  });

  it('I3 repeats no value and no unknown name', () => {
    const compiled = compileSearch(
      'Patient',
      new URLSearchParams(
        'Canary=Canary&birthdate=Canary&name:Canary=Canary&_sort=Canary&_total=Canary',
      ),
    );
    expect(JSON.stringify(compiled)).not.toContain('Canary');
  });

  it('E5 reads anything and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(
              fc.string(),
              fc.constantFrom(
                'name',
                'birthdate',
                'gender',
                '_sort',
                'identifier',
                'general-practitioner',
              ),
            ),
            fc.string(),
          ),
        ),
        (pairs) => {
          const compiled = compileSearch('Patient', new URLSearchParams(pairs));
          if (compiled.ok) matches(indexTerms(patient), compiled.search.criteria);
        },
      ),
    );
  });
});

describe('splitEscaped', () => {
  it('parts that are escaped and joined come back', () => {
    const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&');
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => {
        const back = splitEscaped(parts.map(escaped).join(','), ',').map((part) =>
          part.replace(/\\([\\,$|])/g, '$1'),
        );
        expect(back).toEqual(parts);
      }),
    );
  });
});
