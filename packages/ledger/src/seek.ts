import type { Network } from '@hyperledger/fabric-gateway';
import { common, orderer } from '@hyperledger/fabric-protos';

/** An unsigned Deliver request for the newest block alone, as the bytes of an envelope. */
export function seekNewest(network: Network): Uint8Array {
  const newest = new orderer.SeekPosition();
  newest.setNewest(new orderer.SeekNewest());
  const seek = new orderer.SeekInfo();
  seek.setStart(newest);
  seek.setStop(newest);
  // fabric-gateway asks by number only: its request keeps its header and gets another position.
  const request = network.newBlockEventsRequest({ startBlock: 0n });
  const envelope = common.Envelope.deserializeBinary(request.getBytes());
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  payload.setData(seek.serializeBinary());
  envelope.setPayload(payload.serializeBinary());
  return envelope.serializeBinary();
}
