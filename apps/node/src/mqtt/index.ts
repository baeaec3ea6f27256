export type { Broker } from './broker.ts';
export { openBroker } from './broker.ts';
export { openIntake } from './intake.ts';
export type { Accepted, Quarantined } from './judge.ts';
