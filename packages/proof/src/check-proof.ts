import { fromHex, isHex32, toHex } from './bytes.ts';
import { isObject, parseCanonical, type Json, type JsonObject } from './canonical.ts';
import { commitment, type Verify } from './hash.ts';
import { leafHash, rootFromInclusion, verifyInclusion } from './log-tree.ts';
import { ProofError } from './proof-error.ts';
import {
  checkpointMessage,
  writeLeaf,
  type Checkpoint,
  type Proof,
  type RecordProof,
  type ReadingProof,
  type RecordStatement,
} from './proof-file.ts';
import { isCount, readBase64url, readProof, unpackPath } from './read-proof.ts';

/** Why a proof does not hold. */
export type ProofFault =
  | 'roots' // the roots file is not one
  | 'form' // not a proof file, or not its canonical text
  | 'book' // the write is not in a hospital's own book, or under a key of another kind
  | 'commitment' // the statement is not what was committed
  | 'ledger' // the write is not under the checkpoint
  | 'channel' // a checkpoint of another ledger
  | 'unknown-member'
  | 'signature'
  | 'custodian-signature'; // the custodian itself has not signed

/** What was proven, by whom: `custodian` wrote it in its book in transaction `tx`, and every member in `signedBy` signed the checkpoint. */
export type CheckedProof = {
  readonly valid: true;
  readonly custodian: string;
  readonly block: number;
  readonly tx: string;
  readonly checkpoint: Checkpoint;
  readonly signedBy: readonly string[];
} & (
  | { readonly kind: 'record'; readonly statement: RecordStatement }
  | { readonly kind: 'disclosure'; readonly decision: JsonObject; readonly requester: string }
  | { readonly kind: 'reading'; readonly reading: JsonObject }
);

/** The outcome of a check. */
export type ProofCheck = CheckedProof | { readonly valid: false; readonly because: ProofFault };

/** A contribution is padded to a power of two of at least 16, so that its size is that of its path. */
const SHORTEST_CONTRIBUTION_PATH = 4;
const LONGEST_CONTRIBUTION_PATH = 32;
const LONGEST_TEXT = 65_536;

/**
 * Checks a proof file against the roots of trust that the verifier brings, without any node; never throws for what the texts say.
 * It holds only if it is signed by the custodian itself and every signature in it is valid; any changed character makes it invalid.
 */
export async function checkProof(
  proofText: string,
  rootsText: string,
  verify: Verify,
): Promise<ProofCheck> {
  const roots = readRoots(rootsText);
  if (roots === undefined) return { valid: false, because: 'roots' };
  const value = proofText.length > LONGEST_TEXT ? undefined : parse(proofText);
  const proof = value === undefined ? undefined : readProof(value);
  if (proof === undefined) return { valid: false, because: 'form' };
  const because = faultOfContent(proof) ?? (await faultOfAnchor(proof, roots, verify));
  if (because !== undefined) return { valid: false, because };
  const { block, tx } = proof.write;
  const custodian = custodianOf(proof);
  const signedBy = proof.signatures.map(({ member }) => member);
  const common = {
    valid: true,
    custodian,
    block,
    tx,
    checkpoint: proof.checkpoint,
    signedBy,
  } as const;
  if (proof.kind === 'record') return { ...common, kind: 'record', statement: proof.statement };
  if (proof.kind === 'reading') return { ...common, kind: 'reading', reading: proof.reading };
  const requester = textOf(writtenValue(proof)?.['org']);
  return { ...common, kind: 'disclosure', decision: proof.decision, requester };
}

interface Roots {
  channel: string;
  /** Every key that a member has signed with; more than one where it was changed. */
  signers: Map<string, Uint8Array[]>;
}

function readRoots(text: string): Roots | undefined {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value['v'] !== 1) return undefined;
  const { channel, members } = value;
  if (typeof channel !== 'string' || !Array.isArray(members)) return undefined;
  const signers = new Map<string, Uint8Array[]>();
  for (const member of members) {
    if (!isObject(member)) return undefined;
    const { id, signer } = member;
    const spki = typeof signer === 'string' ? readBase64url(signer) : undefined;
    if (typeof id !== 'string' || spki === undefined) return undefined;
    signers.set(id, [...(signers.get(id) ?? []), spki]);
  }
  return { channel, signers };
}

function parse(text: string): Json | undefined {
  try {
    return parseCanonical(text);
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function custodianOf({ write }: Proof): string {
  return write.book.startsWith('book-') ? write.book.slice('book-'.length) : '';
}

function faultOfContent(proof: Proof): ProofFault | undefined {
  const written = writtenValue(proof);
  if (custodianOf(proof) === '' || written === undefined) return 'book';
  switch (proof.kind) {
    case 'record':
      if (!proof.write.key.startsWith('c:')) return 'book';
      return holdsRecord(proof, written) ? undefined : 'commitment';
    case 'disclosure':
      if (!proof.write.key.startsWith('a:') || typeof written['org'] !== 'string') return 'book';
      return written['decision'] === commitment(proof.nonce, proof.decision)
        ? undefined
        : 'commitment';
    case 'reading':
      if (proof.write.key !== 'checkpoint') return 'book';
      return holdsReading(proof, written) ? undefined : 'commitment';
  }
}

function writtenValue({ write }: Proof): JsonObject | undefined {
  const value = write.value === null ? undefined : parse(write.value);
  return isObject(value) && value['v'] === 1 ? value : undefined;
}

function holdsRecord(proof: RecordProof, written: JsonObject): boolean {
  const { index, path: packed } = proof.contribution;
  const path = unpackPath(packed);
  if (path === undefined || path.length < SHORTEST_CONTRIBUTION_PATH) return false;
  if (path.length > LONGEST_CONTRIBUTION_PATH) return false;
  const leaf = leafHash(fromHex(commitment(proof.nonce, proof.statement)));
  const root = rootFromInclusion({ leaf, index, size: 2 ** path.length, path });
  return root !== undefined && toHex(root) === written['root'];
}

function holdsReading(proof: ReadingProof, written: JsonObject): boolean {
  const { index, path: packed } = proof.journal;
  const { size, root } = written;
  const path = unpackPath(packed);
  if (path === undefined || !isCount(size) || !isHex32(root)) return false;
  const leaf = leafHash(fromHex(commitment(proof.nonce, proof.reading)));
  return verifyInclusion({ leaf, index, size, root: fromHex(root), path });
}

async function faultOfAnchor(
  proof: Proof,
  roots: Roots,
  verify: Verify,
): Promise<ProofFault | undefined> {
  const { write, ledger, checkpoint, signatures } = proof;
  const path = unpackPath(ledger.path);
  const { size, root } = checkpoint;
  const claim = { leaf: writeLeaf(write), index: ledger.index, size, root: fromHex(root) };
  if (path === undefined || !verifyInclusion({ ...claim, path })) return 'ledger';
  if (checkpoint.channel !== roots.channel) return 'channel';
  const message = checkpointMessage(checkpoint);
  for (const { member, signature: text } of signatures) {
    const keys = roots.signers.get(member);
    if (keys === undefined) return 'unknown-member';
    const signature = readBase64url(text);
    const isSigned = async (spki: Uint8Array): Promise<boolean> =>
      signature !== undefined && (await verify(spki, message, signature));
    if (!(await Promise.all(keys.map(isSigned))).includes(true)) return 'signature';
  }
  const custodian = custodianOf(proof);
  return signatures.some(({ member }) => member === custodian) ? undefined : 'custodian-signature';
}
