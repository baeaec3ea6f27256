import { fromBase64url, isHex32 } from './bytes.ts';
import { isObject, type Json, type JsonObject } from './canonical.ts';
import type {
  Anchor,
  Checkpoint,
  CheckpointSignature,
  LedgerWrite,
  PathPart,
  Proof,
  RecordStatement,
} from './proof-file.ts';

/** The proof that a JSON value says, every field present, of its type and no other; undefined otherwise. */
export function readProof(value: Json): Proof | undefined {
  const fields = isObject(value) ? value : {};
  const { v, kind, nonce } = fields;
  const anchor = readAnchor(fields);
  if (v !== 1 || anchor === undefined || !isHex32(nonce)) return undefined;
  if (kind === 'record' && hasOnly(value, [...COMMON, 'statement', 'contribution'])) {
    const statement = readStatement(fields['statement']);
    const contribution = readPathPart(fields['contribution']);
    if (statement === undefined || contribution === undefined) return undefined;
    return { v, kind, nonce, statement, contribution, ...anchor };
  }
  if (kind === 'disclosure' && hasOnly(value, [...COMMON, 'decision'])) {
    const { decision } = fields;
    return isObject(decision) ? { v, kind, nonce, decision, ...anchor } : undefined;
  }
  if (kind === 'reading' && hasOnly(value, [...COMMON, 'reading', 'journal'])) {
    const { reading } = fields;
    const journal = readPathPart(fields['journal']);
    if (!isObject(reading) || journal === undefined) return undefined;
    return { v, kind, nonce, reading, journal, ...anchor };
  }
  return undefined;
}

/** Whether a JSON value is an object with exactly these fields. */
function hasOnly(value: Json | undefined, names: readonly string[]): value is JsonObject {
  return (
    isObject(value) &&
    Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name))
  );
}

/** Whether a JSON value is a whole number from 0. */
export function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The hashes of a packed path; undefined unless it is canonical base64url of whole hashes. */
export function unpackPath(path: string): Uint8Array[] | undefined {
  const bytes = readBase64url(path);
  if (bytes === undefined || bytes.length % 32 !== 0) return undefined;
  return Array.from({ length: bytes.length / 32 }, (_, step) =>
    bytes.slice(step * 32, step * 32 + 32),
  );
}

/** Bytes of canonical base64url, or undefined. */
export function readBase64url(text: string): Uint8Array | undefined {
  try {
    return fromBase64url(text);
  } catch {
    return undefined;
  }
}

const COMMON = ['v', 'kind', 'nonce', 'write', 'ledger', 'checkpoint', 'signatures'];

function readAnchor(fields: JsonObject): Anchor | undefined {
  const write = readWrite(fields['write']);
  const ledger = readPathPart(fields['ledger']);
  const checkpoint = readCheckpoint(fields['checkpoint']);
  const signatures = readSignatures(fields['signatures']);
  if (!write || !ledger || !checkpoint || !signatures) return undefined;
  return { write, ledger, checkpoint, signatures };
}

function readWrite(value: Json | undefined): LedgerWrite | undefined {
  if (!hasOnly(value, ['block', 'tx', 'book', 'key', 'value'])) return undefined;
  const { block, tx, book, key, value: written } = value;
  if (!isCount(block) || !isHex32(tx) || typeof book !== 'string') return undefined;
  if (typeof key !== 'string' || typeof written !== 'string') return undefined;
  return { block, tx, book, key, value: written };
}

function readCheckpoint(value: Json | undefined): Checkpoint | undefined {
  if (!hasOnly(value, ['v', 'channel', 'height', 'hash', 'size', 'root'])) return undefined;
  const { v, channel, height, hash, size, root } = value;
  if (v !== 1 || typeof channel !== 'string' || !isCount(height)) return undefined;
  if (!isHex32(hash) || !isCount(size) || !isHex32(root)) return undefined;
  return { v, channel, height, hash, size, root };
}

/** In order of member and each member once, so that no second order or copy is another proof. */
function readSignatures(value: Json | undefined): CheckpointSignature[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const signatures: CheckpointSignature[] = [];
  for (const item of value) {
    if (!hasOnly(item, ['member', 'signature'])) return undefined;
    const { member, signature } = item;
    if (typeof member !== 'string' || typeof signature !== 'string') return undefined;
    const last = signatures.at(-1);
    if (last !== undefined && last.member >= member) return undefined;
    signatures.push({ member, signature });
  }
  return signatures;
}

function readStatement(value: Json | undefined): RecordStatement | undefined {
  if (!hasOnly(value, ['type', 'id', 'version', 'author', 'at', 'content'])) return undefined;
  const { type, id, version, author, at, content } = value;
  if (typeof type !== 'string' || typeof id !== 'string' || !isCount(version)) return undefined;
  if (typeof author !== 'string' || !isCount(at) || !isHex32(content)) return undefined;
  return { type, id, version, author, at, content };
}

function readPathPart(value: Json | undefined): PathPart | undefined {
  if (!hasOnly(value, ['index', 'path'])) return undefined;
  const { index, path } = value;
  return isCount(index) && typeof path === 'string' ? { index, path } : undefined;
}
