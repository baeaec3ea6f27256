import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testNetwork, until, type TestNetwork } from './testing/network.ts';

let net: TestNetwork;
beforeAll(async () => {
  net = await testNetwork();
});
afterAll(() => net.close());

describe('a submitted transaction', () => {
  it('E2 is endorsed, ordered, committed and then visible at every member', async () => {
    const book = net.contract(0, 'book-northgate');
    await book.submit('put', { arguments: ['a', '1'], endorsingOrganizations: ['NorthgateMSP'] });
    expect(Buffer.from(await book.evaluate('get', { arguments: ['a'] })).toString()).toBe('1');
    await until(() => net.peer(1).head.height === net.peer(0).head.height);
    expect(net.peer(1).head).toEqual(net.peer(0).head);
    const there = net.contract(1, 'book-northgate');
    expect(Buffer.from(await there.evaluate('get', { arguments: ['a'] })).toString()).toBe('1');
  });
});
