import { common } from '@hyperledger/fabric-protos';
import type { BlockEventsRequest, Network } from '@hyperledger/fabric-gateway';
import { createHash } from 'node:crypto';
import { assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { headerHash, type CommittedBlock } from './block.ts';
import { followBlocks } from './follow.ts';

function chain(length: number): common.Block[] {
  const blocks: common.Block[] = [];
  let previous: Uint8Array = new Uint8Array();
  for (let number = 0; number < length; number += 1) {
    const header = new common.BlockHeader();
    header.setNumber(number);
    header.setPreviousHash(previous);
    header.setDataHash(createHash('sha256').digest());
    const block = new common.Block();
    block.setHeader(header);
    blocks.push(block);
    previous = Buffer.from(headerHash(header), 'hex');
  }
  return blocks;
}

/** Serves blocks by number, `perStream` to a stream; then the stream breaks. */
function deliverer(blocks: readonly common.Block[], perStream: number) {
  const asked: number[] = [];
  const network: Pick<Network, 'newBlockEventsRequest'> = {
    newBlockEventsRequest: (options) => {
      const from = Number(options?.startBlock ?? 0n);
      asked.push(from);
      const request: Pick<BlockEventsRequest, 'getEvents'> = {
        getEvents: async () => {
          async function* stream() {
            yield* blocks.slice(from, from + perStream);
            throw new Error('the peer is gone');
          }
          const events = stream();
          return {
            [Symbol.asyncIterator]: () => events,
            close: () => undefined,
            [Symbol.dispose]: () => undefined,
          };
        },
      };
      return Object.assign(Object.create(null), request);
    },
  };
  return { asked, network };
}

async function collect(
  source: ReturnType<typeof deliverer>,
  { from, until }: { from: number; until: number },
): Promise<{ blocks: CommittedBlock[]; troubles: unknown[] }> {
  const stopping = new AbortController();
  const blocks: CommittedBlock[] = [];
  const troubles: unknown[] = [];
  const trouble = (error: unknown) => void troubles.push(error);
  for await (const block of followBlocks(source.network, from, stopping.signal, trouble)) {
    blocks.push(block);
    if (block.number === until) stopping.abort();
  }
  return { blocks, troubles };
}

describe('following the blocks', () => {
  it('E3 misses none and doubles none, wherever it starts and however often the stream breaks', async () => {
    const blocks = chain(6);
    await assert(
      asyncProperty(integer({ min: 0, max: 5 }), integer({ min: 2, max: 6 }), async (from, per) => {
        const source = deliverer(blocks, per);
        const read = await collect(source, { from, until: 5 });
        expect(read.blocks.map(({ number }) => number)).toEqual(
          blocks.slice(from).map((block) => block.getHeader()?.getNumber()),
        );
      }),
      { numRuns: 12 },
    );
  });

  it('E8.4 tells of each interruption and goes on from the next block', async () => {
    const source = deliverer(chain(4), 2);
    const { troubles } = await collect(source, { from: 0, until: 3 });
    expect(source.asked).toEqual([0, 2]);
    expect(troubles).toHaveLength(1);
  });

  it('J5 refuses blocks that do not continue those read before', async () => {
    const [own, other] = [chain(4), chain(4)];
    const foreign = other[2]?.getHeader();
    foreign?.setPreviousHash(Buffer.alloc(32, 9));
    const forked = [...own.slice(0, 2), ...other.slice(2)];
    await expect(collect(deliverer(forked, 4), { from: 0, until: 3 })).rejects.toMatchObject({
      code: 'fork',
      block: 2,
    });
    const skipping = [...own.slice(0, 1), ...own.slice(2)];
    await expect(collect(deliverer(skipping, 4), { from: 0, until: 3 })).rejects.toMatchObject({
      code: 'fork',
    });
  });

  it('E8.4 ends when told to, without a peer as well', async () => {
    const stopping = new AbortController();
    const source = deliverer([], 1);
    const following = followBlocks(source.network, 0, stopping.signal, () => stopping.abort());
    expect(await following.next()).toEqual({ done: true, value: undefined });
  });
});
