import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { CarePolicy } from '@careledger/care';
import * as v from 'valibot';
import { certificateFaults } from './certificate-faults.ts';
import type { ConsortiumMember } from './consortium.ts';
import { NodeError } from './node-error.ts';
import { noticesForm, notifySettings, type NotifySettings } from './notify/notify-settings.ts';

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const optional = v.exactOptional;
const minutes = v.pipe(v.number(), v.minValue(0.1), v.maxValue(720));

const Roles = v.record(
  word,
  v.picklist(['administrator', 'auditor', 'doctor', 'nurse', 'privacy-officer', 'researcher']),
);

const Oidc = v.strictObject({
  name: word,
  issuer: v.pipe(v.string(), v.url()),
  clientId: word,
  secretFile: path,
  userClaim: optional(word),
  roleClaim: optional(word),
  roles: optional(Roles),
});

const File = v.strictObject({
  v: v.literal(1),
  listen: optional(
    v.strictObject({
      host: word,
      port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    }),
  ),
  certificateFile: optional(path),
  keyFile: optional(path),
  trustProxy: optional(v.pipe(v.array(word), v.maxLength(100))),
  oidc: optional(Oidc),
  notices: optional(noticesForm),
  carePolicy: optional(v.picklist(['hospital', 'team'])),
  replacePasskeyAfterHours: optional(v.pipe(v.number(), v.minValue(0), v.maxValue(336))),
  sessionMinutes: optional(v.strictObject({ own: minutes, shared: minutes })),
  patientsWithoutEvent: optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  ),
});

/** Where a node is reached from other machines; `tls` is absent behind a reverse proxy that speaks HTTPS itself. */
export interface PublicAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
}

/** The hospital's own sign-in, as its provider knows this node. */
export interface OidcSettings {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly userClaim: string;
  readonly roleClaim: string | undefined;
  readonly roles: Readonly<Record<string, string>>;
}

/** How a node is reached and who else signs its people in. */
export interface NodeSettings {
  readonly address: PublicAddress | undefined;
  /** Addresses and subnets of the reverse proxies whose `X-Forwarded-…` headers count. */
  readonly trustProxy: readonly string[];
  readonly oidc: OidcSettings | undefined;
  /** How people are told outside the pages. */
  readonly notify: NotifySettings;
  /** Who may open a chart inside the hospital. */
  readonly carePolicy: CarePolicy;
  /** How long a lost passkey waits for its replacement after the patient was told, in ms. */
  readonly replaceAfterMs: number;
  /** How many patients of other hospitals one practitioner asks about in an hour without naming an event; undefined where it does not say. */
  readonly eventlessPatients: number | undefined;
  /** How long sessions last without activity, on an own and on a shared terminal; undefined where it does not say. */
  readonly idle: { readonly ownMs: number; readonly sharedMs: number } | undefined;
}

/** Reads `node.json` of a hospital's folder; all that is wrong in it is told at once, and the node does not start. */
export function readNodeFile(
  folder: string,
  deps: { member: Pick<ConsortiumMember, 'origin'>; clock: () => number },
): NodeSettings {
  const file = join(folder, 'node.json');
  if (!existsSync(file))
    return {
      address: undefined,
      trustProxy: [],
      oidc: undefined,
      notify: notifySettings({}, { folder, faults: [] }),
      carePolicy: 'hospital',
      replaceAfterMs: 0,
      eventlessPatients: undefined,
      idle: undefined,
    };
  const { settings, faults } = settingsIn(parsed(file), { folder, ...deps });
  if (faults.length > 0)
    throw new NodeError(
      'configuration',
      [`${file} does not hold; the node does not start:`, ...faults.map((f) => `- ${f}`)].join(
        '\n',
      ),
    );
  return settings;
}

function parsed(file: string): v.InferOutput<typeof File> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new NodeError('configuration', `${file} cannot be read as JSON.`, { cause });
  }
  const { success, output, issues } = v.safeParse(File, json);
  if (success) return output;
  const faults = issues.map((issue) =>
    issue.expected === 'never'
      ? `- ${v.getDotPath(issue) ?? 'the file'}: no setting has this name.`
      : `- ${v.getDotPath(issue) ?? 'the file'}: expected ${issue.expected ?? 'another form'}`,
  );
  throw new NodeError(
    'configuration',
    [`${file} does not hold; the node does not start:`, ...faults].join('\n'),
  );
}

function settingsIn(
  given: v.InferOutput<typeof File>,
  deps: { folder: string; member: Pick<ConsortiumMember, 'origin'>; clock: () => number },
): { settings: NodeSettings; faults: string[] } {
  const { listen, certificateFile, keyFile, trustProxy = [], oidc } = given;
  const { folder, member, clock } = deps;
  const origin = new URL(member.origin);
  const faults = trustProxy
    .filter((proxy) => isIP(proxy.replace(/\/\d{1,3}$/, '')) === 0)
    .map((proxy) => `trustProxy: ${proxy} is neither an address nor a subnet.`);
  if ((certificateFile === undefined) !== (keyFile === undefined))
    faults.push('certificateFile and keyFile belong together.');
  const tls =
    certificateFile !== undefined && keyFile !== undefined
      ? { certificateFile: resolve(folder, certificateFile), keyFile: resolve(folder, keyFile) }
      : undefined;
  if (tls) faults.push(...certificateFaults(tls, { host: origin.hostname, at: clock() }));
  if (tls && listen === undefined)
    faults.push('listen: a certificate needs the address and port that it is for.');
  if (listen && !isLoopback(listen.host)) {
    if (tls === undefined && trustProxy.length === 0)
      faults.push(
        `listen: ${listen.host} is open to other machines, which wants certificateFile and keyFile, or trustProxy with the reverse proxy that speaks HTTPS.`,
      );
    if (origin.protocol !== 'https:')
      faults.push(
        `The pages' address in consortium.json is ${member.origin}; from other machines it has to begin with https://.`,
      );
  }
  const notify = notifySettings(given.notices, { folder, faults });
  const secret = oidc && secretIn(resolve(folder, oidc.secretFile), faults);
  return {
    faults,
    settings: {
      address: listen && { ...listen, tls },
      trustProxy,
      notify,
      carePolicy: given.carePolicy ?? 'hospital',
      eventlessPatients: given.patientsWithoutEvent,
      idle: given.sessionMinutes && {
        ownMs: given.sessionMinutes.own * 60_000,
        sharedMs: given.sessionMinutes.shared * 60_000,
      },
      replaceAfterMs: (given.replacePasskeyAfterHours ?? 0) * 3_600_000,
      oidc: oidc && {
        name: oidc.name,
        issuer: oidc.issuer,
        clientId: oidc.clientId,
        secret: secret ?? '',
        userClaim: oidc.userClaim ?? 'preferred_username',
        roleClaim: oidc.roleClaim,
        roles: oidc.roles ?? {},
      },
    },
  };
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

function secretIn(file: string, faults: string[]): string | undefined {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret !== '') return secret;
    faults.push(`oidc.secretFile: ${file} is empty.`);
  } catch {
    faults.push(`oidc.secretFile: ${file} cannot be read.`);
  }
  return undefined;
}
