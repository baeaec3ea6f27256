import { Client, status } from '@grpc/grpc-js';
import { common, gateway, orderer, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seekEnvelope } from './deliver/seek.ts';
import { serialisedIdentity } from './channel/members.ts';
import { authority, identity, type TestIdentity } from './testing/consortium.ts';
import { at, testNetwork, type TestNetwork } from './testing/network.ts';
import { clientCredentials, clientOptions } from './wire/transport.ts';

let net: TestNetwork;
beforeAll(async () => {
  net = await testNetwork();
});
afterAll(() => net.close());

const options = {
  arguments: ['k', 'v'],
  endorsingOrganizations: ['NorthgateMSP'],
};

const refusedAs = async (who: TestIdentity): Promise<unknown> =>
  net
    .contract(0, 'book-northgate', who)
    .submit('put', options)
    .then(
      () => 'accepted',
      (error: unknown) => error,
    );

describe('who may take part', () => {
  it('M1 refuses a certificate of a root that is no member’s, whatever it calls itself', async () => {
    const foreign = await identity(
      'NorthgateMSP',
      await authority('northgate'),
      'client',
      'client',
    );
    expect(await refusedAs(foreign)).toMatchObject({ code: status.ABORTED });
    const stranger = await identity('LakesideMSP', await authority('lakeside'), 'client', 'client');
    expect(await refusedAs(stranger)).toMatchObject({ code: status.ABORTED });
  });

  it("M1 refuses a member's certificate under another member's name", async () => {
    const { ca } = at(net.consortium.members, 1);
    expect(await refusedAs(await identity('NorthgateMSP', ca, 'client', 'client'))).toMatchObject({
      code: status.ABORTED,
    });
  });

  it('I4 refuses certificates that are no longer or not yet in force', async () => {
    const { ca } = at(net.consortium.members, 0);
    for (const life of [
      { from: -100_000, until: -1_000 },
      { from: 3_600_000, until: 7_200_000 },
    ])
      expect(
        await refusedAs(await identity('NorthgateMSP', ca, 'client', 'client', life)),
      ).toMatchObject({ code: status.ABORTED });
  });

  it('M1 refuses an authority’s own certificate as an identity', async () => {
    const { ca, client } = at(net.consortium.members, 0);
    const own = { ...client, certPem: ca.certPem };
    expect(await refusedAs(own)).toMatchObject({ code: status.ABORTED });
  });

  it('E2 refuses a signature that is not the creator’s', async () => {
    const { client } = at(net.consortium.members, 0);
    const { sign } = at(net.consortium.members, 1).client;
    expect(await refusedAs({ ...client, sign })).toMatchObject({ code: status.ABORTED });
  });

  it('E2 refuses a high-S signature', async () => {
    const { client } = at(net.consortium.members, 0);
    expect(
      await refusedAs({ ...client, sign: (message) => highS(client.sign(message)) }),
    ).toMatchObject({ code: status.ABORTED });
  });

  it('D5 takes no connection without a certificate of a member', async () => {
    const { organisation } = at(net.consortium.members, 0);
    const { tls } = at((await testStranger()).members, 0);
    const client = new gateway.GatewayClient(
      organisation.peer,
      clientCredentials(tls, organisation.tlsRoots),
    );
    const error = await new Promise((resolve) =>
      client.evaluate(new gateway.EvaluateRequest(), (fault) => resolve(fault)),
    );
    client.close();
    expect(error).toMatchObject({ code: status.UNAVAILABLE });
  });

  it('E5 delivers blocks to members only', async () => {
    const { client } = at(net.consortium.members, 0);
    const good = { serialised: client.serialised, sign: client.sign };
    expect(await delivered(good)).toBe('block');
    const foreign = await identity('NorthgateMSP', await authority('x'), 'client', 'client');
    expect(await delivered(foreign)).toBe(common.Status.FORBIDDEN);
    expect(await delivered({ ...good, sign: () => new Uint8Array(70) })).toBe(
      common.Status.FORBIDDEN,
    );
    expect(
      await delivered({
        ...good,
        serialised: serialisedIdentity('NorthgateMSP', 'not a certificate'),
      }),
    ).toBe(common.Status.FORBIDDEN);
  });
});

