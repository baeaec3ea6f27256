import { answerNonces, decision as decisionForm, parse, sealAnswer } from '@careledger/contracts';
import type { Signer } from '@careledger/keys';
import {
  buildProof,
  canonical,
  checkpointMessage,
  fromBase64url,
  isObject,
  packPath,
  sha256,
  toBase64url,
  toHex,
  fromHex,
  utf8,
  type Checkpoint,
  type CheckpointSignature,
  type JsonObject,
} from '@careledger/proof';
import { verifySignature } from '@careledger/keys';
import type { Book } from '../book/book.ts';
import { lastCheckpoint } from '../book/journal-fault.ts';
import { CareError } from '../care-error.ts';
import { answerEntry } from './openings.ts';
import { contributionTree } from '../chart/act.ts';
import type { Candidate } from '../chart/version.ts';
import type { PeerExchange } from '../exchange/peers.ts';
import { jsonOf } from '../exchange/wire.ts';
import { writeShape, type LedgerWrite } from '../ledger-view/writes.ts';
import { textIn } from '../shape.ts';

interface SignedHead {
  readonly checkpoint: Checkpoint;
  readonly signatures: CheckpointSignature[];
}

/** Makes proofs that anyone checks with no node, and signs what other members' copies say. */
export interface Prover {
  /** A proof of a record (`Type/id`, optionally `/_history/n`), a disclosure (request or transaction) or a reading (`reading/n`). */
  prove(id: string): Promise<string>;
  /** Where the newest write of this value in the own book stands on the ledger, signed by members; undefined where it does not. */
  anchor(key: string, value: string): Promise<object | undefined>;
  /** The roots of trust that a verifier wants: each member's signer. */
  roots(): string;
  /** Signs a checkpoint of the ledger that the own copy agrees with; undefined where it does not. */
  cosign(checkpoint: unknown): string | undefined;
}

