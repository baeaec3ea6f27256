import { describe, expect, it } from 'vitest';
import { historyBundle, searchsetBundle, transactionResponse } from './bundles.ts';
import { capabilityStatement } from './capability.ts';
import { isRefused, operationOutcome } from './issue.ts';
import type { Issue } from './issue.ts';
import { validate } from './validate.ts';

const base = 'http://127.0.0.1:8101/fhir/R4';
const patient = { resourceType: 'Patient', id: '1' };
const at = Date.parse('2024-01-02T03:04:05.006Z');

describe('answers', () => {
  it('a page of a search says where it is, what comes next and, if asked, how many there are', () => {
    const page = searchsetBundle({
      base,
      self: `${base}/Patient?_count=1`,
      next: `${base}/Patient?page=2`,
      total: 7,
      matches: [patient],
      included: [{ resourceType: 'Organization', id: 'o', name: 'x' }],
    });
    expect(validate(page)).toEqual([]);
    expect(page).toMatchObject({
      total: 7,
      link: [{ relation: 'self' }, { relation: 'next' }],
      entry: [
        { fullUrl: `${base}/Patient/1`, search: { mode: 'match' } },
        { fullUrl: `${base}/Organization/o`, search: { mode: 'include' } },
      ],
    });
    const empty = searchsetBundle({ base, self: base, next: null, total: null, matches: [] });
    expect(empty).toEqual({
      resourceType: 'Bundle',
      type: 'searchset',
      link: [{ relation: 'self', url: base }],
    });
    expect(validate(empty)).toEqual([]);
  });

  it('R3 a history lists each version with its time, creates and deletions for what they are', () => {
    const versions = [
      { type: 'Patient', id: '1', version: 3, at, resource: null },
      { type: 'Patient', id: '1', version: 2, at, resource: { ...patient, active: true } },
      { type: 'Patient', id: '1', version: 1, at, resource: patient },
    ];
    const page = historyBundle({ base, versions, total: 3 });
    expect(validate(page)).toEqual([]);
    expect(page).toMatchObject({
      entry: [
        {
          request: { method: 'DELETE', url: 'Patient/1' },
          response: { status: '204', etag: 'W/"3"' },
        },
        { request: { method: 'PUT', url: 'Patient/1' }, response: { status: '200' } },
        {
          request: { method: 'POST', url: 'Patient' },
          response: { status: '201', lastModified: '2024-01-02T03:04:05.006Z' },
        },
      ],
    });
  });

  it('a transaction is answered entry by entry', () => {
    const answer = transactionResponse([
      { type: 'Patient', id: '1', version: 1, at, isNew: true },
      { type: 'Group', id: '2', version: 4, isNew: false },
    ]);
    expect(validate(answer)).toEqual([]);
    expect(answer).toMatchObject({
      entry: [
        { response: { status: '201', location: 'Patient/1/_history/1' } },
        { response: { status: '200', etag: 'W/"4"' } },
      ],
    });
    expect(validate(transactionResponse([]))).toEqual([]);
  });

  it('the capability statement is valid and offers what is indexed', () => {
    const statement = capabilityStatement({
      url: base,
      software: { name: 'CareLedger', version: '0.1.0' },
      date: '2026-01-01',
      types: [
        {
          type: 'Observation',
          interactions: ['read', 'create', 'search-type'],
          searchParameters: ['patient', 'code', 'nonsense'],
        },
        { type: 'Binary', interactions: ['read'] },
        { type: 'Patient', interactions: ['search-type'] },
      ],
      system: ['transaction'],
    });
    expect(validate(statement)).toEqual([]);
    expect(statement).toMatchObject({
      rest: [
        {
          resource: [
            {
              searchParam: [
                { name: 'patient', type: 'reference' },
                { name: 'code', type: 'token' },
              ],
            },
            {},
            {},
          ],
          interaction: [{ code: 'transaction' }],
        },
      ],
    });
    expect(JSON.stringify(statement)).toContain('"name":"birthdate"');
  });

  it('an outcome carries each issue with its place', () => {
    const issues: Issue[] = [
      { severity: 'error', code: 'value', expression: 'Patient.birthDate', message: 'x' },
      { severity: 'warning', code: 'not-supported', message: 'y' },
    ];
    const outcome = operationOutcome(issues);
    expect(validate(outcome)).toEqual([]);
    expect(outcome['issue']).toEqual([
      { severity: 'error', code: 'value', diagnostics: 'x', expression: ['Patient.birthDate'] },
      { severity: 'warning', code: 'not-supported', diagnostics: 'y' },
    ]);
    expect(validate(operationOutcome([]))).toEqual([]);
    expect([isRefused(issues), isRefused(issues.slice(1)), isRefused([])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
