import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Server } from '@grpc/grpc-js';
import { checkpointers, type Transaction } from '@hyperledger/fabric-gateway';
import { loadSigner } from '@careledger/keys';
import { common, orderer } from '@hyperledger/fabric-protos';
import { genesisBlock } from './channel/config-block.ts';
import { parseChannelConfig } from './channel/config.ts';
import { serialisedIdentity } from './channel/members.ts';
import { identity, testConsortium, type TestConsortium } from './testing/consortium.ts';
import { at, testNetwork, until, type TestNetwork } from './testing/network.ts';
import { headerHash, headOf, newBlock } from './wire/block.ts';
import { signBlock } from './wire/block-signature.ts';
import { listening } from './wire/listening.ts';
import { serverTrust } from './wire/transport.ts';

const opened: TestNetwork[] = [];
afterEach(async () => {
  for (const net of opened.splice(0)) await net.close();
});

const open = async (consortium?: TestConsortium): Promise<TestNetwork> => {
  const net = await testNetwork(undefined, consortium);
  opened.push(net);
  return net;
};

const put = (net: TestNetwork, key: string, value = '1'): Promise<Uint8Array> =>
  net
    .contract(0, 'book-northgate')
    .submit('put', { arguments: [key, value], endorsingOrganizations: ['NorthgateMSP'] });

const get = async (net: TestNetwork, member: number, key: string): Promise<string> =>
  Buffer.from(
    await net.contract(member, 'book-northgate').evaluate('get', { arguments: [key] }),
  ).toString();

describe('catching up', () => {
  it('E4 a peer that was away has the same height, hash, commit hash and state when it is back', async () => {
    const net = await open();
    await put(net, 'before');
    await net.peer(1).close();
    for (let n = 0; n < 10; n += 1) await put(net, `k${n}`, String(n));
    const back = await net.startPeer(1);
    await until(() => back.head.height === net.peer(0).head.height);
    expect(back.head).toEqual(net.peer(0).head);
    expect(back.rebuilt).toBeUndefined();
    expect(await get(net, 1, 'k9')).toBe('9');
  });

  it('E4 peers follow by themselves when the orderer is back, and reads go on without it', async () => {
    const net = await open();
    await put(net, 'a');
    await net.orderer.close();
    expect(await get(net, 0, 'a')).toBe('1');
    await expect(put(net, 'b')).rejects.toMatchObject({ name: 'SubmitError', code: 14 });
    await net.startOrderer();
    await until(() => net.peer(0).isConnected && net.peer(1).isConnected);
    await put(net, 'c');
    expect(await get(net, 0, 'c')).toBe('1');
  });

  it('E8.1 a peer whose state is lost makes it again from its blocks; one that lost everything from the orderer', async () => {
    const net = await open();
    for (let n = 0; n < 5; n += 1) await put(net, 'k', String(n));
    const { head } = net.peer(0);
    const folder = join(net.folder, 'NorthgateMSP');
    await net.peer(0).close();
    await rm(join(folder, 'state.sqlite'));
    const rebuilt = await net.startPeer(0);
    expect(rebuilt.rebuilt).toBe('absent');
    expect(rebuilt.head).toEqual(head);
    await rebuilt.close();
    await rm(folder, { recursive: true });
    const anew = await net.startPeer(0);
    await until(() => anew.head.height === head.height);
    expect(anew.head).toEqual(head);
    const history = await net
      .contract(0, 'book-northgate')
      .evaluate('history', { arguments: ['k'] });
    expect(JSON.parse(Buffer.from(history).toString())).toEqual(['4', '3', '2', '1', '0']);
  });
});