/** Opens the prover of a hospital; `signer` is the key that governance names for its node. */
export function openProver(deps: { book: Book; peers: PeerExchange; signer: Signer }): Prover {
  const { book, peers, signer } = deps;
  const { hospital, view } = book;
  const { member, channel, chart, journal } = hospital;

  let latest: { size: number; signed: Promise<SignedHead> } | undefined;

  /** The head of the own copy, signed: once for as many proofs as are made before another block comes. */
  function signedHead(): Promise<SignedHead> {
    const { size } = view.tree;
    if (latest?.size === size) return latest.signed;
    const checkpoint: Checkpoint = {
      v: 1,
      channel,
      height: view.height - 1,
      hash: view.last.hash,
      size,
      root: toHex(view.tree.root()),
    };
    const signed = signaturesOver(checkpoint).then((signatures) => {
      // Where no other member has signed yet, the next proof asks again.
      if (signatures.length < 2) latest = undefined;
      return { checkpoint, signatures };
    });
    latest = { size, signed };
    return signed;
  }

  async function anchorOf(write: LedgerWrite) {
    const { checkpoint, signatures } = await signedHead();
    const path = view.tree.inclusion(write.seq, checkpoint.size);
    const { block, tx, book: name, key, value } = write;
    return {
      write: { block, tx, book: name, key, value },
      ledger: { index: write.seq, path: packPath(path) },
      checkpoint,
      signatures,
    };
  }

  /** The own signature, and those of other members that answer within their limit; two at the most, so that a proof stays small. */
  async function signaturesOver(checkpoint: Checkpoint): Promise<CheckpointSignature[]> {
    const message = checkpointMessage(checkpoint);
    const own = { member, signature: toBase64url(signer.sign(message)) };
    const others = view.members.all
      .filter((m) => m.id !== member && m.status === 'active')
      .slice(0, 1);
    const given = await Promise.all(
      others.map(async ({ id, signer: spki }) => {
        const signature = await peers.cosign(id, checkpoint);
        const holds =
          signature !== undefined &&
          verifySignature(fromBase64url(spki), message, fromBase64url(signature));
        return holds ? [{ member: id, signature }] : [];
      }),
    );
    return [own, ...given.flat()];
  }

  async function proveRecord(record: Candidate): Promise<string> {
    const act = chart.act(record.act);
    const write = view.valueOf(book.name, `c:${record.act}`);
    if (!act || !write)
      throw new CareError(
        'not-ready',
        'This version is not yet anchored; its proof can be made in a moment.',
      );
    const { tree } = contributionTree({ seed: act.seed, commitments: act.commitments });
    const { type, id, version, author, at, nonce, contentNonce, leaf } = record;
    const content = toHex(
      sha256(fromHex(contentNonce), utf8(canonical(jsonOf(await record.resource())))),
    );
    return buildProof({
      v: 1,
      kind: 'record',
      statement: { type, id, version, author, at, content },
      nonce,
      contribution: { index: leaf, path: packPath(tree.inclusion(leaf)) },
      ...(await anchorOf(write)),
    });
  }

  async function proveDisclosure(entry: JsonObject): Promise<string> {
    const write = view.valueOf(book.name, `a:${textIn(entry, 'id')}`);
    const nonce = textIn(entry, 'nonce');
    if (!write)
      throw new CareError('not-ready', 'This disclosure is not yet in the own copy of the ledger.');
    const { answer } = sealAnswer(parse(decisionForm, entry['decision']), nonce);
    return buildProof({
      v: 1,
      kind: 'disclosure',
      decision: jsonObject(jsonOf(answer)),
      nonce: answerNonces(nonce).open,
      ...(await anchorOf(write)),
    });
  }

  async function proveEntry(index: number): Promise<string> {
    if (!Number.isSafeInteger(index) || index < 0 || index >= journal.size)
      throw new CareError('not-found', 'There is no such entry.');
    const checkpoint = lastCheckpoint(book);
    const write = view.valueOf(book.name, 'checkpoint');
    if (!checkpoint || !write || checkpoint.size <= index)
      throw new CareError(
        'not-ready',
        'This entry is not yet under a checkpoint; its proof can be made in a moment.',
      );
    const { entry, nonce } = await journal.read(index);
    return buildProof({
      v: 1,
      kind: 'reading',
      reading: jsonObject(jsonOf(entry)),
      nonce,
      journal: { index, path: packPath(journal.tree.inclusion(index, checkpoint.size)) },
      ...(await anchorOf(write)),
    });
  }

  return {
    async prove(given) {
      const reading = /^reading\/(\d{1,12})$/.exec(given)?.[1];
      if (reading !== undefined) return proveEntry(Number(reading));
      if (/^[0-9a-f]{64}$/.test(given)) {
        const answer = await answerEntry(book, given).catch(() => undefined);
        if (answer) return proveDisclosure(answer);
      }
      const record = opened(given);
      if (record) return proveRecord(record);
      throw new CareError('not-found', 'There is no such record, disclosure or reading here.');
    },
    async anchor(key, value) {
      const row = hospital.index
        .prepare(
          'select seq, block, tx, book, key, value from ledger_write where book = ? and key = ? and value = ? order by seq desc limit 1',
        )
        .get(book.name, key, value);
      return row === undefined ? undefined : anchorOf(writeShape(row, 'ledger_write'));
    },
    roots() {
      const members = view.members.all.map(({ id, signer: spki }) => ({ id, signer: spki }));
      return canonical({ v: 1, channel, members });
    },
    cosign(given) {
      const checkpoint = jsonOf(typeof given === 'object' && given !== null ? given : {});
      if (!isObject(checkpoint)) return undefined;
      const { size, height } = checkpoint;
      if (
        checkpoint['channel'] !== channel ||
        typeof size !== 'number' ||
        typeof height !== 'number'
      )
        return undefined;
      if (!Number.isSafeInteger(size) || size < 1 || size > view.tree.size || height >= view.height)
        return undefined;
      if (toHex(view.tree.root(size)) !== checkpoint['root']) return undefined;
      const { hash } = checkpoint;
      if (typeof hash !== 'string') return undefined;
      if (height === view.height - 1 && hash !== view.last.hash) return undefined;
      const form: Checkpoint = {
        v: 1,
        channel,
        height,
        hash,
        size,
        root: toHex(view.tree.root(size)),
      };
      return toBase64url(signer.sign(checkpointMessage(form)));
    },
  };

  function opened(given: string): Candidate | undefined {
    const [type = '', id = '', history, version] = given.split('/');
    const place = id === '' ? chart.locate(type) : { type, id };
    return (
      place &&
      chart.opening({ ...place, ...(history === '_history' ? { version: Number(version) } : {}) })
    );
  }
}

function jsonObject(value: unknown): { readonly [key: string]: ReturnType<typeof jsonOf> } {
  const json = jsonOf(typeof value === 'object' && value !== null ? value : {});
  if (!isObject(json)) throw new CareError('invalid', 'This entry is no object.');
  return json;
}
