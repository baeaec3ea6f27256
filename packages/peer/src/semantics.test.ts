import { CommitError, type Contract, type Transaction } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testNetwork, type TestNetwork } from './testing/network.ts';

const { TxValidationCode: Code } = peer;
const northgate = ['NorthgateMSP'];

let net: TestNetwork;
let book: Contract;
beforeAll(async () => {
  net = await testNetwork();
  book = net.contract(0, 'book-northgate');
});
afterAll(() => net.close());

const submit = async (fn: string, ...args: string[]): Promise<string> =>
  text(await book.submit(fn, { arguments: args, endorsingOrganizations: northgate }));
const evaluate = async (fn: string, ...args: string[]): Promise<string> =>
  text(await book.evaluate(fn, { arguments: args }));
const endorsed = (fn: string, ...args: string[]): Promise<Transaction> =>
  book.newProposal(fn, { arguments: args, endorsingOrganizations: northgate }).endorse();
const outcome = async (transaction: Transaction): Promise<number> =>
  (await (await transaction.submit()).getStatus()).code;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('reads and writes', () => {
  it('E2 shows a contract committed values only, not its own writes', async () => {
    expect(await submit('add', 'own-write', '2')).toBe('');
    expect(await evaluate('get', 'own-write')).toBe('2');
  });

  it('E2 reads an absent key as empty and deletes a key that is given an empty value', async () => {
    expect(await evaluate('get', 'never')).toBe('');
    await submit('put', 'emptied', 'x');
    await submit('put', 'emptied', '');
    expect(JSON.parse(await evaluate('list', 'emptied', 'emptied~'))).toEqual([]);
    expect(JSON.parse(await evaluate('history', 'emptied'))).toEqual(['-', 'x']);
  });

  it('E2 orders keys by their UTF-8 bytes', async () => {
    for (const key of ['o:\u{10000}', 'o:\uffff', 'o:z', 'o:é', 'o:a'])
      await submit('put', key, '1');
    const listed = JSON.parse(await evaluate('list', 'o:', 'o;'));
    expect(listed).toEqual(['o:a=1', 'o:z=1', 'o:é=1', 'o:\uffff=1', 'o:\u{10000}=1']);
  });

  it('E2 gives history newest first, deletions included', async () => {
    await submit('put', 'past', '1');
    await submit('put', 'past', '2');
    await submit('remove', 'past');
    await submit('put', 'past', '3');
    expect(JSON.parse(await evaluate('history', 'past'))).toEqual(['3', '-', '2', '1']);
  });

  it('E2 reads ranges of more than one batch whole, and pages with bookmarks', async () => {
    const batch = await Promise.all(
      Array.from({ length: 230 }, (_, n) => endorsed('put', `r${String(n).padStart(3, '0')}`, 'v')),
    );
    await Promise.all(batch.map(outcome));
    expect(JSON.parse(await evaluate('list', 'r', 's'))).toHaveLength(230);
    const first = JSON.parse(await evaluate('page', 'r', '150', ''));
    expect(first).toMatchObject({ fetchedRecordsCount: 150, bookmark: 'r150' });
    const rest = JSON.parse(await evaluate('page', 'r', '90', 'r150'));
    expect(rest.keys[0]).toBe('r150');
  });
});

describe('conflicts', () => {
  it('E2 lets the first of two readers of a version win: MVCC_READ_CONFLICT', async () => {
    const [one, two] = [
      await endorsed('add', 'counter', '1'),
      await endorsed('add', 'counter', '1'),
    ];
    expect(await outcome(one)).toBe(Code.VALID);
    expect(await outcome(two)).toBe(Code.MVCC_READ_CONFLICT);
    expect(await evaluate('get', 'counter')).toBe('1');
  });

  it('E2 finds the conflict within one block too', async () => {
    const transactions = await Promise.all(
      Array.from({ length: 12 }, () => endorsed('add', 'race', '1')),
    );
    const codes = await Promise.all(transactions.map(outcome));
    expect(codes.filter((code) => code === Code.VALID)).toHaveLength(1);
    expect(codes.filter((code) => code === Code.MVCC_READ_CONFLICT)).toHaveLength(11);
    expect(await evaluate('get', 'race')).toBe('1');
  });

  it('E2 never lets blind writes conflict', async () => {
    const transactions = await Promise.all(
      Array.from({ length: 6 }, (_, n) => endorsed('put', 'blind', String(n))),
    );
    expect(new Set(await Promise.all(transactions.map(outcome)))).toEqual(new Set([Code.VALID]));
  });

  it('E2 finds an entry that appeared in, left or changed within a range: PHANTOM_READ_CONFLICT', async () => {
    await submit('put', 'ph1', 'a');
    const changes: [string, ...string[]][] = [
      ['put', 'ph2', 'b'],
      ['put', 'ph1', 'c'],
      ['remove', 'ph2'],
    ];
    for (const [fn, ...args] of changes) {
      const counting = await endorsed('countInto', 'ph', 'pi', 'total');
      await submit(fn, ...args);
      expect(await outcome(counting)).toBe(Code.PHANTOM_READ_CONFLICT);
    }
    expect(await outcome(await endorsed('countInto', 'ph', 'pi', 'total'))).toBe(Code.VALID);
  });

  it('E2 protects a range of hundreds of entries by its summary', async () => {
    const counting = await endorsed('countInto', 'r0', 'r9', 'total');
    await submit('put', 'r099', 'changed');
    expect(await outcome(counting)).toBe(Code.PHANTOM_READ_CONFLICT);
    expect(await outcome(await endorsed('countInto', 'r0', 'r9', 'total'))).toBe(Code.VALID);
    expect(await evaluate('get', 'total')).toBe('230');
  });

  it('E2 refuses writes after a paginated query', async () => {
    await expect(submit('pageThenPut', 'r0', 'x')).rejects.toMatchObject({
      details: [{ message: expect.stringContaining('unsuppored transaction') }],
    });
  });
});

