import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const optional = v.exactOptional;

/** `notices` of `node.json`: how people are told outside the pages that there is something new. */
export const noticesForm = v.strictObject({
  mail: optional(
    v.strictObject({
      host: word,
      port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
      from: v.pipe(v.string(), v.email()),
      secure: optional(v.boolean()),
      user: optional(word),
      passwordFile: optional(path),
    }),
  ),
  webhook: optional(
    v.strictObject({ url: v.pipe(v.string(), v.url()), secretFile: optional(path) }),
  ),
  escalateAfterHours: optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(720))),
});

/** Where mail and webhook go, with their secrets read. */
export interface NotifySettings {
  readonly mail:
    | {
        readonly host: string;
        readonly port: number;
        readonly from: string;
        readonly isSecure: boolean;
        readonly auth: { readonly user: string; readonly pass: string } | undefined;
      }
    | undefined;
  readonly webhook: { readonly url: string; readonly secret: string | undefined } | undefined;
  readonly escalateAfterMs: number;
}

const DAY_HOURS = 24;

/** Reads the secrets that the settings name; faults are added to the list. */
export function notifySettings(
  given: v.InferOutput<typeof noticesForm> = {},
  deps: { folder: string; faults: string[] },
): NotifySettings {
  const { folder, faults } = deps;
  const { mail, webhook, escalateAfterHours = DAY_HOURS } = given;
  const secret = (file: string | undefined, name: string): string | undefined => {
    if (file === undefined) return undefined;
    try {
      return readFileSync(resolve(folder, file), 'utf8').trim();
    } catch {
      faults.push(`notices.${name}: ${file} cannot be read.`);
      return undefined;
    }
  };
  const pass = secret(mail?.passwordFile, 'mail.passwordFile');
  return {
    mail: mail && {
      host: mail.host,
      port: mail.port,
      from: mail.from,
      isSecure: mail.secure ?? mail.port === 465,
      auth: mail.user === undefined ? undefined : { user: mail.user, pass: pass ?? '' },
    },
    webhook: webhook && {
      url: webhook.url,
      secret: secret(webhook.secretFile, 'webhook.secretFile'),
    },
    escalateAfterMs: escalateAfterHours * 3_600_000,
  };
}
