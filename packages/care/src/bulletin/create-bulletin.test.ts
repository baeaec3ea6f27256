import { expect, it } from 'vitest';
import { createBulletin } from './create-bulletin.ts';

it('D3 tells every listener in order, also after one that fails, until it stops listening', () => {
  const lines: object[] = [];
  const bulletin = createBulletin({ log: (line) => lines.push(line) });
  const heard: number[] = [];
  bulletin.subscribe(() => {
    throw new TypeError('a page that is gone');
  });
  const stop = bulletin.subscribe(({ number }) => heard.push(number));
  bulletin.publish({ kind: 'chart', patient: 'p' });
  bulletin.publish({ kind: 'consent', patient: 'p' });
  stop();
  bulletin.publish({ kind: 'status' });
  expect(heard).toEqual([1, 2]);
  expect(lines).toHaveLength(3);
});

it('D3 resumes from any number that it still has, and says when it has it no longer', () => {
  const bulletin = createBulletin({ log: () => {} });
  for (let n = 0; n < 1_200; n++) bulletin.publish({ kind: 'reading', id: String(n) });
  expect(bulletin.after(1_198)?.map(({ number, id }) => [number, id])).toEqual([
    [1_199, '1198'],
    [1_200, '1199'],
  ]);
  expect(bulletin.after(1_200)).toEqual([]);
  expect(bulletin.after(200)).toHaveLength(1_000);
  expect(bulletin.after(199)).toBeUndefined();
  expect(bulletin.after(1_201)).toBeUndefined();
});
