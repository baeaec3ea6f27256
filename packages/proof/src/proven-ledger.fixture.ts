import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
  type KeyPairKeyObjectResult,
} from 'node:crypto';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { canonical, type Json } from './canonical.ts';
import { commitment, sha256, type Verify } from './hash.ts';
import { createTree, leafHash, type Tree } from './log-tree.ts';
import {
  checkpointMessage,
  packPath,
  writeLeaf,
  type Anchor,
  type Checkpoint,
  type CheckpointSignature,
  type DisclosureProof,
  type LedgerWrite,
  type ReadingProof,
  type RecordProof,
} from './proof-file.ts';

const LEDGER_WRITES = 1_000_000;
const CONTRIBUTION_LEAVES = 2048;
const RECORD_AT = 123_456;
const DISCLOSURE_AT = 234_567;
const READING_AT = 0;
const LEAF_AT = 1_333;
const ENTRY_AT = 70;

/** A digest to stand for something. */
export const hash = (text: string): string => toHex(sha256(utf8(text)));
/** A public key as a roots file holds it. */
export const spkiOf = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).toString('base64url');
const nonce = hash('nonce');
export const contentNonce = hash('content nonce');
export const resource = {
  resourceType: 'MedicationAdministration',
  id: '6f1c2f52-64a4-4c4c-9d5e-0c6b3c1d9f11',
  status: 'completed',
  meta: { source: 'urn:ward' },
};
export const statement = {
  type: 'MedicationAdministration',
  id: '6f1c2f52-64a4-4c4c-9d5e-0c6b3c1d9f11',
  version: 3,
  author: hash('author'),
  at: 1_795_230_050_123,
  content: toHex(sha256(fromHex(contentNonce), utf8(canonical(resource)))),
};
export const decision = {
  v: 1,
  rule: '1',
  outcome: 'granted',
  because: 'grant',
  basis: 'grant',
  purpose: 'TREAT',
  event: hash('event'),
  released: [0, 1, 5, 9],
  root: hash('released'),
  inputs: hash('inputs'),
};
export const reading = {
  v: 1,
  device: hash('device'),
  boot: 3,
  counter: 41_203,
  at: 1_795_230_050_123,
  content: hash('r'),
};

/** A ledger of 1,000,000 writes or fewer with one proof of each kind, made by two members with real keys. */
export interface ProvenLedger {
  readonly record: RecordProof;
  readonly disclosure: DisclosureProof;
  readonly reading: ReadingProof;
  readonly tx: string;
  readonly northgate: KeyPairKeyObjectResult;
  readonly roots: {
    readonly v: 1;
    readonly channel: string;
    readonly members: readonly { readonly id: string; readonly signer: string }[];
  };
}

/** Makes it, in a few seconds, or a smaller one of `size` writes at once; `kept` is its record, and who keeps it. */
export function provenLedger(
  size = LEDGER_WRITES,
  kept = { by: 'northgate', statement },
): ProvenLedger {
  const writeOf = (index: number, key: string, value: Json): LedgerWrite => {
    const common = { block: 123_456, tx: hash(`tx ${index}`), book: `book-${kept.by}` };
    return { ...common, key, value: canonical(value) };
  };
  const [recordAt, disclosureAt] = [RECORD_AT % size, DISCLOSURE_AT % size];
  const northgate = newKeys();
  const riverside = newKeys();
  const contribution = treeOf(CONTRIBUTION_LEAVES, LEAF_AT, kept.statement);
  const journal = treeOf(100, ENTRY_AT, reading);
  const writes = new Map<number, LedgerWrite>([
    [
      recordAt,
      writeOf(recordAt, `c:${hash('contribution')}`, {
        v: 1,
        root: toHex(contribution.root()),
        act: hash('act'),
      }),
    ],
    [
      disclosureAt,
      writeOf(disclosureAt, `a:${hash('request')}`, {
        v: 1,
        org: 'riverside',
        decision: commitment(nonce, decision),
      }),
    ],
    [
      READING_AT,
      writeOf(READING_AT, 'checkpoint', {
        v: 1,
        size: journal.size,
        root: toHex(journal.root()),
      }),
    ],
  ]);
  const ledger = ledgerOf(writes, size);
  const checkpoint = {
    v: 1,
    channel: 'careledger',
    height: 234_567,
    hash: hash('block'),
    size,
    root: toHex(ledger.root()),
  } as const;
  const signatures = [
    signatureOf('riverside', checkpoint, riverside.privateKey),
    signatureOf('northgate', checkpoint, northgate.privateKey),
  ];
  const anchorOf = (index: number): Anchor => {
    const write = writes.get(index) ?? writeOf(index, '', {});
    const path = packPath(ledger.inclusion(index));
    return { write, ledger: { index, path }, checkpoint, signatures };
  };
  const partOf = (tree: Tree, index: number): { index: number; path: string } => ({
    index,
    path: packPath(tree.inclusion(index)),
  });
  const common = { v: 1, nonce } as const;
  return {
    record: {
      ...anchorOf(recordAt),
      ...common,
      kind: 'record',
      statement: kept.statement,
      contribution: partOf(contribution, LEAF_AT),
    },
    disclosure: { ...anchorOf(disclosureAt), ...common, kind: 'disclosure', decision },
    reading: {
      ...anchorOf(READING_AT),
      ...common,
      kind: 'reading',
      reading,
      journal: partOf(journal, ENTRY_AT),
    },
    tx: hash(`tx ${recordAt}`),
    northgate,
    roots: {
      v: 1,
      channel: 'careledger',
      members: [
        { id: 'northgate', signer: spkiOf(northgate.publicKey) },
        { id: 'riverside', signer: spkiOf(riverside.publicKey) },
      ],
    },
  };
}

/** A new P-256 key pair. */
export function newKeys(): KeyPairKeyObjectResult {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** A `Verify` on Node's crypto that remembers the keys it has parsed. */
export function nodeVerify(): Verify {
  const keys = new Map<string, KeyObject>();
  return (spki, message, signature) => {
    const name = Buffer.from(spki).toString('hex');
    const key =
      keys.get(name) ?? createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    keys.set(name, key);
    return verify('sha256', message, key, signature);
  };
}

/** A member's signature over a checkpoint. */
export function signatureOf(
  member: string,
  checkpoint: Checkpoint,
  key: KeyObject,
): CheckpointSignature {
  const signature = sign('sha256', checkpointMessage(checkpoint), key);
  return { member, signature: signature.toString('base64url') };
}

function treeOf(count: number, at: number, form: Json): Tree {
  const tree = createTree();
  for (let index = 0; index < count; index += 1)
    tree.append(leafHash(fromHex(index === at ? commitment(nonce, form) : hash(`leaf ${index}`))));
  return tree;
}

function ledgerOf(writes: ReadonlyMap<number, LedgerWrite>, size: number): Tree {
  const filler = new Uint8Array(32);
  const counter = new DataView(filler.buffer);
  const tree = createTree();
  for (let index = 0; index < size; index += 1) {
    counter.setUint32(0, index);
    const write = writes.get(index);
    tree.append(write === undefined ? filler : writeLeaf(write));
  }
  return tree;
}
