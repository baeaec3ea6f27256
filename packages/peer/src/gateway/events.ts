import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { common, gateway, orderer, peer } from '@hyperledger/fabric-protos';
import type { Chain } from '../commit/chain.ts';
import { eventIn } from '../commit/transaction.ts';
import { write } from '../deliver/deliver.ts';
import { cancelled } from '../wire/calls.ts';
import { codesOf, envelopesOf } from '../wire/block.ts';
import { openEnvelope } from '../wire/envelope.ts';
import { RpcError, rpcFault } from '../wire/rpc-error.ts';
import { readSigned } from './signed-request.ts';

const { TypeCase } = orderer.SeekPosition;

/** Serves the events of one contract from a block, or from after a transaction, on. */
export function serveEvents(
  call: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
  chain: Chain,
  clock: () => number,
): void {
  const signal = cancelled(call);
  call.on('error', () => undefined);
  const serve = async (): Promise<void> => {
    const { request, start } = opened(call.request, chain, clock);
    let after = request.getAfterTransactionId();
    for (let number = start; ; number += 1) {
      if (number >= chain.head.height && !(await chain.heights.above(number, signal))) return;
      const { events, isPast } = eventsOf(await chain.block(number), request, after);
      if (isPast) after = '';
      if (events.length > 0) {
        const response = new gateway.ChaincodeEventsResponse();
        response.setBlockNumber(number);
        response.setEventsList(events);
        await write(call, response, signal);
      }
      if (signal.aborted) return;
    }
  };
  serve().catch((thrown: unknown) => {
    if (!signal.aborted) call.emit('error', rpcFault(thrown));
  });
}

function opened(
  signed: gateway.SignedChaincodeEventsRequest,
  chain: Chain,
  clock: () => number,
): { request: gateway.ChaincodeEventsRequest; start: number } {
  const request = readSigned(
    signed,
    {
      name: 'chaincode events',
      read: (bytes) => gateway.ChaincodeEventsRequest.deserializeBinary(bytes),
    },
    { current: chain.inForce, now: clock() },
  );
  return { request, start: startOf(request, chain) };
}

function startOf(request: gateway.ChaincodeEventsRequest, chain: Chain): number {
  const after = request.getAfterTransactionId();
  const known = after === '' ? undefined : chain.outcome(after);
  if (known !== undefined) return known.block;
  const position = request.getStartPosition();
  switch (position?.getTypeCase()) {
    case TypeCase.SPECIFIED:
      return position?.getSpecified()?.getNumber() ?? 0;
    case undefined:
    case TypeCase.TYPE_NOT_SET:
    case TypeCase.NEXT_COMMIT:
      return chain.head.height;
    default:
      throw new RpcError(status.INVALID_ARGUMENT, 'invalid start position type');
  }
}

function eventsOf(
  block: common.Block,
  request: gateway.ChaincodeEventsRequest,
  after: string,
): { events: peer.ChaincodeEvent[]; isPast: boolean } {
  const codes = codesOf(block);
  const events: peer.ChaincodeEvent[] = [];
  let isPast = after === '';
  for (const [tx, bytes] of envelopesOf(block).entries()) {
    if (codes[tx] !== peer.TxValidationCode.VALID) continue;
    const envelope = openEnvelope(common.Envelope.deserializeBinary(bytes));
    const event = isPast ? eventIn(envelope) : undefined;
    if (event?.getChaincodeId() === request.getChaincodeId()) events.push(event);
    if (envelope.txId === after) isPast = true;
  }
  return { events, isPast };
}
