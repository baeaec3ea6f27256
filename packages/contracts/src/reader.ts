import type { Context } from 'fabric-contract-api';
import { guarded, openCall, readKey } from './call.ts';
import { ContractError } from './contract-error.ts';
import type { Fabric } from './fabric.ts';
import { readLeaves } from './leaves-page.ts';

/** The contract of every other member's book: it reads, so that nobody has an honest peer endorse a write there (E7.2). */
export function readerContract({ Contract }: Fabric): new () => InstanceType<Fabric['Contract']> {
  return class Reader extends Contract {
    constructor() {
      super('reader');
    }

    override async aroundTransaction(ctx: Context, fn: Function, parameters: unknown) {
      return guarded(() => super.aroundTransaction(ctx, fn, parameters));
    }

    override async unknownTransaction() {
      throw new ContractError('form', 'no such function');
    }

    async read(ctx: Context) {
      return readKey(ctx);
    }

    async leaves(ctx: Context) {
      return readLeaves(openCall(ctx));
    }
  };
}
