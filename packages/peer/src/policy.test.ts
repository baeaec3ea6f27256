import { peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testNetwork, until, type TestNetwork } from './testing/network.ts';

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
    const { client } = net.consortium.members[0] ?? { client: undefined };
    if (client === undefined) throw new Error('no client');
    await net.peer(0).close();
    await net.startPeer(0, {
      identity: {
        ...(net.consortium.members[0]?.peer ?? {
          mspId: '',
          certPem: '',
          keyPem: '',
          tls: { certPem: '', keyPem: '' },
        }),
        certPem: client.certPem,
        keyPem: client.keyPem,
      },
    });
    expect(await transact(0, 'book-northgate', ['NorthgateMSP'], 'put', 'head', 'client')).toBe(
      Code.ENDORSEMENT_POLICY_FAILURE,
    );
  });
});
