export { parseChannelConfig, type ChannelConfig } from './channel/config.ts';
export type { Incident } from './commit/follow.ts';
export type { Chaincode } from './endorse/shim.ts';
export { PeerError, type PeerErrorCode } from './error.ts';
export { openPeer, type Peer, type PeerIdentity, type PeerOptions } from './open-peer.ts';
export {
  openOrderer,
  type Orderer,
  type OrdererIdentity,
  type OrdererOptions,
} from './order/open-orderer.ts';
export { tablesVersion as stateSchema } from './state/tables.ts';
