import type { CommittedBlock, Ledger, Write } from '@careledger/ledger';
import { createSparseMap, type SparseMap } from '@careledger/proof';
import assert from 'node:assert/strict';

import type { World } from './world.ts';

const MAPS = ['staff', 'patients', 'devices'] as const;
const READ_MS = 30_000;

async function blocksOf(ledger: Ledger): Promise<CommittedBlock[]> {
  const { height } = await ledger.height();
  const reading = AbortSignal.timeout(READ_MS);
  const blocks: CommittedBlock[] = [];
  for await (const block of ledger.follow(0, reading)) {
    blocks.push(block);
    if (blocks.length === height) break;
  }
  return blocks;
}

/** Reads the whole channel at both members and demands what any copy of the ledger must show. */
export async function readHistory(world: World, secrets: readonly Uint8Array[]): Promise<void> {
  const { recorder, north, river } = world;
  const [own, other] = [
    await blocksOf(recorder.ledgerOf(north)),
    await blocksOf(recorder.ledgerOf(river)),
  ];
  const facts = (blocks: readonly CommittedBlock[]) =>
    blocks.map(({ number, hash, previousHash, commitHash, transactions }) => ({
      number,
      hash,
      previousHash,
      commitHash,
      transactions,
    }));
  assert.deepEqual(facts(own), facts(other));
  own.slice(1).forEach((block, index) => assert.equal(block.previousHash, own[index]?.hash));
  const newest = await recorder.ledgerOf(north).height();
  assert.deepEqual(newest, {
    height: own.length,
    hash: own.at(-1)?.hash,
    commitHash: own.at(-1)?.commitHash,
  });
  recorder.note('E4 both copies have one height, hash and commit hash', []);

  const transactions = own
    .flatMap((block) => block.transactions)
    .filter(({ code, writes }) => code !== 'VALID' || writes.length > 0);
  recorder.note(
    'E1 the history',
    transactions.map(({ code, org, writes }) => [code, org, ...writes.map(nameOf)].join(' ')),
  );
  const writes = transactions.flatMap((transaction) => transaction.writes);
  for (const hospital of [north, river]) {
    const book = `book-${hospital.id}`;
    for (const map of MAPS) {
      assert.equal(mapFrom(writes, book, map).root, hospital.maps[map].root, `${book} ${map}`);
      assert.equal(lastOf(writes, book, `root:${map}`), hospital.maps[map].root);
    }
  }
  recorder.note('I2.2 every map can be rebuilt from the blocks alone', []);
  demandSilence(Buffer.concat(own.map((block) => block.bytes())), secrets, world);
  recorder.note('I3 nothing private stands in a block', []);
}

function nameOf({ book, key }: Write): string {
  return `${book}/${key.replaceAll(/[0-9a-f]{64}/g, '#')}`;
}

function lastOf(writes: readonly Write[], book: string, key: string): string | null | undefined {
  return writes.findLast((write) => write.book === book && write.key === key)?.value;
}

function mapFrom(writes: readonly Write[], book: string, map: string): SparseMap {
  const rebuilt = createSparseMap();
  const prefix = `leaf:${map}:`;
  for (const { book: at, key, value } of writes) {
    if (at !== book || !key.startsWith(prefix) || value === null) continue;
    rebuilt.set(key.slice(prefix.length), value);
  }
  return rebuilt;
}

/** No text of any private part stands in the blocks, as text or as the bytes that it encodes. */
function demandSilence(
  blocks: Buffer,
  secrets: readonly Uint8Array[],
  { north, river }: World,
): void {
  const hospitals = [north, river];
  // Offices and the hashes of raised stop codes are on the ledger by intent.
  const open = new Set(
    hospitals.flatMap(({ office, node, rpId, origin, channel, stops }) => [
      ...[...stops.entries()].map(([, hash]) => hash),
      office.spki,
      node.spki,
      rpId,
      origin,
      channel,
    ]),
  );
  const words = new Set(secrets.flatMap((secret) => textsOf(secret)));
  assert(words.size > 100, 'the transcript has private parts');
  for (const word of words) {
    if (word.length < 11 || open.has(word)) continue;
    const forms = [Buffer.from(word)];
    if (/^[0-9a-f]{64}$/.test(word)) forms.push(Buffer.from(word, 'hex'));
    if (/^[A-Za-z0-9_-]{22,}$/.test(word)) forms.push(Buffer.from(word, 'base64url'));
    for (const form of forms) {
      assert(!blocks.includes(form), `a private text of ${word.length} characters is in a block`);
    }
  }
}

/** Every text in a private part but those that its own public argument repeats. */
function textsOf(secret: Uint8Array): string[] {
  const texts: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string' && name !== 'path') texts.push(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [inner, each] of Object.entries(value)) {
      // An act names its contribution and root, which the ledger shows.
      if (name === 'form' && (inner === 'id' || inner === 'root') && 'author' in value) continue;
      walk(each, inner);
    }
  };
  walk(JSON.parse(Buffer.from(secret).toString('utf8')), '');
  return texts;
}
