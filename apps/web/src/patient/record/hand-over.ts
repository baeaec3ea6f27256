import * as v from 'valibot';
import { grantsForm } from '../access/grants.ts';
import { disclosuresForm } from '../seen/disclosures.ts';
import { versionsForm } from './version.ts';

// Three messages between two pages of one patient, in her browser: docs/decisions/0016.

/** The page of the other hospital is open and waits; says nothing about anybody. */
export const readyForm = v.strictObject({ careledger: v.literal('ready'), v: v.literal(1) });

/** The page that opened it asks; `nonce` binds the answer to this question. */
export const askedForm = v.strictObject({
  careledger: v.literal('ask'),
  v: v.literal(1),
  nonce: v.string(),
});

/** What the patient hands over: entries, who has seen them, permissions. */
export const handedForm = v.strictObject({
  careledger: v.literal('entries'),
  v: v.literal(1),
  nonce: v.string(),
  member: v.string(),
  memberName: v.string(),
  at: v.number(),
  entries: versionsForm,
  seen: disclosuresForm,
  grants: grantsForm,
});

/** What a hospital's page handed over. */
export type Handed = v.InferOutput<typeof handedForm>;

const waitMs = 5 * 60_000;
const lookMs = 500;

/**
 * Opens the page of the patient's other hospital and takes what she hands over there. Only messages of that window, from that
 * origin and with this question's nonce count. Undefined where she closed it, nothing came within five minutes, or the signal ended
 * it, and that page with it.
 */
export async function takeOver(origin: string, signal: AbortSignal): Promise<Handed | undefined> {
  const nonce = crypto.randomUUID();
  const other = open(`${origin}/me/hand-over`, '_blank', 'popup,width=560,height=820');
  if (other === null) return undefined;
  return new Promise((resolve) => {
    const ends = Date.now() + waitMs;
    const timer = setInterval(() => {
      if (other.closed || Date.now() > ends) finish(undefined);
    }, lookMs);
    const finish = (handed: Handed | undefined) => {
      clearInterval(timer);
      removeEventListener('message', hear);
      signal.removeEventListener('abort', stop);
      resolve(handed);
    };
    const stop = () => {
      other.close();
      finish(undefined);
    };
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source !== other || event.origin !== origin) return;
      if (v.is(readyForm, event.data)) {
        other.postMessage({ careledger: 'ask', v: 1, nonce }, origin);
        return;
      }
      const handed = v.safeParse(handedForm, event.data);
      if (handed.success && handed.output.nonce === nonce) finish(handed.output);
    };
    addEventListener('message', hear);
    signal.addEventListener('abort', stop);
  });
}
