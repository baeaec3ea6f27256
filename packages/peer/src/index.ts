export {
  configUpdateBytes,
  configUpdateEnvelope,
  readConfigUpdate,
  signConfigUpdate,
  type ConfigSigner,
} from './channel/config-update.ts';
export type { SequencedConfig } from './channel/config-block.ts';
export { parseChannelConfig, type ChannelConfig } from './channel/config.ts';
export { majority } from './channel/policy.ts';
export { configSigner, submitConfigUpdate } from './channel/submit-config.ts';
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
