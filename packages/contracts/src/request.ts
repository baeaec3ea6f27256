import { canonical, sha256, signedForm, toHex, utf8, type Hex } from '@careledger/proof';
import { channelName } from './act.ts';
import { anyCategory, purpose } from './consent-document.ts';
import {
  bytes,
  hex32,
  list,
  memberId,
  object,
  oneOf,
  pattern,
  text,
  time,
  v1,
  type Of,
} from './form.ts';

/** A practitioner's request to one custodian, good for 60 s: `event` is a commitment, `to` the HPKE key that the answer is sealed to. */
export const request = object({
  v: v1,
  channel: channelName,
  custodian: memberId,
  requester: memberId,
  practitioner: hex32,
  card: text(64),
  categories: list(anyCategory, { min: 1, max: 64 }),
  purpose,
  basis: oneOf('grant', 'emergency', 'emergency-rest'),
  reasons: list(pattern(/^[A-Z0-9][A-Z0-9-]{0,31}$/), { min: 0, max: 2 }),
  event: hex32,
  to: bytes({ min: 32, max: 133 }),
  nonce: hex32,
  at: time,
});
export type Request = Of<typeof request>;
export type Basis = Request['basis'];

/** How long a request is good for, either side of the transaction's timestamp. */
export const REQUEST_LIFE_MS = 60_000;

/** The bytes that a practitioner signs to ask. */
export function requestMessage(asked: Request): Uint8Array {
  return signedForm('careledger-request-v1', asked);
}

/** Name of a request on the ledger: SHA-256 over it and its signature. */
export function requestHash(asked: Request, signature: string): Hex {
  return toHex(sha256(utf8(canonical({ request: asked, signature }))));
}
