export {
  assertionFault,
  consentChallenge,
  type Assertion,
  type AssertionFault,
} from './assertion.ts';
export {
  concat,
  equalBytes,
  fromBase64url,
  fromHex,
  isHex32,
  toBase64url,
  toHex,
  utf8,
  type Hex,
} from './bytes.ts';
export { canonical, isObject, parseCanonical, type Json, type JsonObject } from './canonical.ts';
export { commitment, sha256, signedForm, type Verify } from './hash.ts';
export { createTree, leafHash, verifyConsistency, verifyInclusion, type Tree } from './log-tree.ts';
export { provesLeaf, rootAfter, type MapPath } from './map-path.ts';
export { ProofError, type ProofErrorCode } from './proof-error.ts';
export { registrationFault, type Registration, type RegistrationFault } from './registration.ts';
export { createSparseMap, positionOf, type SparseMap } from './sparse-map.ts';
export {
  checkExport,
  type EntryFault,
  type ExportCheck,
  type FaultyEntry,
} from './check-export.ts';
export { checkProof, type CheckedProof, type ProofCheck, type ProofFault } from './check-proof.ts';
export {
  buildProof,
  checkpointMessage,
  packPath,
  writeLeaf,
  type Anchor,
  type Checkpoint,
  type CheckpointSignature,
  type DisclosureProof,
  type LedgerWrite,
  type PathPart,
  type Proof,
  type ReadingProof,
  type RecordProof,
  type RecordStatement,
} from './proof-file.ts';
