import { createRequire } from 'node:module';
import type { Context, Contract } from 'fabric-contract-api';
import type { ChaincodeInterface } from 'fabric-shim-api';
import { loadStub } from '../endorse/shim.ts';

type FromContract = new (
  contracts: (new () => Contract)[],
  serializers: object,
  metadata: object,
  title: string,
  version: string,
) => ChaincodeInterface;

/** A contract that does whatever a test asks of it, dispatched by Fabric's own code. */
export function testChaincode(): ChaincodeInterface {
  loadStub();
  const load = createRequire(import.meta.url);
  const before = new Set(process.listeners('uncaughtException'));
  const beforeRejection = new Set(process.listeners('unhandledRejection'));
  const api: { Contract: typeof Contract; JSONSerializer: object } = load('fabric-contract-api');
  const FromContract: FromContract = load('fabric-shim/lib/contract-spi/chaincodefromcontract');
  const logger: { getLogger(name: string): { silent: boolean } } = load('fabric-shim/lib/logger');
  logger.getLogger('contracts-spi/chaincodefromcontract.js').silent = true;
  for (const one of process.listeners('uncaughtException'))
    if (!before.has(one)) process.off('uncaughtException', one);
  for (const one of process.listeners('unhandledRejection'))
    if (!beforeRejection.has(one)) process.off('unhandledRejection', one);

  class Things extends api.Contract {
    async put(ctx: Context, key: string, value: string) {
      await ctx.stub.putState(key, Buffer.from(value));
    }

    async remove(ctx: Context, key: string) {
      await ctx.stub.deleteState(key);
    }

    async get(ctx: Context, key: string) {
      return Buffer.from(await ctx.stub.getState(key)).toString();
    }

    async add(ctx: Context, key: string, amount: string) {
      const before = Buffer.from(await ctx.stub.getState(key)).toString();
      await ctx.stub.putState(key, Buffer.from(String(Number(before) + Number(amount))));
      return Buffer.from(await ctx.stub.getState(key)).toString();
    }

    async list(ctx: Context, from: string, until: string) {
      const found: string[] = [];
      for await (const { key, value } of ctx.stub.getStateByRange(from, until))
        found.push(`${key}=${Buffer.from(value).toString()}`);
      return JSON.stringify(found);
    }

    async page(ctx: Context, from: string, size: string, bookmark: string) {
      const { iterator, metadata } = await ctx.stub.getStateByRangeWithPagination(
        from,
        '',
        Number(size),
        bookmark,
      );
      const keys: string[] = [];
      for (let step = await iterator.next(); !step.done; step = await iterator.next())
        keys.push(step.value.key);
      return JSON.stringify({ keys, ...metadata });
    }

    async pageThenPut(ctx: Context, from: string, key: string) {
      await ctx.stub.getStateByRangeWithPagination(from, '', 5, '');
      await ctx.stub.putState(key, Buffer.from('1'));
    }

    async countInto(ctx: Context, from: string, until: string, into: string) {
      let count = 0;
      for await (const _entry of ctx.stub.getStateByRange(from, until)) count += 1;
      await ctx.stub.putState(into, Buffer.from(String(count)));
    }

    async history(ctx: Context, key: string) {
      const found: string[] = [];
      for await (const { value, isDelete } of ctx.stub.getHistoryForKey(key))
        found.push(isDelete ? '-' : Buffer.from(value).toString());
      return JSON.stringify(found);
    }

    async call(ctx: Context, chaincode: string, fn: string, key: string, value: string) {
      const args = value === '' ? [fn, key] : [fn, key, value];
      const answer = await ctx.stub.invokeChaincode(chaincode, args, '');
      return `${answer.status}:${Buffer.from(answer.payload ?? []).toString()}${answer.message ?? ''}`;
    }

    async announce(ctx: Context, first: string, second: string) {
      await ctx.stub.putState(first, Buffer.from(second));
      ctx.stub.setEvent(first, Buffer.from('overwritten'));
      ctx.stub.setEvent(second, Buffer.from(first));
    }

    async keepSecret(ctx: Context, key: string) {
      const secret = ctx.stub.getTransient().get('in') ?? Buffer.alloc(0);
      await ctx.stub.putState(key, Buffer.from(String(secret.length)));
    }

    async refuse(_ctx: Context, why: string) {
      throw new Error(`form: ${why}`);
    }

    async linger(_ctx: Context, ms: string) {
      await new Promise((resolve) => setTimeout(resolve, Number(ms)));
    }

    async whoami(ctx: Context, _nothing: string) {
      const { stub } = ctx;
      return `${stub.getCreator().mspid} at ${stub.getMspID()} ${stub.getDateTimestamp().getTime() > 0}`;
    }
  }

  const serializers = { transaction: 'json', serializers: { json: api.JSONSerializer } };
  return new FromContract([Things], serializers, {}, 'things', '1');
}
