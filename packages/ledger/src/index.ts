export { connectLedger, type LedgerDependencies } from './connect-ledger.ts';
export { footprintOf, type Footprint } from './footprint.ts';
export { LedgerError, type LedgerErrorCode } from './ledger-error.ts';
export type { CommittedBlock, CommittedTransaction, Write } from './block.ts';
export type {
  Call,
  Envelope,
  Height,
  Ledger,
  LedgerOptions,
  Outcome,
  Query,
  Timeouts,
  Waiting,
} from './ledger.ts';
export { FabricError, type FabricErrorCode } from './fabric/fabric-error.ts';
export {
  attachFabric,
  fabricOrganisations,
  fabricStatus,
  startFabric,
  stopFabric,
  type FabricNetwork,
  type FabricOptions,
} from './fabric/network.ts';
export type { FabricOrganisation } from './fabric/organisation.ts';
export { serveChaincodes, servedChaincodes } from './fabric/serve-chaincodes.ts';
export { findPrograms, type Program, type Programs } from './fabric/programs.ts';
export type { Command } from './fabric/processes.ts';
export type { Running } from './fabric/running.ts';
export type { Authorities } from './fabric/authority.ts';
