/** What went wrong: a series that is not of the stored form, or a caller's value outside what it may be. */
export type TelemetryErrorCode = 'series' | 'value';

/** The one error of this package; an answer that is merely *no* is a value instead. */
export class TelemetryError extends Error {
  readonly code: TelemetryErrorCode;

  constructor(code: TelemetryErrorCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.name = 'TelemetryError';
    this.code = code;
  }
}
