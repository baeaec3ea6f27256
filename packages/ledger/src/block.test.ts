import { common } from '@hyperledger/fabric-protos';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { decodeBlock } from './block.ts';
import { LedgerError } from './ledger-error.ts';

// Three consecutive blocks as a Fabric 2.5.16 peer delivered them: valid, refused by policy, valid.
const recorded: unknown = JSON.parse(
  readFileSync(new URL('blocks.fixture.json', import.meta.url), 'utf8'),
);
const blocks = (Array.isArray(recorded) ? recorded : []).map((text: unknown) =>
  common.Block.deserializeBinary(Buffer.from(String(text), 'base64')),
);

function blockOf(envelopes: readonly Uint8Array[]): common.Block {
  const first = blocks[0] ?? new common.Block();
  const copy = common.Block.deserializeBinary(first.serializeBinary());
  copy.getData()?.setDataList([...envelopes]);
  return copy;
}

describe('a committed block', () => {
  it('E1 hashes a header as Fabric does: the next block names it', () => {
    const decoded = blocks.map(decodeBlock);
    expect(decoded).toHaveLength(3);
    expect(decoded[1]?.previousHash).toBe(decoded[0]?.hash);
    expect(decoded[2]?.previousHash).toBe(decoded[1]?.hash);
    expect(decoded.map(({ commitHash }) => commitHash.length)).toEqual([64, 64, 64]);
  });

  it('E7.1 shows the writes of valid transactions only, with submitter and code', () => {
    const transactions = blocks.flatMap((block) => decodeBlock(block).transactions);
    expect(transactions.map(({ code, org, writes }) => ({ code, org, writes }))).toEqual([
      {
        code: 'VALID',
        org: 'NorthgateMSP',
        writes: [{ book: 'book-northgate', key: 'ward', value: 'v' }],
      },
      { code: 'ENDORSEMENT_POLICY_FAILURE', org: 'NorthgateMSP', writes: [] },
      {
        code: 'VALID',
        org: 'NorthgateMSP',
        writes: [{ book: 'book-northgate', key: 'bed', value: 'v' }],
      },
    ]);
  });

  it('J5 is refused when its content is not what its header says', () => {
    const [first, second] = blocks;
    const foreign = second?.getData()?.getDataList_asU8() ?? [];
    expect(() => decodeBlock(blockOf(foreign))).toThrow(LedgerError);
    expect(() => decodeBlock(first ?? new common.Block())).not.toThrow();
  });

  it('E8.2 sets aside what is no transaction at all, and goes on', async () => {
    const garbage = Buffer.from('ff00ff00', 'hex');
    const block = blockOf([garbage]);
    const { createHash } = await import('node:crypto');
    block.getHeader()?.setDataHash(createHash('sha256').update(garbage).digest());
    expect(decodeBlock(block).transactions).toEqual([
      { txId: '', code: 'VALID', org: '', writes: [] },
    ]);
  });
});
