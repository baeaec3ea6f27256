import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword } from './password.ts';

describe('password', () => {
  it('I8.1 is checked against argon2id, salted', async () => {
    const hashed = await hashPassword('correct horse');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(hashed, 'correct horse')).toBe(true);
    expect(await checkPassword(hashed, 'correct horsE')).toBe(false);
    expect(await hashPassword('correct horse')).not.toBe(hashed);
  });

  it('is the same however its letters are composed', async () => {
    expect(await checkPassword(await hashPassword('Zo\u00eb'), 'Zoe\u0308')).toBe(true);
  });

  it('E5 refuses an empty or a huge one, and a hash that is none', async () => {
    await expect(hashPassword('')).rejects.toMatchObject({ code: 'password' });
    await expect(hashPassword('x'.repeat(1025))).rejects.toMatchObject({ code: 'password' });
    expect(await checkPassword('not a hash', 'x')).toBe(false);
    expect(await checkPassword(await hashPassword('x'), '')).toBe(false);
  });
});
