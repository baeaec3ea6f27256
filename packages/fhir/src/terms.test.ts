import { describe, expect, it } from 'vitest';
import { compileExpression } from './search-expression.ts';
import { searches } from './searches.generated.ts';
import { patientsOf } from './patients.ts';
import { indexTerms } from './terms.ts';
import type { Term } from './terms.ts';

const of = (
  resource: { resourceType: string; [element: string]: unknown },
  param: string,
): Term[] => indexTerms(resource).filter((term) => term.param === param);

describe('indexTerms', () => {
  it('follows the forms of expression that R4 uses', () => {
    const resource = {
      resourceType: 'Observation',
      subject: { reference: 'Group/g' },
      valueCodeableConcept: { coding: [{ code: 'a' }], text: 'Ä' },
      component: [{ valueQuantity: { value: 5 } }, { valueString: 'x' }],
    };
    expect(of(resource, 'value-string')).toEqual([
      { param: 'value-string', kind: 'string', text: 'a', exact: 'Ä' },
    ]);
    expect(of(resource, 'value-concept')).toEqual([
      { param: 'value-concept', kind: 'token', system: null, code: 'a', text: 'a' },
    ]);
    expect(of(resource, 'component-value-quantity')).toHaveLength(1);
    expect(of(resource, 'patient')).toEqual([]);
    expect(of(resource, 'subject')).toEqual([
      { param: 'subject', kind: 'reference', type: 'Group', id: 'g', url: null },
    ]);
    expect(
      of({ resourceType: 'Condition', abatementAge: { value: 3 } }, 'abatement-age'),
    ).toHaveLength(1);
    expect(
      of(
        {
          resourceType: 'Patient',
          telecom: [
            { system: 'phone', value: '1' },
            { system: 'email', value: 'a' },
          ],
        },
        'email',
      ),
    ).toHaveLength(1);
    expect(of({ resourceType: 'Patient', deceasedDateTime: '2020' }, 'deceased')).toEqual([
      { param: 'deceased', kind: 'token', system: null, code: 'true', text: null },
    ]);
    expect(
      of(
        {
          resourceType: 'Bundle',
          entry: [{ resource: { resourceType: 'Composition', id: 'c' } }, {}],
        },
        'composition',
      ),
    ).toEqual([]);
  });

  it('spans what is repeated and what is open', () => {
    const [events] = of(
      { resourceType: 'ServiceRequest', occurrenceTiming: { event: ['2024-01-02', '2024-01-01'] } },
      'occurrence',
    );
    expect(events).toMatchObject({ from: Date.parse('2024-01-01'), to: Date.parse('2024-01-03') });
    const [below] = of(
      { resourceType: 'Observation', valueQuantity: { value: 5, comparator: '<' } },
      'value-quantity',
    );
    expect(below).toMatchObject({ low: -Number.MAX_VALUE, high: 5 });
  });

  it('gives each term once and nothing for what is malformed', () => {
    const twice = { coding: [{ code: 'a' }, { code: 'a' }] };
    expect(of({ resourceType: 'Observation', code: twice }, 'code')).toHaveLength(1);
    expect(
      indexTerms({
        resourceType: 'Observation',
        code: 7,
        subject: [null, 'x', { reference: 7 }],
        effectiveDateTime: 'x',
        valueQuantity: { value: 'x' },
        category: [[[]]],
      }),
    ).toEqual([]);
    expect(indexTerms({ resourceType: 'Pet', id: 'a' }).map(({ param }) => param)).toEqual([]);
  });

  it('every expression of the search parameters of R4 compiles', () => {
    const rows = searches
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
      .filter(Array.isArray);
    let count = 0;
    for (const [type, ...list] of rows.filter(([mark]) => mark !== '=patient'))
      for (const [code, , expression] of list.filter(Array.isArray)) {
        count += 1;
        expect([code, compileExpression(String(expression), String(type))]).not.toContain(
          undefined,
        );
      }
    expect(count).toBeGreaterThan(1600);
    expect(compileExpression('Patient.name.first()', 'Patient')).toBeUndefined();
    expect(compileExpression('', 'Patient')).toBeUndefined();
  });
});

describe('patientsOf', () => {
  it.each([
    [{ resourceType: 'Patient', id: '1' }, ['Patient/1']],
    [{ resourceType: 'Condition', subject: { reference: 'Patient/1' } }, ['Patient/1']],
    [{ resourceType: 'Condition', subject: { reference: 'Group/1' } }, []],
    [
      {
        resourceType: 'Coverage',
        beneficiary: { reference: 'Patient/1' },
        subscriber: { reference: 'Patient/2' },
      },
      ['Patient/1', 'Patient/2'],
    ],
    [{ resourceType: 'AuditEvent', entity: [{ what: { reference: 'Patient/1' } }] }, ['Patient/1']],
    [{ resourceType: 'Practitioner', id: '1' }, []],
    [{ resourceType: 'Condition', subject: { reference: 'urn:uuid:1' } }, []],
  ])('%j is of %j', (resource, patients) => {
    expect(patientsOf(resource).toSorted()).toEqual(patients);
  });
});