describe('events', () => {
  it('E3 serves blocks from any height and missed events from a checkpoint', async () => {
    const net = await open();
    for (const name of ['one', 'two', 'three'])
      await net.contract(0, 'book-northgate').submit('announce', {
        arguments: [`key-${name}`, name],
        endorsingOrganizations: ['NorthgateMSP'],
      });
    const checkpointer = checkpointers.inMemory();
    const first = await net.network(0).getChaincodeEvents('book-northgate', { startBlock: 0n });
    for await (const event of first) {
      await checkpointer.checkpointChaincodeEvent(event);
      if (event.eventName === 'one') break;
    }
    first.close();
    await net.peer(0).close();
    await net.startPeer(0);
    const names: string[] = [];
    const rest = await net
      .network(0)
      .getChaincodeEvents('book-northgate', { startBlock: 0n, checkpoint: checkpointer });
    for await (const event of rest) {
      names.push(event.eventName);
      if (event.eventName === 'three') break;
    }
    rest.close();
    expect(names).toEqual(['two', 'three']);

    const filtered = await net.network(1).getFilteredBlockEvents({ startBlock: 1n });
    const ids: string[] = [];
    for await (const block of filtered) {
      ids.push(...block.getFilteredTransactionsList().map((one) => one.getTxid()));
      if (block.getNumber() === 3) break;
    }
    filtered.close();
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a peer whose certificate has run out', () => {
  it('I4 gets no blocks, and says so', async () => {
    const net = await open();
    await net.peer(1).close();
    const member = at(net.consortium.members, 1);
    const expired = await identity(member.mspId, member.ca, 'peer', 'peer', {
      from: -100_000,
      until: -1_000,
    });
    const { certPem, keyPem } = expired;
    await net.startPeer(1, { identity: { ...member.peer, certPem, keyPem } });
    await until(() => net.incidents.some(({ what }) => what === 'refused'));
    await put(net, 'a');
    expect(net.peer(1).head.height).toBe(1);
  });
});

describe('a faulty orderer', () => {
  it('J5 is not followed when its history is another one, and that is reported', async () => {
    const net = await open();
    await put(net, 'a');
    await put(net, 'b');
    await until(() => net.peer(1).head.height === net.peer(0).head.height);
    const { head } = net.peer(0);
    await net.orderer.close();
    await rm(join(net.folder, 'orderer'), { recursive: true });
    await net.startOrderer();
    const envelope = await net
      .contract(0, 'book-northgate')
      .newProposal('put', { arguments: ['c', '1'], endorsingOrganizations: ['NorthgateMSP'] })
      .endorse();
    for (let n = 0; n < 3; n += 1) await until(() => isSent(envelope));
    await until(() => net.incidents.some(({ what }) => what === 'fork'));
    expect(net.peer(0).head).toEqual(head);
    expect(await get(net, 0, 'a')).toBe('1');
  });

  it('J5 has no block accepted that is unsigned, signed by another key, or not what its header says', async () => {
    const consortium = await testConsortium(['northgate', 'riverside']);
    const genesis = genesisBlock(parseChannelConfig(consortium.config));
    const previous = headerHash(headOf(genesis));
    const good = signerOf(consortium.orderer);
    const other = signerOf(at(consortium.members, 0).peer);
    const unsigned = newBlock(1, previous, [Buffer.from('x')]);
    const forged = newBlock(1, previous, [Buffer.from('x')]);
    signBlock(forged, 0, other);
    const tampered = newBlock(1, previous, [Buffer.from('x')]);
    signBlock(tampered, 0, good);
    tampered.getData()?.setDataList([Buffer.from('y')]);
    const unlinked = newBlock(1, Buffer.alloc(32), [Buffer.from('x')]);
    signBlock(unlinked, 0, good);
    const expected = [
      [unsigned, 'signature'],
      [forged, 'signature'],
      [tampered, 'chain'],
      [unlinked, 'fork'],
    ] as const;
    for (const [block, what] of expected) {
      const fake = await fakeOrderer(consortium, [genesis, block]);
      const net = await testNetwork(undefined, consortium, fake.address);
      await until(() => net.incidents.some((one) => one.what === what));
      expect(net.peer(0).head.height).toBe(1);
      await net.close();
      fake.close();
    }
  });
});

/** Whether the orderer took an envelope; it may still be starting. */
function isSent(envelope: Transaction): Promise<boolean> {
  return envelope.submit().then(
    () => true,
    () => false,
  );
}

function signerOf({ certPem, keyPem }: { certPem: string; keyPem: string }) {
  const key = loadSigner(keyPem);
  return {
    creator: serialisedIdentity('OrdererMSP', certPem),
    sign: (message: Uint8Array) => key.sign(message),
  };
}

async function fakeOrderer(consortium: TestConsortium, blocks: readonly common.Block[]) {
  const server = new Server();
  server.addService(orderer.AtomicBroadcastService, {
    broadcast: (call) => call.end(),
    deliver: (call) => {
      call.on('error', () => undefined);
      call.once('data', () => {
        for (const block of blocks) {
          const response = new orderer.DeliverResponse();
          response.setBlock(block);
          call.write(response);
        }
      });
    },
  } satisfies orderer.IAtomicBroadcastServer);
  const roots = consortium.config.organisations.flatMap((one) => one.tlsRoots);
  const trust = serverTrust(consortium.orderer.tls, roots);
  const address = await listening(server, '127.0.0.1:0', trust.credentials);
  return {
    address: address.replace('127.0.0.1', 'localhost'),
    close: () => server.forceShutdown(),
  };
}
