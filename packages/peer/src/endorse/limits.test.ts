import type { Contract } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testNetwork, type TestNetwork } from '../testing/network.ts';

let net: TestNetwork;
let book: Contract;
beforeAll(async () => {
  net = await testNetwork();
  await net.peer(0).close();
  await net.startPeer(0, { limits: { executeMs: 500, concurrent: 4 } });
  book = net.contract(0, 'book-northgate');
});
afterAll(() => net.close());

const evaluate = (fn: string, ...args: string[]): Promise<Uint8Array> =>
  book.evaluate(fn, { arguments: args });

describe('bounds of an endorsement', () => {
  it('E8.4 a contract that does not come back is given up, and the peer goes on', async () => {
    await expect(evaluate('linger', '2000')).rejects.toMatchObject({
      code: 10,
      details: [{ message: expect.stringContaining('timeout expired') }],
    });
    await expect(evaluate('get', 'x')).resolves.toHaveLength(0);
  });

  it('E8.4 more proposals at a time than a peer takes are refused, and later ones are not', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, () => evaluate('linger', '400')),
    );
    const refused = answers.filter((one) => one.status === 'rejected').map((one) => one.reason);
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toMatchObject({ code: 8 });
    await expect(evaluate('linger', '1')).resolves.toHaveLength(0);
  });
});
