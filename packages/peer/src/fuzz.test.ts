import { common, peer } from '@hyperledger/fabric-protos';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseChannelConfig } from './channel/config.ts';
import { membersOf } from './channel/members.ts';
import { validateTransaction } from './commit/validate-transaction.ts';
import { openProposal } from './endorse/proposal.ts';
import { PeerError } from './error.ts';
import { testNetwork, type TestNetwork } from './testing/network.ts';
import { envelopesOf, readBlock } from './wire/block.ts';
import { openEnvelope } from './wire/envelope.ts';
import { readReadWriteSet } from './wire/read-write-set.ts';

let net: TestNetwork;
let envelope: Uint8Array;
let proposal: Uint8Array;
beforeAll(async () => {
  net = await testNetwork();
  const proposed = net.contract(0, 'book-northgate').newProposal('put', {
    arguments: ['key', 'value'],
    endorsingOrganizations: ['NorthgateMSP'],
  });
  proposal = proposed.getBytes();
  await (await (await proposed.endorse()).submit()).getStatus();
  const blocks = await net.network(0).getBlockEvents({ startBlock: 1n });
  for await (const block of blocks) {
    envelope = envelopesOf(block)[0] ?? new Uint8Array();
    break;
  }
  blocks.close();
});
afterAll(() => net.close());

const mutated = (bytes: Uint8Array, changes: readonly [number, number][]): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  for (const [at, by] of changes) {
    const index = at % copy.length;
    copy[index] = (copy[index] ?? 0) ^ by;
  }
  return copy;
};

const flips = (most: number) =>
  fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: most,
  });

describe('bytes that somebody changed', () => {
  it('E5 never make a valid transaction, and never anything but a code', async () => {
    const config = parseChannelConfig(net.consortium.config);
    const members = membersOf(config);
    const valid = peer.TxValidationCode.VALID;
    expect((await validateTransaction(envelope, config, members)).code).toBe(valid);
    await fc.assert(
      fc.asyncProperty(flips(1), async (changes) => {
        const checked = await validateTransaction(mutated(envelope, changes), config, members);
        // What became a configuration by its type is judged as one, in its block.
        if (!checked.isConfig) expect(checked.code).not.toBe(valid);
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await validateTransaction(bytes, config, members)).code).not.toBe(valid);
      }),
      { numRuns: 150 },
    );
  });

  it('E5 are read, or refused with a typed error', () => {
    const readers: ((bytes: Uint8Array) => unknown)[] = [
      readBlock,
      readReadWriteSet,
      (bytes) => {
        const whole = new common.Envelope();
        whole.setPayload(bytes);
        return openEnvelope(whole);
      },
      (bytes) => {
        const signed = new peer.SignedProposal();
        signed.setProposalBytes(bytes);
        return openProposal(signed);
      },
    ];
    const read = (bytes: Uint8Array): void => {
      for (const reader of readers)
        try {
          reader(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(PeerError);
        }
    };
    fc.assert(
      fc.property(flips(8), (changes) => {
        read(mutated(envelope, changes));
        read(mutated(proposal, changes));
      }),
      { numRuns: 100 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), read), { numRuns: 100 });
  });

  it('E5 in a channel configuration are refused with a typed error', () => {
    const config: unknown = JSON.parse(JSON.stringify(net.consortium.config));
    expect(parseChannelConfig(config)).toBeDefined();
    const odd = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.array(fc.anything()));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(net.consortium.config)), odd, (member, value) => {
        const changed = { ...net.consortium.config, [member]: value };
        try {
          parseChannelConfig(changed);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'config' });
        }
      }),
    );
    for (const value of [null, [], 'x', {}, { ...net.consortium.config, v: 2 }])
      expect(() => parseChannelConfig(value)).toThrow(PeerError);
  });
});
