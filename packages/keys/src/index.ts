export {
  createCa,
  createCsr,
  issueCertificate,
  type CertificateOrder,
  type Issuer,
  type Period,
  type Subject,
} from './certificate-authority.ts';
export {
  parseCertificate,
  verifyChain,
  type Certificate,
  type ChainCheck,
  type Distinguished,
} from './certificate.ts';
export { hpkeKeyPair, hpkeOpen, hpkeSeal, type HpkeKeyPair } from './hpke.ts';
export { KeysError, type KeysErrorCode } from './keys-error.ts';
export { openMasterKey, type MasterKey } from './master-key.ts';
export { checkPassword, hashPassword } from './password.ts';
export { newKey, open, seal, unwrapKey, wrapKey } from './seal.ts';
export { generateSigner, isLowS, loadSigner, type Signer } from './signer.ts';
export {
  newPasskey,
  softwarePasskey,
  type PasskeyRegistration,
  type PasskeyRequest,
  type SoftwarePasskey,
} from './software-passkey.ts';
export { createVerifier, verifySignature, type VerifySignature } from './verify-signature.ts';
