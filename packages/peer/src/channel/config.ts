import { X509Certificate } from 'node:crypto';
import { PeerError } from '../error.ts';

/** Who must endorse a write: any one of the named organisations, any member, or more than half. */
export type Policy = 'MAJORITY' | 'ANY' | { readonly any: readonly string[] };

/** A chaincode definition of the channel: a name and the policy of its namespace. */
export interface Definition {
  readonly name: string;
  readonly policy: Policy;
}

/** One member: root certificates of its people and services, of its TLS, and its peer's `host:port`. */
export interface Organisation {
  readonly mspId: string;
  readonly roots: readonly string[];
  readonly tlsRoots: readonly string[];
  readonly peer: string;
}

/** Limits of a block: timeout in milliseconds, messages, and bytes of one envelope and of a block's data. */
export interface Batch {
  readonly timeoutMs: number;
  readonly maxMessages: number;
  readonly maxBytes: number;
}

/** What all members agree on before the first block; block 0 holds it, configuration blocks replace it. */
export interface ChannelConfig {
  readonly v: 1;
  readonly channel: string;
  readonly batch: Batch;
  readonly orderer: {
    readonly address: string;
    readonly certPem: string;
    readonly tlsRoot: string;
  };
  readonly organisations: readonly Organisation[];
  readonly definitions: readonly Definition[];
}

/** Parses a channel configuration, refusing unknown members, doubled names and unreadable certificates (`config`). */
export function parseChannelConfig(value: unknown): ChannelConfig {
  const form = record(value, 'channel configuration', [
    'v',
    'channel',
    'batch',
    'orderer',
    'organisations',
    'definitions',
  ]);
  if (form['v'] !== 1) throw fault('version is not 1');
  const channel = matching(form['channel'], /^[a-z][a-z0-9.-]{0,248}$/, 'channel');
  const organisations = list(form['organisations'], 'organisations').map(organisation);
  const definitions = list(form['definitions'], 'definitions').map((one) =>
    definition(one, organisations),
  );
  unique(
    organisations.map((one) => one.mspId),
    'organisation',
  );
  unique(
    definitions.map((one) => one.name),
    'definition',
  );
  if (organisations.length === 0) throw fault('no organisation');
  return {
    v: 1,
    channel,
    batch: batch(form['batch']),
    orderer: orderer(form['orderer']),
    organisations,
    definitions,
  };
}

/** The organisation of an MSP id, if it is a member. */
export function organisationOf(config: ChannelConfig, mspId: string): Organisation | undefined {
  return config.organisations.find((one) => one.mspId === mspId);
}

/** The definition of a name, if the channel has it. */
export function definitionOf(config: ChannelConfig, name: string): Definition | undefined {
  return config.definitions.find((one) => one.name === name);
}

/** TLS roots of all members. */
export function tlsRoots(config: ChannelConfig): string[] {
  return config.organisations.flatMap((one) => one.tlsRoots);
}

function organisation(value: unknown): Organisation {
  const form = record(value, 'organisation', ['mspId', 'roots', 'tlsRoots', 'peer']);
  return {
    mspId: matching(form['mspId'], /^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/, 'mspId'),
    roots: list(form['roots'], 'roots').map(certificate),
    tlsRoots: list(form['tlsRoots'], 'tlsRoots').map(certificate),
    peer: address(form['peer']),
  };
}

function definition(value: unknown, organisations: readonly Organisation[]): Definition {
  const form = record(value, 'definition', ['name', 'policy']);
  const name = matching(form['name'], /^[a-zA-Z0-9]+(?:[-_][a-zA-Z0-9]+)*$/, 'definition name');
  const policy = form['policy'];
  if (policy === 'MAJORITY' || policy === 'ANY') return { name, policy };
  const any = list(record(policy, 'policy', ['any'])['any'], 'policy').map((one) =>
    matching(one, /^.{1,63}$/, 'policy member'),
  );
  if (any.length === 0) throw fault('a policy names no organisation');
  if (any.some((mspId) => !organisations.some((one) => one.mspId === mspId)))
    throw fault(`the policy of ${name} names an organisation that is not a member`);
  return { name, policy: { any } };
}

function orderer(value: unknown): ChannelConfig['orderer'] {
  const form = record(value, 'orderer', ['address', 'certPem', 'tlsRoot']);
  return {
    address: address(form['address']),
    certPem: certificate(form['certPem']),
    tlsRoot: certificate(form['tlsRoot']),
  };
}

function batch(value: unknown): Batch {
  const form = record(value, 'batch', ['timeoutMs', 'maxMessages', 'maxBytes']);
  return {
    timeoutMs: whole(form['timeoutMs'], 0, 60_000, 'batch timeout'),
    maxMessages: whole(form['maxMessages'], 1, 10_000, 'batch messages'),
    maxBytes: whole(form['maxBytes'], 1_024, 100 * 1024 * 1024, 'batch bytes'),
  };
}

function certificate(value: unknown): string {
  const pem = matching(value, /^[\s\S]{1,20000}$/, 'certificate');
  try {
    return new X509Certificate(pem).toString();
  } catch (cause) {
    throw new PeerError('config', 'channel configuration: a certificate is not readable', {
      cause,
    });
  }
}

function address(value: unknown): string {
  return matching(value, /^[^\s/]{1,253}:\d{1,5}$/, 'address');
}

function matching(value: unknown, pattern: RegExp, what: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw fault(`${what} is not well formed`);
  return value;
}

function whole(value: unknown, least: number, most: number, what: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw fault(`${what} is not a whole number from ${least} to ${most}`);
  return value;
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value) || value.length > 1_000) throw fault(`${what} is not a list`);
  return value;
}

function record(value: unknown, what: string, members: readonly string[]): Record<string, unknown> {
  if (!isRecord(value)) throw fault(`${what} is not an object`);
  const unknownMember = Object.keys(value).find((key) => !members.includes(key));
  if (unknownMember !== undefined) throw fault(`${what} has an unknown member`);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unique(names: readonly string[], what: string): void {
  if (new Set(names).size !== names.length) throw fault(`an ${what} is named twice`);
}

function fault(sentence: string): PeerError {
  return new PeerError('config', `channel configuration: ${sentence}`);
}
