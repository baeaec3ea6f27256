export type { CertificateOrder, Issuer, Period, Subject } from './certificate-authority.ts';
export { verifyChain, type ChainCheck } from './certificate-chain.ts';
export type { Certificate, Distinguished } from './certificate.ts';
export { createCa, createCsr, issueCertificate, parseCertificate } from './certificates.ts';
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
