import type { Language } from '../consent/phrases.ts';

/** A way out of the house; `to` is an address of mail or, for a webhook, whom it is for by a random name. Rejects where it was not taken. */
export interface Sender {
  readonly channel: 'mail' | 'webhook';
  /** In the language of whoever reads it. */
  send(message: {
    to: string;
    notice: string;
    isReminder: boolean;
    language: Language;
  }): Promise<void>;
}
