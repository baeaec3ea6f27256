export type { Binding } from './binding.ts';
export type { Broker, BrokerDependencies, BrokerNote, BrokerOptions } from './broker.ts';
export { openBroker } from './broker.ts';
export type { Intake, IntakeDependencies, Outcome } from './intake.ts';
export { countedAfter, openIntake } from './intake.ts';
export type { Accepted, KnownDevice, Quarantined, QuarantineReason } from './judge.ts';
export type { Delivery } from './permission.ts';
