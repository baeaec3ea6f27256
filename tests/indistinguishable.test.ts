import { common, gateway } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectLedger, footprintOf, type Footprint } from '@careledger/ledger';
import { openKeyRing } from '@careledger/node/founding';
import type { NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { newCode, printedCode } from '../packages/care/src/enrol/code.ts';
import { grant } from './consent.ts';
import {
  admitAndEnrol,
  anchored,
  numberOf,
  startConsortium,
  until,
  type TestConsortium,
} from './consortium.ts';
import { openDetour } from './detour.ts';
import { encounterHere } from './encounter.ts';
import { sameDistribution } from './kolmogorov-smirnov.ts';

/** Calls of each kind; 1,000 in a long run (`TEST_C12=1000`). Each kind is held against all others together, so that few suffice. */
const calls = numberOf('TEST_C12', 20);
const rounds = 3;
const kinds = ['unknown', 'refused', 'empty', 'withheld', 'partly'] as const;
type Kind = (typeof kinds)[number];

/** One question and what could be observed of it. */
interface Observed {
  readonly kind: Kind;
  /** The whole answer but for what names this request. */
  readonly told: string;
  readonly shown: number;
  readonly tx: string;
  readonly ms: number;
}

let at: TestConsortium;
let detour: Awaited<ReturnType<typeof openDetour>>;
let doctor: NodeClient;
let event: string;
const cards = new Map<string, string>();
const observed: Observed[] = [];

async function askOf(kind: Kind, card: string): Promise<Observed> {
  const since = performance.now();
  const row = rowsOf(await doctor.call('ask', { card, event }))[0];
  const ms = performance.now() - since;
  return {
    kind,
    told: JSON.stringify({ ...row, request: '', tx: '' }),
    shown: rowsOf(row?.['resources']).length,
    tx: textIn(row, 'tx'),
    ms,
  };
}

/** Asks about every kind in turns, each turn in an order of chance: neither the machine nor what one question leaves to do for the next falls on one kind. */
async function askInTurns(count: number): Promise<Observed[]> {
  const found: Observed[] = [];
  for (let turn = 0; turn < count; turn += 1)
    for (const kind of shuffled(kinds)) {
      const fresh = `northgate:${printedCode(newCode((cards.get('refused') ?? '').replaceAll(/^.*:|-/g, '').length - 1))}`;
      found.push(await askOf(kind, cards.get(kind) ?? fresh));
    }
  return found;
}

function shuffled<T>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ item }) => item);
}

/** A patient with nothing in the chart but himself. */
const bare = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: 'urn:uuid:0b9f1f64-6a0e-4f9d-9b36-0f4bd7f0a111',
      resource: {
        resourceType: 'Patient',
        name: [{ family: 'Bare', given: ['Bea'] }],
        gender: 'female',
        birthDate: '1970-01-01',
      },
      request: { method: 'POST', url: 'Patient' },
    },
  ],
};

/** What everybody can read on the ledger of each answer, by transaction. */
async function footprints(): Promise<
  Map<string, { print: Footprint; bytes: number; code: string }>
> {
  const riverside = at.consortium.members[1];
  const ring = openKeyRing(`${at.data}/riverside/keys`);
  const service = ring.credential('service');
  const ledger = await connectLedger({
    address: `localhost:${riverside?.ports.peer}`,
    tlsRoots: [ring.authority('ca').certPem],
    mspId: riverside?.mspId ?? '',
    certPem: service.cert,
    keyPem: service.key,
    channel: at.consortium.channel,
  });
  const found = new Map<string, { print: Footprint; bytes: number; code: string }>();
  try {
    const { height } = await ledger.height();
    for await (const block of ledger.follow(1, AbortSignal.timeout(20_000))) {
      const envelopes =
        common.Block.deserializeBinary(block.bytes()).getData()?.getDataList_asU8() ?? [];
      for (const [index, { txId, code }] of block.transactions.entries()) {
        const bytes = envelopes[index] ?? new Uint8Array();
        const prepared = new gateway.PreparedTransaction();
        prepared.setEnvelope(common.Envelope.deserializeBinary(bytes));
        found.set(txId, {
          print: footprintOf({ txId, at: 0, bytes: prepared.serializeBinary() }),
          bytes: bytes.length,
          code,
        });
      }
      if (block.number >= height - 1) break;
    }
  } finally {
    ledger.close();
  }
  return found;
}

/** A value with every digest and number replaced by its length: what is left is its form. */
const formOf = (text: string | null): string =>
  (text ?? '').replaceAll(/[0-9a-f]{64}/g, '<32 bytes>');
const keyOf = (key: string): string => key.replace(/[0-9a-f]{64}/, '<id>');

