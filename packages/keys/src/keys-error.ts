/** Closed set of reasons for which this package throws. */
export type KeysErrorCode =
  | 'key' // not a P-256 key, or not a key of the stated length
  | 'certificate' // not a certificate, or one that cannot be issued as asked
  | 'request' // not a certificate request, or one whose signature does not hold
  | 'not-opened' // sealed by another key, for another purpose, or changed
  | 'no-master-key' // the file is absent
  | 'master-key' // the file is not a master key, or not readable by its owner alone
  | 'no-epoch' // the key of an epoch is unknown or was destroyed
  | 'passkey' // not a software passkey's file
  | 'password'; // empty or longer than 1,024 bytes

/** Thrown by this package; neither message nor fields hold key material or personal data. */
export class KeysError extends Error {
  override readonly name = 'KeysError';
  readonly code: KeysErrorCode;

  constructor(code: KeysErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
