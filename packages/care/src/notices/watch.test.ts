import { expect, it } from 'vitest';
import { noticesFor } from './watch.ts';

const patient = 'p1';
const her = `patient:${patient}`;

it('C8.2 tells patient and privacy officers of an emergency, the officers alone while she is told later', () => {
  const news = { kind: 'notice', type: 'break-glass', id: 'r' } as const;
  expect(noticesFor({ ...news, patient }).map(({ to }) => to)).toEqual([
    her,
    'role:privacy-officer',
  ]);
  expect(noticesFor(news).map(({ to }) => to)).toEqual(['role:privacy-officer']);
});

it('D3 tells a patient of requests, of changed keys and of what another hospital saw, once for many', () => {
  const kindsFor = (news: Parameters<typeof noticesFor>[0]) =>
    noticesFor(news).map(({ to, kind, about }) => [to, kind, about]);
  expect(kindsFor({ kind: 'request', type: 'access-requested', patient, id: 'a' })).toEqual([
    [her, 'request', 'a'],
  ]);
  expect(kindsFor({ kind: 'consent', type: 'credential', patient })).toEqual([
    [her, 'credential', undefined],
  ]);
  expect(kindsFor({ kind: 'disclosure', type: 'answer', patient, id: 'x' })).toEqual([
    [her, 'access', undefined],
  ]);
  expect(kindsFor({ kind: 'disclosure', type: 'access', patient })).toEqual([]);
  expect(kindsFor({ kind: 'reading', type: 'reading', patient })).toEqual([]);
});
