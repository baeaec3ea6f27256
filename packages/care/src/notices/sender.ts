/** A way out of the house; `to` is an address of mail or, for a webhook, whom it is for by a random name. Rejects where it was not taken. */
export interface Sender {
  readonly channel: 'mail' | 'webhook';
  send(message: { to: string; notice: string; isReminder: boolean }): Promise<void>;
}
