import { join } from 'node:path';
import { common, gateway as gatewayProtos, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPeer } from './open-peer.ts';
import type { TestIdentity } from './testing/consortium.ts';
import { at, stateKey, testNetwork, until, type TestNetwork } from './testing/network.ts';

const { TxValidationCode: Code } = peer;

let net: TestNetwork;
beforeAll(async () => {
  net = await testNetwork();
});
afterAll(() => net.close());

const transact = async (
  member: number,
  name: string,
  by: string[],
  fn: string,
  ...args: string[]
): Promise<number> => {
  const proposal = net
    .contract(member, name)
    .newProposal(fn, { arguments: args, endorsingOrganizations: by });
  const transaction = await proposal.endorse();
  return (await (await transaction.submit()).getStatus()).code;
};

describe('endorsement policies', () => {
  it("E7.1 Riverside's endorser alone cannot write in Northgate's book, neither old nor new keys", async () => {
    expect(await transact(0, 'book-northgate', ['NorthgateMSP'], 'put', 'head', 'ours')).toBe(
      Code.VALID,
    );
    await until(() => net.peer(1).head.height === net.peer(0).head.height);
    for (const key of ['head', 'new'])
      expect(await transact(1, 'book-northgate', ['RiversideMSP'], 'put', key, 'theirs')).toBe(
        Code.ENDORSEMENT_POLICY_FAILURE,
      );
    await until(() => net.peer(1).head.height === net.peer(0).head.height);
    for (const [key, value] of [
      ['head', 'ours'],
      ['new', ''],
    ]) {
      const found = await net
        .contract(0, 'book-northgate')
        .evaluate('get', { arguments: [key ?? ''] });
      expect(Buffer.from(found).toString()).toBe(value);
    }
  });

  it('E7.1 a write smuggled through another contract needs the policy of the book that it writes', async () => {
    const code = await transact(
      1,
      'book-riverside',
      ['RiversideMSP'],
      'call',
      'book-northgate',
      'put',
      'smuggled',
      'x',
    );
    expect(code).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
  });

  it('E2 a read in another book needs no endorsement of its member', async () => {
    const code = await transact(
      1,
      'book-riverside',
      ['RiversideMSP'],
      'call',
      'book-northgate',
      'get',
      'head',
      '',
    );
    expect(code).toBe(Code.VALID);
  });

  it('E2 a majority of two is both, any member is enough where the policy says so', async () => {
    expect(await transact(0, 'governance', ['NorthgateMSP'], 'put', 'm', '1')).toBe(
      Code.ENDORSEMENT_POLICY_FAILURE,
    );
    await until(() => net.peer(1).head.height === net.peer(0).head.height);
    expect(await transact(0, 'governance', ['NorthgateMSP', 'RiversideMSP'], 'put', 'm', '1')).toBe(
      Code.VALID,
    );
    expect(await transact(1, 'stop', ['RiversideMSP'], 'put', 's', '1')).toBe(Code.VALID);
  });

  it('E2 the gateway finds the endorsers by itself when none is named', async () => {
    await until(() => net.peer(1).head.height === net.peer(0).head.height);
    const transaction = await net
      .contract(0, 'governance')
      .newProposal('put', { arguments: ['auto', '1'] })
      .endorse();
    expect((await (await transaction.submit()).getStatus()).code).toBe(Code.VALID);
  });

  it('C9 transient data goes to no organisation that was not named', async () => {
    const proposal = net
      .contract(0, 'governance')
      .newProposal('keepSecret', { arguments: ['x'], transientData: { in: 'secret' } });
    await expect(proposal.endorse()).rejects.toMatchObject({ code: 9 });
  });

  it('E7 an endorsement by a certificate that is not of a peer does not count', async () => {
    const gateway = net.gateway(0);
    const endorsed = await gateway
      .getNetwork('careledger')
      .getContract('book-northgate')
      .newProposal('put', { arguments: ['head', 'x'], endorsingOrganizations: ['NorthgateMSP'] })
      .endorse();
    const { client } = at(net.consortium.members, 0);
    const bytes = withEndorser(endorsed.getBytes(), client);
    const commit = await gateway.newTransaction(bytes).submit();
    expect((await commit.getStatus()).code).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
  });

  it('E7 a changed read-write set is not covered by the endorsement', async () => {
    const gateway = net.gateway(0);
    const endorsed = await gateway
      .getNetwork('careledger')
      .getContract('book-northgate')
      .newProposal('put', { arguments: ['head', 'aaaa'], endorsingOrganizations: ['NorthgateMSP'] })
      .endorse();
    const text = Buffer.from(endorsed.getBytes()).toString('latin1');
    const at = text.lastIndexOf('aaaa');
    const bytes = Buffer.from(`${text.slice(0, at)}bbbb${text.slice(at + 4)}`, 'latin1');
    const commit = await gateway.newTransaction(bytes).submit();
    expect((await commit.getStatus()).code).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
  });

  it('E7 a peer refuses to open with a certificate that could not endorse', async () => {
    const member = at(net.consortium.members, 0);
    const { certPem, keyPem } = member.client;
    await expect(
      openPeer({
        folder: join(net.folder, 'wrong'),
        identity: { ...member.peer, certPem, keyPem },
        channelConfig: net.consortium.config,
        listen: '127.0.0.1:0',
        chaincodes: {},
        stateKey,
      }),
    ).rejects.toMatchObject({ code: 'identity' });
  });
});

function withEndorser(prepared: Uint8Array, by: TestIdentity): Uint8Array {
  const whole = gatewayProtos.PreparedTransaction.deserializeBinary(prepared);
  const envelope = whole.getEnvelope() ?? new common.Envelope();
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const [action = new peer.TransactionAction()] = transaction.getActionsList();
  const chaincodeAction = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = chaincodeAction.getAction() ?? new peer.ChaincodeEndorsedAction();
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(by.serialised);
  endorsement.setSignature(
    by.sign(Buffer.concat([endorsed.getProposalResponsePayload_asU8(), by.serialised])),
  );
  endorsed.setEndorsementsList([endorsement]);
  chaincodeAction.setAction(endorsed);
  action.setPayload(chaincodeAction.serializeBinary());
  transaction.setActionsList([action]);
  payload.setData(transaction.serializeBinary());
  envelope.setPayload(payload.serializeBinary());
  whole.setEnvelope(envelope);
  return whole.serializeBinary();
}
