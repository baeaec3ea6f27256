import { PassThrough } from 'node:stream';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameCheck, limitFrames } from './frame-limit.ts';

/** A packet of a given remaining length. */
function packet(length: number): Buffer {
  const header = [0x30];
  let left = length;
  do {
    header.push((left % 128) + (left >= 128 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from(header), Buffer.alloc(length, 0xff)]);
}

describe('frame limit', () => {
  it('E5 lets packets up to the limit pass, however they are cut, and stops the first longer one', () => {
    const lengths = fc.array(fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(127, 128, 999, 1000)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 700 }), (all, cut) => {
        const bytes = Buffer.concat(all.map(packet));
        const check = createFrameCheck(1000);
        for (let at = 0; at < bytes.length; at += cut)
          expect(check.isWithin(bytes.subarray(at, at + cut))).toBe(true);
        expect(check.isWithin(packet(1001).subarray(0, 3))).toBe(false);
      }),
    );
    expect(createFrameCheck(1000).isWithin(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]))).toBe(
      false,
    );
    expect(createFrameCheck(2 ** 40).isWithin(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]))).toBe(
      false,
    );
  });

  it('E5 destroys the connection at the length, before the content', async () => {
    const socket = new PassThrough();
    const limited = limitFrames(socket, 1000);
    const error = new Promise<Error>((resolve) => limited.once('error', resolve));
    socket.write(packet(70_000).subarray(0, 4));
    expect((await error).message).toBe('a packet is too long');
    expect(socket.destroyed).toBe(true);
  });

  it('carries bytes both ways and ends with its socket', async () => {
    const socket = new PassThrough();
    const limited = limitFrames(socket, 1000);
    const chunks: Buffer[] = [];
    limited.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A PassThrough echoes: what is written comes back.
    limited.cork();
    limited.write(packet(5));
    limited.write(packet(900));
    limited.uncork();
    limited.end(packet(1));
    await new Promise((resolve) => limited.once('end', resolve));
    expect(Buffer.concat(chunks)).toEqual(Buffer.concat([packet(5), packet(900), packet(1)]));
  });
});
