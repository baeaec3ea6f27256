export { foundConsortium, join, newProposal, propose, sayOn, voteOf } from './consortium.ts';
export { deviceChange, newDevice } from './device.ts';
export { createChannel, type Channel, type Endorsed, type Sending } from './engine.ts';
export {
  advance,
  answerInputFor,
  answerStep,
  ask,
  contribute,
  pauseFor,
  raiseStop,
  receive,
  restart,
  takenStep,
  type Asked,
} from './exchange.ts';
export {
  changeStep,
  claimBook,
  createHospital,
  enrolStaff,
  foundOwnBook,
  memberForm,
  messageFor,
  newPerson,
  ownStep,
  prove,
  setStatus,
  staffChange,
  type Held,
  type Hospital,
  type Person,
  type Step,
} from './hospital.ts';
export { newPasskey, type PasskeyPrompt, type TestPasskey } from './passkey.ts';
export {
  assistedConsent,
  consent,
  credentialFor,
  enrolPatient,
  grantTo,
  newPatient,
  setCredentials,
  twoStaffChange,
  type Patient,
} from './patient.ts';
export { newSigner, otherS, random32, type Signer } from './signer.ts';
export {
  createWorld,
  decidable,
  force,
  forceConsent,
  forceStaff,
  GRANTED,
  GRANTED_KINDS,
  hire,
  membersOf,
  offer,
  WORLD_NOW,
  type World,
} from './world.ts';
export {
  answerFor,
  createScene,
  decidedBy,
  EMERGENCY,
  enrolOn,
  grantedPatient,
  SCENE_OFFERS,
  type Scene,
} from './scene.ts';
