import { describe, expect, it } from 'vitest';
import { planMember } from './consortium.ts';

describe('the address of a hospital’s pages', () => {
  it('D5 is HTTPS, or the machine itself: passkeys sign nowhere else', () => {
    const addresses = [
      'https://care.stmary.example',
      'https://care.stmary.example:8443',
      'http://localhost:8101',
      'http://st-mary.localhost:8101',
    ];
    for (const origin of addresses) expect(planMember('St Mary', 9300, origin).origin).toBe(origin);
  });

  it('D5 is never open to the network without HTTPS', () => {
    const addresses = [
      'http://care.stmary.example',
      'http://notlocalhost',
      'http://localhost.stmary.example',
      'ftp://care.stmary.example',
      'care.stmary.example',
    ];
    for (const origin of addresses)
      expect(() => planMember('St Mary', 9300, origin)).toThrow('is no address of pages');
  });
});
