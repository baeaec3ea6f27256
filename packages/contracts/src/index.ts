export { act, actCommitment, actMessage, type Act } from './act.ts';
export {
  answerInput,
  decidable,
  type AnswerInput,
  type AnswerRoots,
  type Decidable,
  type Offer,
} from './answer-input.ts';
export { checkpoint, self, writer, type Checkpoint, type Self, type Writer } from './book-state.ts';
export { createChaincodes, type Chaincode, type Chaincodes } from './chaincodes.ts';
export {
  change,
  changeInput,
  type Change,
  type ChangeInput,
  type DeviceChange,
  type PatientChange,
  type StaffAuthority,
  type StaffChange,
} from './change.ts';
export { demandStaffFollows } from './leaf-rules.ts';
export {
  assistedMessage,
  consentAsked,
  consentBy,
  consentDocument,
  mayWitness,
  type Assertion,
  type ConsentBy,
  type ConsentDocument,
  type Denial,
  type Grant,
  type OpenedDocument,
  type Witnesses,
} from './consent-document.ts';
export { ContractError, type ContractErrorCode } from './contract-error.ts';
export { decide } from './decide.ts';
export {
  answer,
  answerNonces,
  decision,
  paddedLeaves,
  paddedRoot,
  RULE,
  sealAnswer,
  type Answer,
  type AnswerNonces,
  type Because,
  type Decision,
} from './decision.ts';
export { deviceLeaf, type Binding, type DeviceLeaf } from './device-leaf.ts';
export { electorateOf, neededOf, PROPOSAL_LIFE_MS, proposalFault } from './electorate.ts';
export { silence } from './fabric.ts';
export { parse, parseText, type Form } from './form.ts';
export { EMPTY_ROOT, leafHashOf, leafMessage, type MapName } from './leaf.ts';
export { type LeavesPage } from './leaves-page.ts';
export { bookOf, member, memberOf, members, mspIdOf, type Member, type Members } from './member.ts';
export {
  patientLeaf,
  upholdsHead,
  type ConsentHead,
  type Credential,
  type PatientLeaf,
} from './patient-leaf.ts';
export { NO_PAUSE, pause, type Pause } from './pause.ts';
export {
  foundingDigest,
  joinDigest,
  proposal,
  proposalDigest,
  standing,
  voteMessage,
  type Proposal,
  type Standing,
  type Vote,
  type VoteAction,
} from './proposal.ts';
export {
  request,
  REQUEST_LIFE_MS,
  requestHash,
  requestMessage,
  type Basis,
  type Request,
} from './request.ts';
export { createVerifier } from './signature.ts';
export {
  isActiveAt,
  keyAt,
  role,
  staffLeaf,
  staffProof,
  type LeafProof,
  type Role,
  type StaffLeaf,
  type StaffProof,
  type StatusEntry,
} from './staff-leaf.ts';
export { pauseMessage, restartMessage } from './staff-order.ts';
export { stopHash } from './stop.ts';
export { takenInput, takenMessage, type TakenInput } from './taken-decision.ts';
