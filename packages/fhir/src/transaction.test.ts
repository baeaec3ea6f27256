import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticBundle } from './synthetic/bundle.ts';
import { planTransaction } from './transaction.ts';
import { validate } from './validate.ts';
import {
  counting,
  entriesOf,
  issuesOf,
  patient,
  post,
  put,
  refer,
  transaction,
  uuid,
} from './transaction.fixture.ts';

describe('planTransaction', () => {
  it('gives creates an id and rewrites references between entries, forward and back', () => {
    const entries = entriesOf(
      transaction(
        post(uuid(1), {
          resourceType: 'Condition',
          subject: refer(uuid(2)),
          evidence: [{ detail: [refer(`${uuid(3)}/_history/1`)] }],
        }),
        post(uuid(2), patient),
        post(uuid(3), {
          resourceType: 'Observation',
          subject: refer(uuid(2)),
          hasMember: [refer(uuid(3))],
        }),
      ),
    );
    expect(entries.map(({ resource }) => resource)).toEqual([
      {
        resourceType: 'Condition',
        id: 'n1',
        subject: refer('Patient/n2'),
        evidence: [{ detail: [refer('Observation/n3')] }],
      },
      { resourceType: 'Patient', id: 'n2' },
      {
        resourceType: 'Observation',
        id: 'n3',
        subject: refer('Patient/n2'),
        hasMember: [refer('Observation/n3')],
      },
    ]);
  });

  it('rewrites contained references, attachments, uris and narratives, but neither texts nor canonicals', () => {
    const [entry] = entriesOf(
      transaction(
        post(uuid(1), {
          resourceType: 'DocumentReference',
          text: {
            status: 'generated',
            div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${uuid(2)}">x</a> ${uuid(2)} <img src='${uuid(2)}'/></div>`,
          },
          contained: [{ resourceType: 'Encounter', id: 'e', subject: refer(uuid(3)) }],
          context: { encounter: [refer('#e')] },
          content: [{ attachment: { url: uuid(2), title: uuid(2) } }],
          extension: [
            { url: 'http://x', valueUri: uuid(2) },
            { url: 'http://x', valueCanonical: uuid(2) },
            { url: 'http://x', valueReference: refer(uuid(3)) },
          ],
        }),
        post(uuid(2), { resourceType: 'Binary', contentType: 'text/plain' }),
        post(uuid(3), patient),
      ),
    );
    expect(entry?.resource).toMatchObject({
      text: {
        div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="Binary/n2">x</a> ${uuid(2)} <img src='Binary/n2'/></div>`,
      },
      contained: [{ subject: refer('Patient/n3') }],
      context: { encounter: [refer('#e')] },
      content: [{ attachment: { url: 'Binary/n2', title: uuid(2) } }],
      extension: [
        { valueUri: 'Binary/n2' },
        { valueCanonical: uuid(2) },
        { valueReference: refer('Patient/n3') },
      ],
    });
  });

  it('resolves relative references beside entries with an address, and tells what leads out', () => {
    const plan = planTransaction(
      transaction(
        post('http://a/fhir/Patient/7', patient),
        post('http://a/fhir/Condition/8', {
          resourceType: 'Condition',
          subject: refer('Patient/7'),
          encounter: refer('Encounter/5/_history/2'),
        }),
        post(uuid(1), {
          resourceType: 'Condition',
          subject: refer('Patient/7'),
          asserter: refer('http://b/Practitioner/1'),
        }),
        put({ resourceType: 'Group', id: 'g' }),
        post(uuid(2), { resourceType: 'Condition', subject: refer('Group/g') }),
      ),
      counting(),
    );
    expect(plan.ok && plan.entries.slice(1).map(({ resource }) => resource['subject'])).toEqual([
      refer('Patient/n1'),
      refer('Patient/7'),
      refer('Group/g'),
      undefined,
    ]);
    expect(plan.ok && plan.outside).toEqual(['Encounter/5', 'Patient/7']);
  });

  it('puts creates before updates and keeps the order within each', () => {
    const entries = entriesOf(
      transaction(
        put({ resourceType: 'Patient', id: 'a' }),
        post(uuid(1), patient),
        put({ resourceType: 'Patient', id: 'b' }),
        post(uuid(2), patient),
      ),
    );
    expect(entries.map(({ index, action, id }) => `${index} ${action} ${id}`)).toEqual([
      '1 create n1',
      '3 create n2',
      '0 update a',
      '2 update b',
    ]);
  });

  it('surfaces ifMatch and ifNoneExist, and follows what a condition finds', () => {
    const find = (type: string, query: string): string | undefined =>
      type === 'Practitioner' && query === 'identifier=x|1' ? 'old' : undefined;
    const entries = entriesOf(
      transaction(
        post(uuid(1), { resourceType: 'Practitioner' }, { ifNoneExist: '?identifier=x|1' }),
        post(uuid(2), { resourceType: 'Practitioner' }, { ifNoneExist: 'identifier=x|2' }),
        put(
          {
            resourceType: 'Patient',
            id: 'p',
            generalPractitioner: [refer(uuid(1)), refer('Practitioner?identifier=x|1')],
          },
          { ifMatch: 'W/"3"' },
        ),
      ),
      { ...counting(), find },
    );
    expect(
      entries.map(({ action, id, ifNoneExist, ifMatch }) => [action, id, ifNoneExist, ifMatch]),
    ).toEqual([
      ['found', 'old', 'identifier=x|1', null],
      ['create', 'n1', 'identifier=x|2', null],
      ['update', 'p', null, '3'],
    ]);
    expect(entries[2]?.resource['generalPractitioner']).toEqual([
      refer('Practitioner/old'),
      refer('Practitioner/old'),
    ]);
  });

  it('hands newId what identifies the entry', () => {
    const asked: unknown[] = [];
    entriesOf(
      transaction(
        put({ resourceType: 'Group', id: 'g' }),
        post(uuid(4), patient),
        post(undefined, patient),
      ),
      {
        newId: ({ index, fullUrl, type }) => {
          asked.push([index, fullUrl, type]);
          return `i${index}`;
        },
      },
    );
    expect(asked).toEqual([
      [1, uuid(4), 'Patient'],
      [2, null, 'Patient'],
    ]);
  });

  it('takes 5,000 entries and refuses one more as too many', () => {
    const many = (count: number): unknown =>
      transaction(...Array.from({ length: count }, () => post(undefined, patient)));
    expect(entriesOf(many(5000))).toHaveLength(5000);
    expect(issuesOf(many(5001))).toEqual(['too-many', 'too-costly Bundle.entry']);
  });

  it('changes nothing of what it is given', () => {
    const bundle = syntheticBundle('plan', 0);
    const before = JSON.stringify(bundle);
    entriesOf(bundle);
    expect(JSON.stringify(bundle)).toBe(before);
  });

  it('leaves no urn in a reference, and resources that are still valid', () => {
    for (let index = 0; index < 8; index += 1)
      for (const { resource } of entriesOf(syntheticBundle('plan', index))) {
        expect(JSON.stringify(resource)).not.toContain('"urn:uuid:');
        expect(validate(resource)).toEqual([]);
      }
  });

  it('copies keys that would reach a prototype as they are', () => {
    const spoiled: unknown = JSON.parse(
      '{"resourceType":"Patient","__proto__":{"polluted":true},"name":[{"__proto__":{"x":1}}]}',
    );
    const [entry] = entriesOf(
      transaction({ resource: spoiled, request: { method: 'POST', url: 'Patient' } }),
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(validate(entry?.resource).length).toBeGreaterThan(0);
  });

  it('E5 answers anything with a plan or issues and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            {
              fullUrl: fc.jsonValue(),
              resource: fc.oneof(fc.jsonValue(), fc.constant({ resourceType: 'Patient', id: 'a' })),
              request: fc.oneof(
                fc.jsonValue(),
                fc.record({
                  method: fc.constantFrom('PUT', 'POST', 'GET'),
                  url: fc.constantFrom('Patient', 'Patient/a', 'x'),
                  ifMatch: fc.jsonValue(),
                }),
              ),
            },
            { requiredKeys: [] },
          ),
          { maxLength: 4 },
        ),
        (entry) => {
          const plan = planTransaction(transaction(...entry), counting());
          expect(plan.ok || plan.issues.length > 0).toBe(true);
        },
      ),
    );
    fc.assert(fc.property(fc.jsonValue(), (bundle) => !planTransaction(bundle, counting()).ok));
  });
});
