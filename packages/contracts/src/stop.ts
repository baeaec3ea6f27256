import { canonical, positionOf, rootAfter, sha256, toHex, utf8, type Hex } from '@careledger/proof';
import type { Context } from 'fabric-contract-api';
import { demandRoot } from './book-state.ts';
import { demandDirect, guarded, openCall, readKey, type Call } from './call.ts';
import { ContractError, demand } from './contract-error.ts';
import type { Fabric } from './fabric.ts';
import { readPage } from './page.ts';
import { hex32, mapPath, memberId, nullable, object, pattern, v1 } from './form.ts';

const raiseArgument = object({ v: v1, custodian: memberId, hash: hex32, path: mapPath });
const raiseInput = object({ v: v1, code: pattern(/^[A-Za-z0-9-]{16,128}$/) });
const codesArgument = object({ v: v1, custodian: memberId, after: nullable(hex32) });

/** Hash of a stop code, as a consent head and the chaincode `stop` name it. */
export function stopHash(code: string): Hex {
  return toHex(sha256(utf8(code)));
}

/** The contract of the emergency brake: whoever shows a stop code raises it at any member, and it stays raised (C11). */
export function stopContract({ Contract }: Fabric): new () => InstanceType<Fabric['Contract']> {
  return class Stop extends Contract {
    constructor() {
      super('stop');
    }

    override async aroundTransaction(ctx: Context, fn: Function, parameters: unknown) {
      return guarded(() => super.aroundTransaction(ctx, fn, parameters));
    }

    override async unknownTransaction() {
      throw new ContractError('form', 'no such function');
    }

    async raise(ctx: Context) {
      await raiseStop(openCall(ctx));
    }

    async read(ctx: Context) {
      return readKey(ctx);
    }

    async codes(ctx: Context) {
      return readCodes(openCall(ctx));
    }
  };
}

async function raiseStop(call: Call): Promise<void> {
  const { custodian, hash, path } = call.argument(raiseArgument);
  const { code } = call.secret(raiseInput);
  demandDirect(call, 'stop');
  demand(stopHash(code) === hash, 'authority', 'the code is not that of the hash');
  const key = `code:${custodian}:${hash}`;
  demand((await call.text(key)) === undefined, 'exists', 'the stop is raised');
  const root = rootAfter({
    root: demandRoot(await call.text(`root:${custodian}`)),
    position: positionOf(hash),
    old: null,
    leaf: hash,
    path,
  });
  demand(root !== undefined, 'stale', 'the path of the code does not hold');
  await call.put(key, { v: 1 });
  await call.putText(`root:${custodian}`, root);
}

async function readCodes(call: Call): Promise<string> {
  const { custodian, after } = call.argument(codesArgument);
  const { entries, more } = await readPage(call, { prefix: `code:${custodian}`, after });
  return canonical({ v: 1, codes: entries.map(([hash]) => hash), more });
}
