import { gunzipSync, gzipSync } from 'node:zlib';
import { parse, request, staffProof, type Request, type StaffProof } from '@careledger/contracts';
import { comparison, type Comparison } from '@careledger/fhir';
import { hpkeOpen, hpkeSeal } from '@careledger/keys';
import {
  canonical,
  isObject,
  parseCanonical,
  utf8,
  type Hex,
  type Json,
  type JsonObject,
} from '@careledger/proof';
import { CareError } from '../care-error.ts';
import { integer, record, text as textShape, textIn } from '../shape.ts';

/** What the requester's node sends: the practitioner's signed request, his proof, and the height of its copy. */
export interface Asking {
  readonly request: Request;
  readonly signature: string;
  readonly staff: StaffProof;
  /** Blocks that the requester has seen: its path holds from there on. */
  readonly height: number;
  /** Words of the practitioner in an emergency; for the patient and the privacy officer. */
  readonly text: string | null;
  /** A safeguarding delay: the patient is told at `until` (ms) and not before (C8.2). */
  readonly delay: Delay | null;
  /** Whom an emergency without a card is about; the request's card commits to it. */
  readonly person: Demographics | null;
}

/** Why and until when (ms) a patient is not yet told of an emergency access. */
export type Delay = { readonly until: number; readonly reason: string };

/** Who somebody is without a card: every field has to match. */
export type Demographics = {
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly sex: string;
};

/** One released version with everything that proves it against the custodian's contributions. */
export interface ReleasedItem {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly fullUrl: string | null;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly author: Hex;
  readonly at: number;
  readonly nonce: Hex;
  readonly contentNonce: Hex;
  readonly act: Hex;
  readonly leaf: number;
  readonly size: number;
  /** Path from the commitment to the contribution's root, base64url hashes. */
  readonly path: readonly string[];
  readonly resource: Json;
}

/** What is sealed for the requester: the same form whether anything is in it or not (C12). */
export interface Released {
  readonly v: 1;
  /** Null where the decision was taken without ledger and is anchored later (D2). */
  readonly tx: string | null;
  readonly block: number | null;
  /** Opens `a:<request hash>`: the answer and its nonce. */
  readonly answer: Json;
  readonly openNonce: Hex;
  /** The padding of the root over what was released. */
  readonly padding: Hex;
  readonly items: readonly ReleasedItem[];
  /** Reduced directory entries that the items refer to. */
  readonly directory: readonly Json[];
  /** When (ms) what is not filed is to be erased (C15); null where nothing is released. */
  readonly eraseAt: number | null;
  /** For comparison only (R9); null when nothing is released. */
  readonly person: Comparison | null;
}

const delayShape = record({ until: integer, reason: textShape });
const personShape = record({
  family: textShape,
  given: textShape,
  born: textShape,
  sex: textShape,
});

/** The sizes that an answer may have before it is sealed: 64 KiB and then four times as much, again and again. */
const smallest = 64 * 1024;
const largest = smallest * 4 ** 5;
const info = utf8('careledger-answer-v1');

/** Packs, pads to a size class and seals an answer to the requester's one-time key, bound to the request. */
export async function sealReleased(
  released: Released,
  options: { to: string; requestHash: Hex },
): Promise<Buffer> {
  const packed = gzipSync(Buffer.from(canonical(jsonOf(released))), { level: 6 });
  let size = smallest;
  while (size < packed.length + 4) size *= 4;
  if (size > largest)
    throw new CareError(
      'too-large',
      'The answer is larger than can be sent at once; ask for fewer categories.',
    );
  const padded = Buffer.alloc(size);
  padded.writeUInt32BE(packed.length, 0);
  packed.copy(padded, 4);
  return Buffer.from(
    await hpkeSeal({ to: options.to, plaintext: padded, info, aad: utf8(options.requestHash) }),
  );
}