describe('transactions', () => {
  it('E2 commits an envelope once, however often it is sent: DUPLICATE_TXID', async () => {
    const transaction = await endorsed('add', 'once', '1');
    const commits = await Promise.all([transaction.submit(), transaction.submit()]);
    await transaction.submit();
    for (const commit of commits) expect((await commit.getStatus()).code).toBe(Code.VALID);
    expect(await evaluate('get', 'once')).toBe('1');
    expect(JSON.parse(await evaluate('history', 'once'))).toEqual(['1']);
    await submit('put', 'after', '1');
    const codes = await codesInLastBlocks(4);
    expect(codes).toContain(Code.DUPLICATE_TXID);
  });

  it('E2 refuses to endorse a transaction id that was used', async () => {
    const proposal = book.newProposal('put', {
      arguments: ['twice', '1'],
      endorsingOrganizations: northgate,
    });
    await outcome(await proposal.endorse());
    await expect(proposal.endorse()).rejects.toMatchObject({
      code: 10,
      details: [{ message: expect.stringContaining('duplicate transaction found') }],
    });
  });

  it('E2 delivers one event of a transaction, the last that was set', async () => {
    const events = await net.network(0).getChaincodeEvents('book-northgate', { startBlock: 0n });
    await submit('announce', 'first', 'second');
    const seen: string[] = [];
    for await (const event of events) {
      seen.push(`${event.eventName}:${text(event.payload)}`);
      break;
    }
    events.close();
    expect(seen).toEqual(['second:first']);
  });

  it('E2 calls another contract in its own namespace, committed reads only', async () => {
    const other = net.contract(1, 'book-riverside');
    await other.submit('put', {
      arguments: ['k', 'theirs'],
      endorsingOrganizations: ['RiversideMSP'],
    });
    await net.contract(1, 'book-riverside').evaluate('get', { arguments: ['k'] });
    await settled();
    expect(await submit('call', 'book-riverside', 'get', 'k', '')).toBe('200:theirs');
    await expect(submit('call', 'nowhere', 'get', 'k', '')).rejects.toMatchObject({ code: 10 });
    await expect(submit('call', 'book-northgate', 'get', 'k', '')).rejects.toMatchObject({
      details: [{ message: expect.stringContaining('exists') }],
    });
  });

  it('E2 conflicts when what was read in another book changes first', async () => {
    const reading = await endorsed('call', 'book-riverside', 'get', 'k', '');
    const other = net.contract(1, 'book-riverside');
    await other.submit('put', {
      arguments: ['k', 'changed'],
      endorsingOrganizations: ['RiversideMSP'],
    });
    expect(await outcome(reading)).toBe(Code.MVCC_READ_CONFLICT);
  });

  it('E2 keeps transient data out of the block', async () => {
    const secret = 'transient-canary-5531';
    await book.submit('keepSecret', {
      arguments: ['len'],
      endorsingOrganizations: northgate,
      transientData: { in: secret },
    });
    expect(await evaluate('get', 'len')).toBe(String(secret.length));
    const blocks = await net.network(0).getBlockEvents({ startBlock: 0n });
    let bytes = '';
    for await (const block of blocks) {
      bytes += Buffer.from(block.serializeBinary()).toString('latin1');
      if (block.getHeader()?.getNumber() === net.peer(0).head.height - 1) break;
    }
    blocks.close();
    expect(bytes).toContain('keepSecret');
    expect(bytes).not.toContain(secret);
  });

  it('E2 tells a contract its creator, its peer and the time', async () => {
    expect(await evaluate('whoami', '')).toBe('NorthgateMSP at NorthgateMSP true');
  });

  it("E2 reports a contract's refusal with Fabric's codes and details", async () => {
    await expect(evaluate('refuse', 'no')).rejects.toMatchObject({
      code: 2,
      details: [{ mspId: 'NorthgateMSP', message: 'chaincode response 500, form: no' }],
    });
    await expect(submit('refuse', 'no')).rejects.toMatchObject({
      name: 'EndorseError',
      code: 10,
      details: [{ mspId: 'NorthgateMSP', message: 'chaincode response 500, form: no' }],
    });
    await expect(
      net
        .contract(0, 'book-nowhere')
        .submit('put', { arguments: ['a', 'b'], endorsingOrganizations: northgate }),
    ).rejects.toMatchObject({
      code: 10,
      details: [{ message: expect.stringContaining('chaincode book-nowhere not found') }],
    });
    const unknown = await endorsed('add', 'counter', '1');
    await submit('add', 'counter', '1');
    const failing = unknown.submit().then(async (commit) => {
      const status = await commit.getStatus();
      if (!status.successful)
        throw new CommitError({ message: '', code: status.code, transactionId: '' });
    });
    await expect(failing).rejects.toMatchObject({ code: Code.MVCC_READ_CONFLICT });
  });
});

async function codesInLastBlocks(count: number): Promise<number[]> {
  const { height } = net.peer(0).head;
  const blocks = await net.network(0).getBlockEvents({ startBlock: BigInt(height - count) });
  const codes: number[] = [];
  for await (const block of blocks) {
    codes.push(...(block.getMetadata()?.getMetadataList_asU8()[2] ?? []));
    if (block.getHeader()?.getNumber() === height - 1) break;
  }
  blocks.close();
  return codes;
}

async function settled(): Promise<void> {
  const height = Math.max(net.peer(0).head.height, net.peer(1).head.height);
  while (net.peer(0).head.height < height || net.peer(1).head.height < height)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
