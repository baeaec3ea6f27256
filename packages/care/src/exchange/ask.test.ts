import { paddedRoot, requestHash, RULE } from '@careledger/contracts';
import { ask, createWorld, membersOf } from '@careledger/contracts/testing';
import { generateSigner } from '@careledger/keys';
import { canonical, commitment, fromHex, sha256, toHex, utf8 } from '@careledger/proof';
import { expect, it } from 'vitest';
import { openBook, type Book } from '../book/book.ts';
import { openCopies, type Copies } from '../copies/copies.ts';
import { newCode } from '../enrol/code.ts';
import { membersOf as membersIn } from '../ledger-view/members.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { openAskingOthers, type Shown } from './ask.ts';
import type { Receipt } from './receipts.ts';
import { askingOf, sealReleased, type Released } from './wire.ts';

const hash = 'ab'.repeat(32);
const world = createWorld();
const { staff } = ask(world.asker, world.north);
const nobody = () => Promise.reject(new Error('nobody asks for this'));

/** What happens between the answer's departure and the moment at which a person sees it. */
interface Meanwhile {
  comes?(copies: Copies, id: string): Promise<void>;
  isKept?(copies: Copies, id: string): Promise<void>;
}

it('C4.2 an answer that was taken back while it was on its way is neither kept nor shown; the receipt says that it came', async () => {
  const { shown, held, receipts } = await answered({
    comes: (copies, id) => copies.takenBack('riverside', [id], 'withdrawn'),
  });
  expect(shown).toEqual({ ...nothing, says: shown.says, request: shown.request });
  expect(held).toBe(0);
  expect(receipts).toMatchObject([{ outcome: 'received', count: 1 }]);
});

it('C4.2 an answer that was taken back after it was kept, before anybody saw it, is not shown either', async () => {
  const { shown, held } = await answered({
    isKept: (copies, id) => copies.takenBack('riverside', [id], 'stopped'),
  });
  expect(shown).toEqual({ ...nothing, says: shown.says, request: shown.request });
  expect(held).toBe(0);
});

it('C4.2 an answer is shown and kept where another hospital or another answer was spoken of', async () => {
  const { shown, held } = await answered({
    comes: async (copies, id) => {
      await copies.takenBack('lakeside', [id], 'withdrawn');
      await copies.takenBack('riverside', [hash], 'withdrawn');
    },
  });
  expect(shown).toMatchObject({ available: true, until: released.eraseAt });
  expect(shown.resources).toHaveLength(1);
  expect(held).toBe(1);
});

const item = {
  type: 'AllergyIntolerance',
  id: 'a1',
  version: 1,
  fullUrl: null,
  kind: 'allergies',
  labels: [],
  author: hash,
  at: 1,
  nonce: hash,
  contentNonce: hash,
  act: hash,
  leaf: 0,
  size: 1,
  path: [],
  resource: { resourceType: 'AllergyIntolerance' },
};
const { type, id: itemId, version, author, at } = item;
const stated = {
  type,
  id: itemId,
  version,
  author,
  at,
  content: toHex(sha256(fromHex(hash), utf8(canonical(item.resource)))),
};
const root = paddedRoot([commitment(hash, stated)], hash);
const released: Released = {
  v: 1,
  tx: 't1',
  block: 0,
  openNonce: hash,
  padding: hash,
  items: [item],
  answer: { v: 1, rule: RULE, root, detail: hash },
  directory: [{ resourceType: 'Practitioner' }],
  eraseAt: Date.UTC(2026, 1, 1),
  person: null,
};
const nothing = { available: false, tx: 't1', resources: [], until: null };

/** Northgate's doctor asks Riverside, whose answer has one entry. */
async function answered(
  meanwhile: Meanwhile,
): Promise<{ shown: Shown; held: number; receipts: Receipt[] }> {
  await using ward = await openWard();
  const ended = new AbortController();
  const copies = openCopies({
    hospital: ward.hospital,
    tellings: { queue: async () => undefined, isAway: () => false },
    confirm: () => ({}),
    signal: ended.signal,
  });
  const receipts: Receipt[] = [];
  const asking = openAskingOthers({
    book: bookOf(ward),
    copies,
    brake: { eventOf: async () => undefined },
    signer: generateSigner(),
    receipts: {
      async queue(receipt) {
        receipts.push(receipt);
        await meanwhile.isKept?.(copies, receipt.request);
      },
      take: nobody,
    },
    peers: {
      async ask(_member, body) {
        const { request, signature } = askingOf(body);
        const id = requestHash(request, signature);
        await meanwhile.comes?.(copies, id);
        return { sealed: await sealReleased(released, { to: request.to, requestHash: id }) };
      },
      take: nobody,
      tell: nobody,
      tellReceipt: nobody,
      directory: nobody,
      instanceAt: nobody,
      cosign: nobody,
    },
  });
  try {
    const doctor = ward.as('doctor');
    const shown = await asking.ask(doctor, { card: `riverside:${newCode(16)}` });
    return { shown, held: (await copies.of(doctor)).length, receipts };
  } finally {
    ended.abort();
  }
}

/** A book on a ledger on which Riverside committed to that answer. */
function bookOf({ hospital }: Ward): Book {
  const members = membersIn(JSON.stringify(membersOf(world)));
  if (members === undefined) throw new Error('the world has no members');
  const book = openBook({
    hospital,
    isElsewhere: async () => false,
    ledger: {
      evaluate: nobody,
      endorse: nobody,
      submit: nobody,
      outcome: nobody,
      transact: nobody,
      follow: nobodyFollows,
      height: nobody,
      close: () => undefined,
    },
  });
  const decision = commitment(hash, released.answer);
  const written = { seq: 0, block: 0, tx: 't1', value: JSON.stringify({ decision }) };
  return {
    ...book,
    leaves: { ...book.leaves, staffProof: () => staff },
    view: {
      ...book.view,
      members,
      reached: async () => undefined,
      valueOf: (name, key) => (key.startsWith('a:') ? { ...written, book: name, key } : undefined),
    },
  };
}

async function* nobodyFollows() {}
