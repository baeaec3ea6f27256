import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOver } from './batches.ts';

const limits = { timeoutMs: 5, maxMessages: 4, maxBytes: 100 };

describe('cutting blocks', () => {
  it('E3 orders everything once, in order, within the limits, and settles it after its block is written', async () => {
    const message = fc.record({
      size: fc.integer({ min: 1, max: 100 }),
      isAlone: fc.boolean(),
      pause: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 30 }), async (messages) => {
        const blocks: (readonly Uint8Array[])[] = [];
        const batches = batchesOver(
          () => limits,
          async (block) => {
            await new Promise((resolve) => setImmediate(resolve));
            blocks.push(block);
          },
        );
        const sent: Uint8Array[] = [];
        const settled = messages.map(async ({ size, isAlone, pause }, index) => {
          for (let n = 0; n < pause + index; n += 1) await Promise.resolve();
          const bytes = Buffer.alloc(size, index);
          sent.push(bytes);
          await batches.add(bytes, isAlone);
          expect(blocks.flat()).toContain(bytes);
          if (isAlone) expect(blocks.find((block) => block.includes(bytes))).toHaveLength(1);
        });
        await Promise.all(settled);
        expect(blocks.flat()).toEqual(sent);
        for (const block of blocks) {
          expect(block.length).toBeLessThanOrEqual(limits.maxMessages);
          const bytes = block.reduce((sum, one) => sum + one.length, 0);
          expect(bytes).toBeLessThanOrEqual(limits.maxBytes);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('E3 acknowledges nothing whose block could not be written, and goes on', async () => {
    let isBroken = true;
    const written: (readonly Uint8Array[])[] = [];
    const batches = batchesOver(
      () => limits,
      async (block) => {
        if (isBroken) throw new Error('no space');
        written.push(block);
      },
    );
    await expect(batches.add(Buffer.from('a'))).rejects.toThrow('no space');
    isBroken = false;
    await batches.add(Buffer.from('b'));
    expect(written).toHaveLength(1);
  });
});
