import { expect, it } from 'vitest';
import { commonPasswords } from './common-passwords.ts';
import { checkChosen, oneTimePassword } from './password-policy.ts';

const person = { user: 'ellis', name: 'Dr Grace Ellis' };

it('I8.1 ASVS 6.2.4 takes none of the 3,000 most common passwords that are long enough', async () => {
  const long = [...commonPasswords].filter(({ length }) => length >= 8).slice(0, 3_000);
  expect(long).toHaveLength(3_000);
  for (const password of long)
    for (const typed of [password, password.toUpperCase()])
      await expect(checkChosen(typed, person), typed).rejects.toMatchObject({ code: 'invalid' });
}, 30_000);

it.each(['Seven77', 'ellis2026', 'Grace-Ellis-1', 'Password2026!', 'aaaaaaaaaaaa', 'Hospital123'])(
  'I8.1 ASVS 6.2.1 6.2.4 does not take %s',
  async (password) => {
    await expect(checkChosen(password, person)).rejects.toMatchObject({ code: 'invalid' });
  },
);

it.each(['four plain words here', 'mqzvhtra', '83 Regentropfen', 'Ω≈ç√∫µ≤≥÷', 'ALLBIGLETTERS'])(
  'I8.1 ASVS 6.2.5 takes %s: any composition',
  async (password) => {
    await expect(checkChosen(password, person)).resolves.toBeUndefined();
  },
);

it('I8.3 ASVS 6.4.1 makes a password to be used once that satisfies the policy and never comes twice', async () => {
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const made = Array.from({ length: 100 }, () => oneTimePassword(random));
  expect(new Set(made).size).toBe(100);
  for (const each of made) {
    expect(each).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    await checkChosen(each, person);
  }
});
