import { validate } from '@careledger/fhir';
import { canonical, sha256, toHex, fromHex, utf8, type Hex, type Json } from '@careledger/proof';
import { CareError, type Issue } from '../care-error.ts';
import { isObject, json } from '../shape.ts';
import type { Resource } from './resource.ts';
import type { Statement, VersionInfo } from './version.ts';

const ANCHORING = 'https://careledger.example/fhir/anchoring';
const LABELS = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** Reads anything into a resource, or throws `invalid`. */
export function resourceOf(value: unknown, path: string): Resource {
  const read = json(value, path);
  if (!isResource(read)) throw new CareError('invalid', `${path} must be a FHIR resource.`);
  return read;
}

function isResource(value: unknown): value is Resource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

/** What stands against a resource by the base definitions. */
export function faultsOf(resource: Resource, at: string): Issue[] {
  return validate(resource, { at })
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ code, expression, message }) => ({ code, path: expression ?? at, says: message }));
}

/** The resource as it is stored: our id, and of `meta` only what the sender may say. */
export function stored(resource: Resource, id: string): Resource {
  const { meta, ...rest } = resource;
  if (!isObject(meta)) return { ...rest, id };
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta;
  const told: Record<string, Json> = {};
  for (const [name, value] of Object.entries(kept)) {
    const member = json(value, name);
    const own = name === 'tag' ? withoutSystem(member, ANCHORING) : member;
    if (!Array.isArray(own) || own.length > 0) told[name] = own;
  }
  return { ...rest, id, ...(Object.keys(told).length === 0 ? {} : { meta: told }) };
}

function withoutSystem(codings: Json, system: string): Json {
  return Array.isArray(codings)
    ? codings.filter((coding) => !isObject(coding) || coding['system'] !== system)
    : codings;
}

/** The bytes that the vault keeps and the statement's digest covers: canonical JSON. */
export function bytesOf(resource: Resource): Uint8Array {
  return utf8(canonical(json(resource, resource.resourceType)));
}

/** Digest of content in a record statement: SHA-256(contentNonce ‖ canonical resource). */
export function contentDigest(contentNonce: Hex, bytes: Uint8Array): Hex {
  return toHex(sha256(fromHex(contentNonce, 32), bytes));
}

/** The record statement as the form that is committed to. */
export function statementForm(statement: Statement): { readonly [field: string]: Json } {
  const { type, id, version, author, at, content } = statement;
  return { type, id, version, author, at, content };
}

/** The resource as it is shown: `meta` says version, time, labels and whether it is anchored. */
export function shown(resource: Resource, info: VersionInfo): Resource {
  const meta = isObject(resource['meta']) ? resource['meta'] : {};
  const security = Array.isArray(meta['security']) ? meta['security'] : [];
  const given = new Set(security.map((each) => (isObject(each) ? each['code'] : undefined)));
  const added = info.labels
    .filter((label) => !given.has(label))
    .map((code) => ({ system: LABELS, code }));
  const tags = Array.isArray(meta['tag']) ? meta['tag'] : [];
  const anchoring = { system: ANCHORING, code: info.anchored ? 'anchored' : 'not-yet-anchored' };
  const all = [...security, ...added];
  return {
    ...resource,
    meta: json(
      {
        ...meta,
        versionId: String(info.version),
        lastUpdated: new Date(info.at).toISOString(),
        ...(all.length > 0 ? { security: all } : {}),
        tag: [...tags, anchoring],
      },
      'meta',
    ),
  };
}

/** The resource marked entered in error where its type has a status for that, else as it was. */
export function markedInError(resource: Resource): Resource {
  const coding = [{ system: systemOf(resource.resourceType), code: 'entered-in-error' }];
  const { clinicalStatus: _status, ...rest } = resource;
  const options: Resource[] = [
    { ...rest, verificationStatus: { coding } },
    { ...resource, status: 'entered-in-error' },
  ];
  return options.find((option) => faultsOf(option, option.resourceType).length === 0) ?? resource;
}

function systemOf(type: string): string {
  return type === 'AllergyIntolerance'
    ? 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification'
    : 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
}

const dateElements = [
  'effectiveDateTime',
  'effectiveInstant',
  'onsetDateTime',
  'occurrenceDateTime',
  'performedDateTime',
  'authoredOn',
  'recordedDate',
  'date',
  'started',
  'issued',
  'created',
  'sent',
  'recorded',
  'startDate',
] as const;
const periodElements = [
  'effectivePeriod',
  'onsetPeriod',
  'occurrencePeriod',
  'performedPeriod',
  'period',
  'billablePeriod',
] as const;

/** When the event of a resource was, as FHIR writes it; null where it does not say. */
export function clinicalDate(resource: Resource): string | null {
  for (const name of periodElements) {
    const period = resource[name];
    if (isObject(period) && typeof period['start'] === 'string') return period['start'];
  }
  for (const name of dateElements) {
    const value = resource[name];
    if (typeof value === 'string') return value;
  }
  return null;
}
