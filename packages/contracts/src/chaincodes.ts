import type { Contract } from 'fabric-contract-api';
import type { ChaincodeInterface, ChaincodeResponse, ChaincodeStub } from 'fabric-shim-api';
import { bookContract } from './book.ts';
import { loadFabric } from './fabric.ts';
import { governanceContract } from './governance.ts';
import { readerContract } from './reader.ts';
import { createVerifier } from './signature.ts';
import { stopContract } from './stop.ts';

/** A chaincode package: what `shim.server` or the embedded engine runs. */
export type Chaincode = { readonly name: string; readonly chaincode: ChaincodeInterface };

/** The four chaincode packages of one member: `book` serves its own book's definition, `reader` every other one's. */
export type Chaincodes = {
  readonly governance: Chaincode;
  readonly stop: Chaincode;
  readonly book: Chaincode;
  readonly reader: Chaincode;
};

const MAX_SKEW_MS = 60_000;
const REFUSED = 500;

/**
 * The chaincodes that a member's process serves on one channel. `clock` gives milliseconds; it bounds answers alone: one whose
 * timestamp is more than 60 s off is refused with `time:`, a consent, withdrawal or stop never is (C7).
 */
export function createChaincodes(
  { member, channel }: { member: string; channel: string },
  { clock }: { clock: () => number },
): Chaincodes {
  const fabric = loadFabric();
  const verify = createVerifier();
  const packaged = (name: string, contract: new () => Contract): Chaincode => {
    const inner = fabric.chaincodeOf(contract, name);
    return { name, chaincode: guard(inner, { channel, clock }) };
  };
  return {
    governance: packaged('governance', governanceContract(fabric, { verify })),
    stop: packaged('stop', stopContract(fabric)),
    book: packaged('book', bookContract(fabric, { member, verify })),
    reader: packaged('reader', readerContract(fabric)),
  };
}

function guard(
  inner: ChaincodeInterface,
  { channel, clock }: { channel: string; clock: () => number },
): ChaincodeInterface {
  const invoke = async (stub: ChaincodeStub): Promise<ChaincodeResponse> => {
    if (stub.getChannelID() !== channel) return refuse('form: this serves another channel');
    const [called = ''] = stub.getArgs();
    const isAnswer = called.slice(called.indexOf(':') + 1) === 'answer';
    if (isAnswer && !(Math.abs(timestampOf(stub) - clock()) <= MAX_SKEW_MS))
      return refuse('time: the timestamp is more than 60 s off');
    return inner.Invoke(stub);
  };
  return { Init: async () => refuse('form: there is nothing to initialise'), Invoke: invoke };
}

function timestampOf(stub: ChaincodeStub): number {
  try {
    return stub.getDateTimestamp().getTime();
  } catch {
    return Number.NaN;
  }
}

function refuse(message: string): ChaincodeResponse {
  return { status: REFUSED, message, payload: Buffer.alloc(0) };
}
