import { common, orderer, peer } from '@hyperledger/fabric-protos';
import { afterEach, describe, expect, it } from 'vitest';
import { testMember, type TestIdentity, type TestMember } from '../testing/consortium.ts';
import { at, testNetwork, until, type TestNetwork } from '../testing/network.ts';
import { clientCredentials, clientOptions } from '../wire/transport.ts';
import { configUpdateBytes, configUpdateEnvelope, signConfigUpdate } from './config-update.ts';
import { parseChannelConfig, type ChannelConfig } from './config.ts';

let net: TestNetwork | undefined;
afterEach(() => net?.close());

const withLakeside = (config: ChannelConfig, lakeside: TestMember): ChannelConfig =>
  parseChannelConfig({
    ...config,
    organisations: [...config.organisations, lakeside.organisation],
    definitions: [
      ...config.definitions,
      { name: 'book-lakeside', policy: { any: [lakeside.mspId] } },
    ],
  });

describe('a configuration update', () => {
  it('M2 admits a third member, which then joins, catches up and writes its own book', async () => {
    net = await testNetwork();
    const [northgate, riverside] = [at(net.consortium.members, 0), at(net.consortium.members, 1)];
    const lakeside = await testMember('lakeside');
    const next = { sequence: 1, config: withLakeside(net.consortium.config, lakeside) };
    const update = configUpdateBytes(next);
    const submit = (...signers: TestIdentity[]): Promise<number> =>
      broadcast(
        net,
        configUpdateEnvelope(
          update,
          signers.map((one) => signConfigUpdate(update, one)),
          northgate.admin,
          Date.now(),
        ),
      );
    expect(await submit(northgate.admin)).toBe(common.Status.FORBIDDEN);
    expect(await submit(northgate.admin, northgate.admin)).toBe(common.Status.FORBIDDEN);
    expect(await submit(northgate.admin, riverside.client)).toBe(common.Status.FORBIDDEN);
    expect(await submit(northgate.admin, lakeside.admin)).toBe(common.Status.FORBIDDEN);
    expect(await submit(northgate.admin, riverside.admin)).toBe(common.Status.SUCCESS);
    expect(await submit(northgate.admin, riverside.admin)).toBe(common.Status.BAD_REQUEST);
    await until(() => net?.peer(0).head.height === 2);

    net.add(lakeside);
    const joined = await net.startPeer(2);
    await until(() => joined.head.height === 2);
    await net
      .contract(2, 'book-lakeside')
      .submit('put', { arguments: ['self', 'x'], endorsingOrganizations: ['LakesideMSP'] });
    const both = { arguments: ['m', '1'], endorsingOrganizations: ['NorthgateMSP', 'LakesideMSP'] };
    await until(() => net?.peer(0).head.height === joined.head.height);
    await net.contract(0, 'governance').submit('put', both);
    await until(() => joined.head.height === 4 && net?.peer(1).head.height === 4);
    expect(joined.head).toEqual(net.peer(0).head);

    await Promise.all([net.peer(0).close(), net.orderer.close()]);
    await net.startOrderer();
    const again = await net.startPeer(0);
    await net.contract(0, 'governance').submit('put', both);
    expect(again.head.height).toBe(5);
  });

  it('E2 a redefinition conflicts with what was endorsed under the definition before', async () => {
    net = await testNetwork();
    const { admin } = at(net.consortium.members, 0);
    const transaction = await net
      .contract(0, 'book-northgate')
      .newProposal('put', { arguments: ['a', '1'], endorsingOrganizations: ['NorthgateMSP'] })
      .endorse();
    const config = parseChannelConfig({
      ...net.consortium.config,
      definitions: net.consortium.config.definitions.map((one) =>
        one.name === 'book-northgate' ? { ...one, policy: 'ANY' } : one,
      ),
    });
    const update = configUpdateBytes({ sequence: 1, config });
    const signatures = net.consortium.members.map((one) => signConfigUpdate(update, one.admin));
    await broadcast(net, configUpdateEnvelope(update, signatures, admin, Date.now()));
    await until(() => net?.peer(0).head.height === 2);
    expect((await (await transaction.submit()).getStatus()).code).toBe(
      peer.TxValidationCode.MVCC_READ_CONFLICT,
    );
  });
});

function broadcast(on: TestNetwork | undefined, envelope: common.Envelope): Promise<number> {
  if (on === undefined) return Promise.reject(new Error('no network'));
  const { tls } = at(on.consortium.members, 0);
  const { address, tlsRoot } = on.consortium.config.orderer;
  const client = new orderer.AtomicBroadcastClient(
    address,
    clientCredentials(tls, [tlsRoot]),
    clientOptions(-1),
  );
  const stream = client.broadcast();
  return new Promise<number>((resolve, reject) => {
    stream.on('data', (response: orderer.BroadcastResponse) => resolve(response.getStatus()));
    stream.on('error', reject);
    stream.write(envelope);
    stream.end();
  }).finally(() => client.close());
}
