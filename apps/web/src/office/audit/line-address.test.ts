import { describe, expect, it } from 'vitest';
import { addressOfLine, isLine, lineIn } from './line-address.ts';

const lineOf = (address: string) =>
  lineIn(decodeURIComponent(address.replace(/^\/audit\/seen\//, '')));

describe('the address of a line of who saw what', () => {
  it('D4 leads back to the line of its patient, one look at several patients to each of theirs', () => {
    const rows = ['p1', 'p2'].map((patient) => ({ id: 'access/17', patient }));
    for (const row of rows) {
      const line = lineOf(addressOfLine(row));
      expect(line).toEqual(row);
      expect(rows.filter((each) => isLine(each, line))).toEqual([row]);
    }
  });

  it('D4 is the id alone for an answer and where there is no patient, as in addresses that were kept', () => {
    const request = 'ab'.repeat(32);
    expect(addressOfLine({ id: request, patient: 'p1' })).toBe(`/audit/seen/${request}`);
    expect(lineOf(`/audit/seen/${request}`)).toEqual({ id: request });
    expect(lineOf(addressOfLine({ id: 'flood/3', patient: null }))).toEqual({ id: 'flood/3' });
    expect(isLine({ id: 'access/17', patient: 'p1' }, lineOf('/audit/seen/access%2F17'))).toBe(
      true,
    );
  });
});
