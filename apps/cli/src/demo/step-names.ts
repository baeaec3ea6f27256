/** The steps of the demonstration, in the order in which they are told. */
export const stepNames = [
  'found',
  'admit',
  'contribute',
  'ask-refused',
  'grant',
  'ask-granted',
  'ask-outside',
  'amend',
  'readings',
  'forged-reading',
  'seen',
  'withdraw',
  'ask-withdrawn',
  'break-glass',
  'stop',
  'orderer-killed',
  'orderer-back',
  'proofs',
  'verify',
  'tampered',
] as const;

/** The name of a step. */
export type StepName = (typeof stepNames)[number];