describe('malformed input', () => {
  it('E5 answers every method with a typed error and goes on', async () => {
    const member = at(net.consortium.members, 0);
    const raw = new Client(
      member.organisation.peer,
      clientCredentials(member.tls, member.organisation.tlsRoots),
      clientOptions(-1),
    );
    const { height } = net.peer(0).head;
    const methods = ['Evaluate', 'Endorse', 'Submit', 'CommitStatus'].map(
      (one) => `/gateway.Gateway/${one}`,
    );
    for (const method of [...methods, '/protos.Endorser/ProcessProposal'])
      for (const bytes of malformed()) {
        const error = await new Promise<{ code?: number; details?: string } | null>((resolve) =>
          raw.makeUnaryRequest(
            method,
            (value: Buffer) => value,
            (value: Buffer) => value,
            bytes,
            (fault) => resolve(fault),
          ),
        );
        expect(error).not.toBeNull();
        expect(error?.details).not.toMatch(/\.ts:|\bat .*\(/);
      }
    raw.close();
    await net.contract(0, 'book-northgate').submit('put', options);
    expect(net.peer(0).head.height).toBe(height + 1);
  });

  it('E5 orders nothing that is not signed by a member of this channel', async () => {
    const { client } = at(net.consortium.members, 0);
    const { height } = net.orderer;
    const envelope = new common.Envelope();
    envelope.setPayload(Buffer.from('garbage'));
    expect(await broadcast(envelope)).toBe(common.Status.BAD_REQUEST);
    const other = seekEnvelope('another', 0, client, Date.now());
    expect(await broadcast(other)).toBe(common.Status.NOT_FOUND);
    const wrongType = seekEnvelope('careledger', 0, client, Date.now());
    expect(await broadcast(wrongType)).toBe(common.Status.BAD_REQUEST);
    wrongType.setSignature(Buffer.alloc(70));
    expect(await broadcast(wrongType)).toBe(common.Status.FORBIDDEN);
    const large = new common.Envelope();
    large.setPayload(Buffer.alloc(net.consortium.config.batch.maxBytes + 1));
    expect(await broadcast(large)).toBe(common.Status.REQUEST_ENTITY_TOO_LARGE);
    expect(net.orderer.height).toBe(height);
  });
});

function malformed(): Buffer[] {
  const text = Buffer.from('0a0b0c0d'.repeat(20), 'hex');
  const nested = new gateway.EndorseRequest();
  const proposal = new peer.SignedProposal();
  proposal.setProposalBytes(text);
  nested.setProposedTransaction(proposal);
  const submit = new gateway.SubmitRequest();
  submit.setPreparedTransaction(new common.Envelope());
  const status = new gateway.SignedCommitStatusRequest();
  status.setRequest(Buffer.from('zz'));
  return [
    Buffer.alloc(0),
    Buffer.from([0xff, 0xff, 0xff]),
    text,
    Buffer.from(proposal.serializeBinary()),
    Buffer.from(nested.serializeBinary()),
    Buffer.from(submit.serializeBinary()),
    Buffer.from(status.serializeBinary()),
  ];
}

async function testStranger() {
  const { testMember } = await import('./testing/consortium.ts');
  return { members: [await testMember('stranger')] };
}

function ordererClient(): orderer.AtomicBroadcastClient {
  const { tls } = at(net.consortium.members, 0);
  const { address, tlsRoot } = net.consortium.config.orderer;
  return new orderer.AtomicBroadcastClient(
    address,
    clientCredentials(tls, [tlsRoot]),
    clientOptions(-1),
  );
}

function broadcast(envelope: common.Envelope): Promise<number> {
  const client = ordererClient();
  const stream = client.broadcast();
  return new Promise<number>((resolve, reject) => {
    stream.on('data', (response: orderer.BroadcastResponse) => resolve(response.getStatus()));
    stream.on('error', reject);
    stream.write(envelope);
    stream.end();
  }).finally(() => client.close());
}

function delivered(asker: Pick<TestIdentity, 'serialised' | 'sign'>): Promise<unknown> {
  const client = ordererClient();
  const stream = client.deliver();
  return new Promise<unknown>((resolve) => {
    stream.on('data', (response: orderer.DeliverResponse) => {
      resolve(response.hasBlock() ? 'block' : response.getStatus());
      stream.cancel();
    });
    stream.on('error', () => undefined);
    stream.write(seekEnvelope('careledger', 0, asker, Date.now()));
  }).finally(() => client.close());
}

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function highS(signature: Uint8Array): Uint8Array {
  const rLength = signature[3] ?? 0;
  const r = signature.subarray(2, 4 + rLength);
  const s = BigInt(`0x${Buffer.from(signature.subarray(6 + rLength)).toString('hex')}`);
  const hex = (order - s).toString(16).padStart(64, '0');
  const bytes = Buffer.concat([Buffer.of(0), Buffer.from(hex, 'hex')]);
  const body = Buffer.concat([r, Buffer.of(2, bytes.length), bytes]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
