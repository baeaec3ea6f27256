import * as v from 'valibot';
import { assertion, base64url, id, object, optional, secret, short, word } from './forms.ts';

const registration = v.looseObject({
  id: base64url,
  rawId: base64url,
  type: v.literal('public-key'),
  response: v.looseObject({ clientDataJSON: base64url, attestationObject: base64url }),
});

/** Signing in and out, who is signed in, and the passkeys and passwords of staff. */
export const sessionOperations = {
  'sign-in-ways': object({}),
  login: object({
    user: word,
    password: secret,
    newPassword: optional(secret),
    shared: optional(v.boolean()),
  }),
  'login-challenge': object({ credential: optional(base64url) }),
  'login-passkey': object({ assertion, shared: optional(v.boolean()) }),
  logout: object({ everywhere: optional(v.boolean()) }),
  whoami: object({}),
  terminal: object({}),
  'demo-people': object({}),
  'step-up': v.union([object({ password: secret }), object({ assertion })]),
  'passkey-options': object({}),
  'passkey-add': object({ name: short(60), response: registration }),
  passkeys: object({}),
  'passkey-remove': object({ id }),
  'change-password': object({ old: secret, password: secret }),
  'reset-password': object({ user: word }),
} as const satisfies Record<string, v.GenericSchema>;