beforeAll(
  async () => {
    at = await startConsortium({ number: 1, detour: true });
    detour = await openDetour(at);
    const [refused, empty, withheld, partly] = [
      await admitAndEnrol(at, { index: 1 }),
      await admitAndEnrol(at, { index: 20, bundle: bare }),
      await admitAndEnrol(at, { index: 2 }),
      await admitAndEnrol(at, { index: 0 }),
    ];
    await grant(at, empty, ['allergies']);
    await grant(at, withheld, ['consent']);
    await grant(at, partly, ['medications', 'allergies', 'problems']);
    for (const [kind, { card }] of Object.entries({ refused, empty, withheld, partly }))
      cards.set(kind, card);
    doctor = await at.session('riverside', 'doctor');
    event = await encounterHere(doctor);
    await askInTurns(2);
    detour.passed.length = 0;
    observed.push(...(await askInTurns(calls)));
  },
  300_000 + calls * 6_000,
);

afterAll(async () => {
  await detour?.close();
  await at?.close();
}, 60_000);

describe(`C12.1 ${calls} questions each about an unknown card, a refusal, an empty, a fully and a partly withheld record`, () => {
  it('C12.2 are answered in the same words, and only the partly withheld one shows anything', () => {
    const saying = observed.map(({ told }) => textIn(rowsOf(JSON.parse(told))[0], 'says'));
    expect(new Set(saying).size).toBe(1);
    const nothing = observed.filter(({ kind }) => kind !== 'partly');
    expect(new Set(nothing.map(({ told }) => told)).size).toBe(1);
    for (const { kind, shown } of observed) expect(shown > 0, kind).toBe(kind === 'partly');
    expect(new Set(observed.map((each) => each.tx)).size).toBe(calls * kinds.length);
  });

  it('C12.1 get sealed bodies of one length', () => {
    const answers = detour.passed.filter(
      ({ route, status }) => route.endsWith('/ask') && status === 200,
    );
    expect(answers.length).toBeGreaterThanOrEqual(calls * kinds.length);
    expect([...new Set(answers.map(({ answered }) => answered.length))]).toHaveLength(1);
  });

  it('I2.2 C12.1 read the same keys and write the same form on the ledger', async () => {
    const all = await footprints();
    const forms = new Map<string, Set<Kind>>();
    const sizes: number[] = [];
    for (const { tx, kind } of observed) {
      const found = all.get(tx);
      expect(found?.code).toBe('VALID');
      const reads = found?.print.reads.map(({ book, key }) => `${book} ${keyOf(key)}`);
      const writes = found?.print.writes.map(
        ({ book, key, value }) => `${book} ${keyOf(key)} ${formOf(value)}`,
      );
      const form = JSON.stringify({
        reads,
        writes,
        response: formOf(found?.print.response ?? null),
      });
      forms.set(form, (forms.get(form) ?? new Set<Kind>()).add(kind));
      sizes.push(found?.bytes ?? 0);
    }
    expect([...forms.keys()]).toHaveLength(1);
    expect(
      Math.max(...sizes) - Math.min(...sizes),
      'signatures alone vary in length',
    ).toBeLessThanOrEqual(24);
  }, 60_000);

  it('D7 are each receipted in one form', async () => {
    const receipts = detour.passed.filter(({ route }) => route.endsWith('/receipt'));
    const isAll = await until(
      async () =>
        detour.passed.filter(({ route }) => route.endsWith('/receipt')).length >= observed.length,
      20_000,
    );
    expect(isAll, `${receipts.length} receipts for ${observed.length} answers`).toBe(true);
    const told = detour.passed.filter(({ route }) => route.endsWith('/receipt'));
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
    const written = [...(await footprints()).values()]
      .flatMap(({ print }) => print.writes)
      .filter(({ book, key }) => book === 'book-riverside' && key.startsWith('r:'));
    expect(written.length).toBeGreaterThanOrEqual(observed.length);
    expect(new Set(written.map(({ value }) => formOf(value))).size).toBe(1);
  }, 60_000);

  it(
    'C12.1 cannot be told apart by time (Kolmogorov-Smirnov, p > 0.01)',
    async () => {
      const timesOf = (from: readonly Observed[], isOne: (kind: Kind) => boolean) =>
        from.filter((each) => isOne(each.kind)).map(({ ms }) => ms);
      const told = (from: readonly Observed[]) =>
        kinds.map((kind) => {
          const [its, others] = [
            timesOf(from, (each) => each === kind),
            timesOf(from, (each) => each !== kind),
          ];
          return { kind, p: sameDistribution(its, others) };
        });
      let result = told(observed);
      // A true difference shows in every round; chance below one in a hundred seldom comes twice.
      for (let round = 1; round < rounds && result.some(({ p }) => p <= 0.01); round += 1)
        result = told(await askInTurns(calls));
      for (const { kind, p } of result)
        expect(p, `one that is ${kind}, among the others`).toBeGreaterThan(0.01);
    },
    300_000 + rounds * calls * 6_000,
  );

  it('C9 leave no trace of what was withheld in the node that asked', async () => {
    await anchored(at, 'riverside');
    const mine = rowsOf(await doctor.fhir('GET', 'Condition?_summary=count'));
    expect(mine[0]?.['total']).toBe(0);
  });
});
