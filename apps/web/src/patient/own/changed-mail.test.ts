import { expect, it } from 'vitest';
import { changedMail } from './changed-mail.ts';

it('D3 saves an address that differs from the saved one, whatever was pressed, and deletes it where the field is empty', () => {
  expect(changedMail('b@example.org', 'a@example.org')).toEqual({ mail: 'b@example.org' });
  expect(changedMail(' b@example.org ', null)).toEqual({ mail: 'b@example.org' });
  expect(changedMail(' ', 'a@example.org')).toEqual({ mail: null });
});

it('D3 says that nothing waits to be saved where the field says what is saved', () => {
  expect(changedMail(' a@example.org', 'a@example.org')).toBe(undefined);
  expect(changedMail('', null)).toBe(undefined);
});
