import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { checkProof } from './check-proof.ts';
import {
  buildProof,
  type DisclosureProof,
  type Proof,
  type ReadingProof,
  type RecordProof,
} from './proof-file.ts';
import {
  decision,
  hash,
  newKeys,
  nodeVerify,
  provenLedger,
  reading,
  signatureOf,
  spkiOf,
  statement,
  type ProvenLedger,
} from './proven-ledger.fixture.ts';

const check = nodeVerify();
const stranger = newKeys();

let proven: ProvenLedger;
let record: RecordProof;
let disclosure: DisclosureProof;
let readingProof: ReadingProof;
let rootsText: string;
beforeAll(() => {
  proven = provenLedger();
  ({ record, disclosure, reading: readingProof } = proven);
  rootsText = JSON.stringify(proven.roots);
});

const because = async (proof: Proof | string, trusted = rootsText): Promise<string> => {
  const text = typeof proof === 'string' ? proof : buildProof(proof);
  const result = await checkProof(text, trusted, check);
  return result.valid ? 'valid' : result.because;
};

describe('proof of a record', () => {
  it('J3 holds in at most 3,072 bytes for 2,048 records among 1,000,000 writes, two signatures', async () => {
    const text = buildProof(record);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3072);
    expect(await checkProof(text, rootsText, check)).toEqual({
      valid: true,
      kind: 'record',
      statement,
      custodian: 'northgate',
      block: 123_456,
      tx: proven.tx,
      checkpoint: record.checkpoint,
      signedBy: ['northgate', 'riverside'],
    });
  });

  it('J3 is invalid when any one character is changed, left out or added', async () => {
    const text = buildProof(record);
    const accepted: string[] = [];
    for (let index = 0; index < text.length; index += 1) {
      const before = text.slice(0, index);
      const after = text.slice(index + 1);
      const char = text[index] ?? '';
      for (const forged of [
        before + neighbour(char) + after,
        before + after,
        before + char + char + after,
      ])
        if (forged !== text && (await because(forged)) === 'valid')
          accepted.push(`${index}: ${forged}`);
    }
    expect(accepted).toEqual([]);
  });

  it('J3 is invalid when any character becomes any other', async () => {
    const texts = [buildProof(record), buildProof(disclosure), buildProof(readingProof)];
    const character = fc.string({ minLength: 1, maxLength: 1, unit: 'binary' });
    const likely = fc.constantFrom(...Array.from('0123456789abcdefABCXYZ_-"{}[],: \n\\'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.oneof(character, likely),
        async (text, at, char) => {
          const index = at % text.length;
          const forged = text.slice(0, index) + char + text.slice(index + 1);
          fc.pre(forged !== text);
          expect(await because(forged)).not.toBe('valid');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('J3 is invalid with a line feed at its end, other order of members or white space', async () => {
    const text = buildProof(record);
    expect(await because(`${text}\n`)).toBe('form');
    expect(await because(JSON.stringify(JSON.parse(text), null, 1))).toBe('form');
    expect(await because(canonical({ ...record }))).toBe('form'); // signatures not in order
    expect(await because('x'.repeat(100_000))).toBe('form');
  });

  it('E5 calls anything else invalid, without throwing', async () => {
    const fields = fc.constantFrom(...Object.keys(record), 'decision', 'reading', 'journal');
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(0, '', null, [], {}, [{}], 2 ** 53));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(record, disclosure, readingProof),
        fields,
        odd,
        async (proof, field, value) => {
          const text = JSON.stringify({ ...proof, [field]: value });
          const forged = canonical(JSON.parse(text));
          fc.pre(forged !== buildProof(proof));
          expect(await because(forged)).not.toBe('valid');
          expect(await because(JSON.stringify(value))).toBe('form');
          expect(
            await because(proof, JSON.stringify({ ...proven.roots, members: value })),
          ).not.toBe('valid');
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[string, string, (proof: RecordProof) => Proof]>([
    [
      'commitment',
      'of another statement',
      (proof) => ({ ...proof, statement: { ...statement, version: 4 } }),
    ],
    ['commitment', 'with another nonce', (proof) => ({ ...proof, nonce: hash('other') })],
    [
      'commitment',
      'of another place',
      (proof) => ({ ...proof, contribution: { ...proof.contribution, index: 1_332 } }),
    ],
    ['commitment', 'with no path', (proof) => ({ ...proof, contribution: { index: 0, path: '' } })],
    ['ledger', 'of another block', (proof) => ({ ...proof, write: { ...proof.write, block: 1 } })],
    [
      'ledger',
      'of another book',
      (proof) => ({ ...proof, write: { ...proof.write, book: 'book-riverside' } }),
    ],
    [
      'book',
      'in no hospital’s book',
      (proof) => ({ ...proof, write: { ...proof.write, book: 'stop' } }),
    ],
    [
      'book',
      'under a key of an answer',
      (proof) => ({ ...proof, write: { ...proof.write, key: 'a:00' } }),
    ],
    ['book', 'of a deletion', (proof) => ({ ...proof, write: { ...proof.write, value: '' } })],
    [
      'signature',
      'of another checkpoint',
      (proof) => ({ ...proof, checkpoint: { ...proof.checkpoint, height: 1 } }),
    ],
    [
      'custodian-signature',
      'that the custodian has not signed',
      (proof) => ({
        ...proof,
        signatures: proof.signatures.filter(({ member }) => member !== 'northgate'),
      }),
    ],
    ['form', 'that nobody has signed', (proof) => ({ ...proof, signatures: [] })],
    [
      'form',
      'signed twice by one',
      (proof) => ({ ...proof, signatures: [...proof.signatures, ...proof.signatures] }),
    ],
  ])('J3 finds %s in one %s', async (fault, _name, forge) => {
    expect(await because(forge(record))).toBe(fault);
  });

  it('J3 needs every signature in it to be valid', async () => {
    const forged = signatureOf('riverside', record.checkpoint, stranger.privateKey);
    const own = signatureOf('northgate', record.checkpoint, proven.northgate.privateKey);
    expect(await because({ ...record, signatures: [own] })).toBe('valid');
    expect(await because({ ...record, signatures: [own, forged] })).toBe('signature');
    const unknown = signatureOf('stranger', record.checkpoint, stranger.privateKey);
    expect(await because({ ...record, signatures: [own, unknown] })).toBe('unknown-member');
  });

  it('J3 does not take a ledger of another channel, though its members signed', async () => {
    const checkpoint = { ...record.checkpoint, channel: 'other' };
    const own = signatureOf('northgate', checkpoint, proven.northgate.privateKey);
    expect(await because({ ...record, checkpoint, signatures: [own] })).toBe('channel');
  });

  it('J6 holds under a key that the member has changed since, where the roots name both', async () => {
    const changed = { id: 'northgate', signer: spkiOf(stranger.publicKey) };
    const both = JSON.stringify({ ...proven.roots, members: [changed, ...proven.roots.members] });
    const newOnly = JSON.stringify({
      ...proven.roots,
      members: [changed, ...proven.roots.members.slice(1)],
    });
    expect(await because(record, both)).toBe('valid');
    expect(await because(record, newOnly)).toBe('signature');
  });

  it.each([
    '',
    '{}',
    '[]',
    'null',
    '{"v":1,"channel":"careledger"}',
    '{"v":1,"channel":"careledger","members":[{}]}',
  ])('J3 holds nothing under the roots %j', async (text) => {
    expect(await because(record, text)).toBe('roots');
  });
});

describe('proof of a disclosure', () => {
  it('J3 holds in at most 3,072 bytes', async () => {
    const text = buildProof(disclosure);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3072);
    expect(await checkProof(text, rootsText, check)).toMatchObject({
      valid: true,
      kind: 'disclosure',
      decision,
      requester: 'riverside',
    });
  });

  it('J3 does not hold for another decision or kind', async () => {
    expect(await because({ ...disclosure, decision: { ...decision, outcome: 'refused' } })).toBe(
      'commitment',
    );
    const { checkpoint, signatures, ledger: path } = disclosure;
    expect(
      await because({ ...record, write: disclosure.write, checkpoint, signatures, ledger: path }),
    ).toBe('book');
  });
});

describe('proof of a reading', () => {
  it('J3 holds in at most 3,072 bytes', async () => {
    const text = buildProof(readingProof);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3072);
    expect(await checkProof(text, rootsText, check)).toMatchObject({
      valid: true,
      kind: 'reading',
      reading,
    });
  });

  it('J3 does not hold for another reading or place', async () => {
    expect(await because({ ...readingProof, reading: { ...reading, counter: 1 } })).toBe(
      'commitment',
    );
    const moved = { ...readingProof.journal, index: 71 };
    expect(await because({ ...readingProof, journal: moved })).toBe('commitment');
  });
});

/** The character that differs least: next digit, next letter, other case where it would leave the alphabet. */
function neighbour(char: string): string {
  const next = String.fromCharCode(char.charCodeAt(0) ^ 1);
  return /[\w"{}[\],:-]/.test(next) ? next : String.fromCharCode(char.charCodeAt(0) ^ 0x20);
}
