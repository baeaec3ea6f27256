import { describe, expect, it } from 'vitest';
import { issuesOf, patient, post, put, refer, transaction, uuid } from './transaction.fixture.ts';

describe('planTransaction', () => {
  it.each([
    ['no bundle', 7, ['invalid', 'structure Bundle']],
    [
      'another type of bundle',
      { resourceType: 'Bundle', type: 'batch' },
      ['not-supported', 'not-supported Bundle.type'],
    ],
    [
      'entries that are none',
      { resourceType: 'Bundle', type: 'transaction', entry: {} },
      ['invalid', 'structure Bundle.entry'],
    ],
    [
      'an entry without a request',
      transaction({ resource: patient }),
      ['invalid', 'required Bundle.entry[0].request'],
    ],
    [
      'a deletion',
      transaction({ request: { method: 'DELETE', url: 'Patient/1' } }),
      ['not-supported', 'not-supported Bundle.entry[0].request.method'],
    ],
    [
      'no resource',
      transaction({ request: { method: 'POST', url: 'Patient' } }),
      ['invalid', 'required Bundle.entry[0].resource'],
    ],
    [
      'an unknown type',
      transaction(post(uuid(1), { resourceType: 'Pet' })),
      ['not-supported', 'not-supported Bundle.entry[0].resource'],
    ],
    [
      'a create sent elsewhere',
      transaction(post(uuid(1), patient, { url: 'Group' })),
      ['invalid', 'value Bundle.entry[0].request.url'],
    ],
    [
      'an update without id',
      transaction(put({ resourceType: 'Patient', id: 'a' }, { url: 'Patient' })),
      ['invalid', 'value Bundle.entry[0].request.url'],
    ],
    [
      'an update of another id',
      transaction(put({ resourceType: 'Patient', id: 'a' }, { url: 'Patient/b' })),
      ['invalid', 'value Bundle.entry[0].resource.id'],
    ],
    [
      'a conditional update',
      transaction(put({ resourceType: 'Patient', id: 'a' }, { url: 'Patient?x=y' })),
      ['not-supported', 'not-supported Bundle.entry[0].request.url'],
    ],
    [
      'an ifMatch that is no ETag',
      transaction(put({ resourceType: 'Patient', id: 'a' }, { ifMatch: '3' })),
      ['invalid', 'value Bundle.entry[0].request.ifMatch'],
    ],
    [
      'the same full URL twice',
      transaction(post(uuid(1), patient), post(uuid(1), patient)),
      ['invalid', 'duplicate Bundle.entry[1].fullUrl'],
    ],
    [
      'the same update twice',
      transaction(
        put({ resourceType: 'Patient', id: 'a' }),
        put({ resourceType: 'Patient', id: 'a' }),
      ),
      ['invalid', 'duplicate Bundle.entry[1].request.url'],
    ],
    [
      'a urn that leads nowhere',
      transaction(post(uuid(1), { resourceType: 'Condition', subject: refer(uuid(2)) })),
      ['invalid', 'not-found Bundle.entry[0].resource.subject.reference'],
    ],
    [
      'a conditional reference that finds nothing',
      transaction(
        post(uuid(1), { resourceType: 'Condition', subject: refer('Patient?identifier=x') }),
      ),
      ['invalid', 'not-found Bundle.entry[0].resource.subject.reference'],
    ],
  ])('refuses %s', (_what, bundle, issues) => {
    expect(issuesOf(bundle)).toEqual(issues);
  });
});
