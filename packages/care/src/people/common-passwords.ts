import { dictionary } from '@zxcvbn-ts/language-common';

/** The passwords that leaked most often, the commonest first, in small letters; tens of thousands, so it is loaded when it is needed. */
export const commonPasswords: ReadonlySet<string> = new Set(
  dictionary['passwords-common'].map((password) => password.toLowerCase()),
);