/** Opens what `sealReleased` sealed; throws CareError `invalid` when it is not for this key and request. */
export async function openReleased(
  sealed: Uint8Array,
  options: { privateKey: Uint8Array; requestHash: Hex },
): Promise<Released> {
  try {
    const padded = Buffer.from(
      await hpkeOpen({
        privateKey: options.privateKey,
        sealed,
        info,
        aad: utf8(options.requestHash),
      }),
    );
    const packed = padded.subarray(4, 4 + padded.readUInt32BE(0));
    const value = parseCanonical(
      gunzipSync(packed, { maxOutputLength: 256 * 1024 * 1024 }).toString('utf8'),
    );
    return releasedOf(value);
  } catch (cause) {
    throw new CareError(
      'invalid',
      'The answer cannot be opened; it was damaged or is not for this request.',
      { cause },
    );
  }
}

/** Reads a request as it comes over the wire; throws CareError `invalid`. */
export function askingOf(body: unknown): Asking {
  try {
    const value: Json = JSON.parse(JSON.stringify(body ?? null));
    if (!isObject(value)) throw new TypeError('not an object');
    // What is no I-JSON, such as half a letter, can be neither hashed nor journaled.
    canonical(value);
    const { signature, height, text, delay = null, person = null } = value;
    if (typeof signature !== 'string' || !Number.isSafeInteger(height))
      throw new TypeError('signature or height');
    if (text !== null && (typeof text !== 'string' || text.length > 2000))
      throw new TypeError('text');
    return {
      request: parse(request, value['request']),
      signature,
      staff: parse(staffProof, value['staff']),
      height: Number(height),
      text,
      delay: delay === null ? null : delayShape(delay, 'delay'),
      person: person === null ? null : personShape(person, 'person'),
    };
  } catch (cause) {
    throw new CareError('invalid', 'This is not a request of this version.', { cause });
  }
}

/** The JSON value of something that is made of JSON parts only. */
export function jsonOf(value: object): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}

function releasedOf(value: Json): Released {
  if (!isObject(value) || value['v'] !== 1) throw new TypeError('version');
  const items = Array.isArray(value['items']) ? value['items'].map(itemOf) : [];
  const directory = Array.isArray(value['directory']) ? value['directory'] : [];
  const person = isObject(value['person']) ? comparisonOf(value['person']) : null;
  return {
    v: 1,
    tx: textOrNull(value['tx']),
    block: typeof value['block'] === 'number' ? value['block'] : null,
    answer: value['answer'] ?? null,
    openNonce: textIn(value, 'openNonce'),
    padding: textIn(value, 'padding'),
    items,
    directory,
    eraseAt: typeof value['eraseAt'] === 'number' ? value['eraseAt'] : null,
    person,
  };
}

/** Who somebody is by the fields of his own chart, the official name before others (R9). */
export function personOf({
  name,
  birthDate,
  sex,
}: {
  name: Json;
  birthDate: string | null;
  sex: string | null;
}): Comparison {
  const names = Array.isArray(name) ? name : [name];
  return comparison({ resourceType: 'Patient', name: names, birthDate, gender: sex });
}

/** A person's comparison fields as they come over the wire. */
export function comparisonOf(value: object): Comparison {
  const json = jsonOf(value);
  const person: JsonObject = isObject(json) ? json : {};
  const name: JsonObject = isObject(person['name']) ? person['name'] : {};
  const given = Array.isArray(name['given']) ? name['given'].map(String) : [];
  return {
    name: { family: textOrNull(name['family']) ?? '', given },
    birthDate: textOrNull(person['birthDate']),
    sex: textOrNull(person['sex']),
  };
}

function itemOf(value: Json): ReleasedItem {
  if (!isObject(value)) throw new TypeError('item');
  const texts = (list: Json | undefined) => (Array.isArray(list) ? list.map(String) : []);
  return {
    type: textIn(value, 'type'),
    id: textIn(value, 'id'),
    version: Number(value['version']),
    fullUrl: textOrNull(value['fullUrl']),
    kind: textIn(value, 'kind'),
    labels: texts(value['labels']),
    author: textIn(value, 'author'),
    at: Number(value['at']),
    nonce: textIn(value, 'nonce'),
    contentNonce: textIn(value, 'contentNonce'),
    act: textIn(value, 'act'),
    leaf: Number(value['leaf']),
    size: Number(value['size']),
    path: texts(value['path']),
    resource: value['resource'] ?? null,
  };
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
