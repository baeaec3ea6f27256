import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { canonical } from './canonical.ts';
import { checkExport } from './check-export.ts';
import { sha256 } from './hash.ts';
import { buildProof } from './proof-file.ts';
import {
  contentNonce,
  newKeys,
  nodeVerify,
  provenLedger,
  resource,
  spkiOf,
  statement,
} from './proven-ledger.fixture.ts';

const { type, id, version, at } = statement;
const place = `${type}/${id}/_history/${version}`;
const lastUpdated = new Date(at).toISOString();
const shown = {
  ...resource,
  meta: { ...resource.meta, versionId: String(version), lastUpdated, tag: [{ code: 'anchored' }] },
};
let rootsText: string;
let proof: string;
beforeAll(() => {
  const proven = provenLedger(1000);
  rootsText = JSON.stringify(proven.roots);
  proof = buildProof(proven.record);
});

const exported = () => ({
  v: 1,
  bundle: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: shown }] },
  proofs: [{ id: place, proof, contentNonce, meta: resource.meta }],
  unproven: [],
  roots: rootsText,
});
const check = async (file: object, roots = rootsText) =>
  checkExport(JSON.stringify(file), roots, nodeVerify());

describe('a whole export', () => {
  it('J3 R8 holds where each version has its proof and says what it commits to', async () => {
    expect(await check(exported())).toEqual({
      kind: 'export',
      verdict: 'valid',
      valid: true,
      custodians: ['northgate'],
      isWitnessed: true,
      entries: 1,
      held: 1,
      faults: [],
      unproven: [],
    });
  });

  it('J3 names the version whose words are not what was committed, in the record or beside its proof', async () => {
    const file = exported();
    const withResource = (changed: object) => ({
      ...file,
      bundle: { ...file.bundle, entry: [{ resource: { ...shown, ...changed } }] },
    });
    const withProof = (changed: object) => ({
      ...file,
      proofs: [{ id: place, proof, contentNonce, meta: resource.meta, ...changed }],
    });
    const later = { ...shown.meta, lastUpdated: '2020-01-01T00:00:00.000Z' };
    for (const changed of [
      withResource({ status: 'not-done' }),
      withResource({ meta: later }),
      withProof({ meta: null }),
      withProof({ contentNonce: '00' }),
      withProof({ contentNonce: '00'.repeat(32) }),
    ])
      expect(await check(changed)).toMatchObject({
        valid: false,
        held: 0,
        faults: [{ id: place, because: 'content' }],
      });
    const forged = withProof({ proof: proof.replace(/"version":3/, '"version":4') });
    expect(await check(forged)).toMatchObject({ faults: [{ id: place, because: 'commitment' }] });
  });

  it('J3 names a version without proof, a proof without its version, and a promise without either', async () => {
    const file = exported();
    const none = { ...file.bundle, entry: [] };
    const missing = { valid: false, faults: [{ id: place, because: 'missing' }] };
    expect(await check({ ...file, proofs: [] })).toMatchObject(missing);
    expect(await check({ ...file, bundle: none })).toMatchObject(missing);
    expect(await check({ ...file, bundle: none, proofs: [], unproven: [place] })).toMatchObject(
      missing,
    );
    expect(await check({ ...file, proofs: [], unproven: [place] })).toMatchObject({
      verdict: 'in-part',
      valid: false,
      isWitnessed: false,
      entries: 1,
      held: 0,
      faults: [],
      unproven: [place],
    });
  });

  it('J3 is not valid but in part where an entry stands without proof, whatever the file promises, and names it', async () => {
    const file = exported();
    const altered = { ...shown, id: 'another', status: 'not-done' };
    const bundle = { ...file.bundle, entry: [...file.bundle.entry, { resource: altered }] };
    const promised = `${type}/another/_history/${version}`;
    const inPart = await check({ ...file, bundle, unproven: [promised] });
    expect(inPart).toMatchObject({
      verdict: 'in-part',
      valid: false,
      entries: 2,
      held: 1,
      faults: [],
      unproven: [promised],
    });
    expect(await check({ ...file, bundle })).toMatchObject({
      verdict: 'invalid',
      entries: 2,
      held: 1,
      faults: [{ id: promised, because: 'missing' }],
      unproven: [],
    });
  });

  it('J3 is witnessed by a member that keeps none of its entries, and not by its custodians for each other', async () => {
    const other = { ...resource, id: 'another' };
    const content = toHex(sha256(fromHex(contentNonce), utf8(canonical(other))));
    const elsewhere = { ...statement, id: 'another', content };
    const proven = provenLedger(1000, { by: 'riverside', statement: elsewhere });
    const { members, ...roots } = JSON.parse(rootsText);
    const both = JSON.stringify({ ...roots, members: [...members, ...proven.roots.members] });
    const { meta } = resource;
    const beside = { proof: buildProof(proven.record), contentNonce, meta };
    const file = exported();
    const two = {
      ...file,
      bundle: {
        ...file.bundle,
        entry: [...file.bundle.entry, { resource: { ...shown, id: 'another' } }],
      },
      proofs: [...file.proofs, { id: `${type}/another/_history/${version}`, ...beside }],
    };
    expect(await check(file, both)).toMatchObject({ valid: true, isWitnessed: true });
    expect(await check(two, both)).toMatchObject({
      verdict: 'valid',
      custodians: ['northgate', 'riverside'],
      isWitnessed: false,
      held: 2,
    });
  });

  it('J3 believes the roots that are brought and never those in the file', async () => {
    const stranger = { id: 'northgate', signer: spkiOf(newKeys().publicKey) };
    const roots = JSON.stringify({ v: 1, channel: 'careledger', members: [stranger] });
    expect(await check(exported(), roots)).toMatchObject({ valid: false, held: 0 });
  });

  it('J3 is no export where it is one proof, or nothing', async () => {
    for (const text of [proof, 'null', '', '{"v":2}'])
      expect(await checkExport(text, rootsText, nodeVerify())).toBeUndefined();
  });
});
