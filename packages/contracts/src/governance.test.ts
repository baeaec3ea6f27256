import { canonical } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import { consortium, nth, stateOn, statusOn } from '../testing/assembly.ts';
import {
  createChannel,
  createHospital,
  foundConsortium,
  join,
  memberForm,
  newProposal,
  newSigner,
  propose,
  sayOn,
  voteOf,
  WORLD_NOW as NOW,
  type Hospital,
  type Step,
} from '../testing/index.ts';
import { PROPOSAL_LIFE_MS } from './electorate.ts';
import type { Member } from './member.ts';
import { foundingDigest, proposalDigest } from './proposal.ts';

describe('found', () => {
  const options = { channel: 'careledger', clock: () => NOW };
  const [north, river, lake] = ['northgate', 'riverside', 'lakeside'].map((id) =>
    createHospital({ id, ...options }),
  );
  if (north === undefined || river === undefined || lake === undefined) throw new Error('none');
  const both = [north, river];
  const refounded = (forms: readonly Member[], by: readonly Hospital[]): Step => {
    const members = { v: 1, members: forms } as const;
    const subject = foundingDigest(members);
    const votes = by.map((each) => voteOf(each, 'found', subject));
    return { ...foundConsortium(both), arg: canonical({ v: 1, members, votes }) };
  };
  const forms = both.map((each) => memberForm(each));
  const withForm = (differently: Partial<Member>) =>
    refounded([{ ...memberForm(north), ...differently }, memberForm(river)], both);

  const cases: [name: string, code: string, step: Step, by?: string][] = [
    ['M2 by all genesis members', '', foundConsortium(both)],
    ['M2 without the word of one', 'authority', refounded(forms, [north])],
    ['M2 with one word twice', 'form', refounded(forms, [north, river, river])],
    ['M2 with the word of somebody else too', 'member', refounded(forms, [north, river, lake])],
    [
      'M3.1 with a key that is no office key',
      'authority',
      refounded(forms, [north, { ...river, office: newSigner() }]),
    ],
    [
      "M3.1 with another's signature",
      'signature',
      refounded(forms, [north, { ...river, office: { ...newSigner(), spki: river.office.spki } }]),
    ],
    [
      'M3.1 with a word from another channel',
      'signature',
      refounded(forms, [north, { ...river, channel: 'other' }]),
    ],
    [
      'M1 by an organisation that is not among them',
      'creator',
      foundConsortium(both),
      'LakesideMSP',
    ],
    ['M2 with a member that is pending', 'rule', withForm({ status: 'pending' })],
    ["M1 with an organisation under another's id", 'form', withForm({ mspId: 'RiversideMSP' })],
    ['E5 with a member twice', 'form', refounded([memberForm(north), memberForm(north)], both)],
    ['E5 with a key that is none', 'form', withForm({ signer: 'AAAA' })],
    [
      'E5 with an origin that is a page',
      'form',
      withForm({ origins: ['http://northgate.localhost:8101/page'] }),
    ],
    ['E5 with a root that is no certificate', 'form', withForm({ roots: ['northgate'] })],
  ];

  it.each(cases)('%s: %s', async (_, code, step, by) => {
    const channel = createChannel(both, options);
    expect((await channel.run(step, by === undefined ? {} : { by })).code).toBe(code);
  });

  it('M2 founds once', async () => {
    const channel = createChannel(both, options);
    await channel.must(foundConsortium(both));
    expect((await channel.run(foundConsortium(both))).code).toBe('exists');
  });
});

describe('admission', () => {
  it("M2 takes more than half of the active members, and the newcomer's own transaction", async () => {
    const { channel, founders, others } = await consortium(4);
    const newcomer = nth(others, 0);
    const proposal = newProposal(nth(founders, 0), 'admit', newcomer);
    await channel.must(propose(nth(founders, 0), proposal, founders));
    expect(stateOn(channel, proposal)).toBe('open');
    await channel.must(sayOn(nth(founders, 1), 'approve', proposal, founders));
    expect([stateOn(channel, proposal), statusOn(channel, newcomer)]).toEqual(['open', undefined]);
    await channel.must(sayOn(nth(founders, 2), 'approve', proposal, founders));
    expect([stateOn(channel, proposal), statusOn(channel, newcomer)]).toEqual([
      'carried',
      'pending',
    ]);
    expect((await channel.run(sayOn(nth(founders, 3), 'approve', proposal, founders))).code).toBe(
      'rule',
    );
    await channel.must(join(newcomer, founders));
    expect(statusOn(channel, newcomer)).toBe('active');
  });

  it('M2 makes nobody active but by its own organisation and key, once', async () => {
    const { channel, founders, others } = await consortium(1);
    const [newcomer, stranger] = [nth(others, 0), nth(others, 1)];
    const founder = nth(founders, 0);
    await channel.must(propose(founder, newProposal(founder, 'admit', newcomer), founders));
    expect((await channel.run(join(newcomer, founders), { by: founder.mspId })).code).toBe(
      'creator',
    );
    expect((await channel.run(join(stranger, founders))).code).toBe('rule');
    const forged = { ...newcomer, office: newSigner() };
    expect((await channel.run(join(forged, founders))).code).toBe('authority');
    await channel.must(join(newcomer, founders));
    expect((await channel.run(join(newcomer, founders))).code).toBe('rule');
  });

  it('M1 counts no word of a pending member', async () => {
    const { channel, founders, others } = await consortium(1);
    const founder = nth(founders, 0);
    const [newcomer, next] = [nth(others, 0), nth(others, 1)];
    await channel.must(propose(founder, newProposal(founder, 'admit', newcomer), founders));
    const proposal = newProposal(newcomer, 'admit', next);
    const step = propose(newcomer, proposal, founders);
    expect((await channel.run(step)).code).toBe('member');
  });
});

describe('a word', () => {
  async function proposed() {
    const made = await consortium(4);
    const { founders, others } = made;
    const proposal = newProposal(nth(founders, 0), 'admit', nth(others, 0));
    await made.channel.must(propose(nth(founders, 0), proposal, founders));
    return { ...made, proposal, second: nth(founders, 1) };
  }
  type Proposed = Awaited<ReturnType<typeof proposed>>;
  type Case = [name: string, code: string, step: (made: Proposed) => Step, by?: string];
  const cases: Case[] = [
    [
      'M3.1 counts',
      '',
      ({ second, proposal, founders }) => sayOn(second, 'approve', proposal, founders),
    ],
    [
      'M3.1 of who proposed counts once',
      'exists',
      ({ founders, proposal }) => sayOn(nth(founders, 0), 'approve', proposal, founders),
    ],
    [
      'M3.1 with a key that is no office key',
      'authority',
      ({ second, proposal, founders }) =>
        sayOn({ ...second, office: newSigner() }, 'approve', proposal, founders),
    ],
    [
      "M3.1 with another's signature",
      'signature',
      ({ second, proposal, founders }) =>
        sayOn(
          { ...second, office: { ...newSigner(), spki: second.office.spki } },
          'approve',
          proposal,
          founders,
        ),
    ],
    [
      'M3.1 sent by another organisation',
      'creator',
      ({ second, proposal, founders }) => sayOn(second, 'approve', proposal, founders),
      'NorthgateMSP',
    ],
    [
      'M1 of somebody who is no member',
      'member',
      ({ others, proposal, founders }) => sayOn(nth(others, 0), 'approve', proposal, founders),
      'SeasideMSP',
    ],
    [
      'M3.1 to approve does not reject',
      'signature',
      ({ second, proposal, founders }) => ({
        ...sayOn(second, 'approve', proposal, founders),
        fn: 'reject',
      }),
    ],
    [
      'M3.1 on one proposal does not count on another',
      'signature',
      ({ second, proposal, founders }) => {
        const vote = voteOf(second, 'approve', proposalDigest({ ...proposal, at: NOW - 1 }));
        return {
          ...sayOn(second, 'approve', proposal, founders),
          arg: canonical({ v: 1, id: proposal.id, vote }),
        };
      },
    ],
    [
      'M3.2 on a proposal that is not there',
      'absent',
      ({ second, founders, others }) =>
        sayOn(second, 'approve', newProposal(second, 'admit', nth(others, 0)), founders),
    ],
    [
      'M3.2 withdraws what another proposed',
      'authority',
      ({ second, proposal, founders }) => sayOn(second, 'withdraw', proposal, founders),
    ],
    [
      'M3.2 proposes the same again',
      'exists',
      ({ second, proposal, founders }) => propose(second, proposal, founders),
    ],
  ];

  it.each(cases)('%s: %s', async (_, code, step, by) => {
    const made = await proposed();
    const sending = by === undefined ? {} : { by };
    expect((await made.channel.run(step(made), sending)).code).toBe(code);
  });

  it('M3.1 of one member counts once, whatever it says', async () => {
    const { channel, second, proposal, founders } = await proposed();
    await channel.must(sayOn(second, 'reject', proposal, founders));
    expect((await channel.run(sayOn(second, 'reject', proposal, founders))).code).toBe('exists');
    expect((await channel.run(sayOn(second, 'approve', proposal, founders))).code).toBe('exists');
  });

  it('M3.2 rejects when those who are left cannot carry it', async () => {
    const { channel, proposal, founders } = await proposed();
    for (const [index, state] of [
      [1, 'open'],
      [2, 'rejected'],
    ] as const) {
      const hospital = nth(founders, index);
      await channel.must(sayOn(hospital, 'reject', proposal, founders));
      expect(stateOn(channel, proposal)).toBe(state);
    }
    const last = nth(founders, 3);
    const late = await channel.run(sayOn(last, 'approve', proposal, founders));
    expect(late.code).toBe('rule');
  });

  it('M3.2 withdraws what it proposed, for good', async () => {
    const { channel, proposal, founders, second } = await proposed();
    await channel.must(sayOn(nth(founders, 0), 'withdraw', proposal, founders));
    expect(stateOn(channel, proposal)).toBe('withdrawn');
    const late = await channel.run(sayOn(second, 'approve', proposal, founders));
    expect(late.code).toBe('rule');
  });

  it('M3.2 comes too late after 30 days', async () => {
    const { channel, clock, proposal, founders, second } = await proposed();
    clock.now = NOW + PROPOSAL_LIFE_MS + 1;
    expect((await channel.run(sayOn(second, 'approve', proposal, founders))).code).toBe('time');
    clock.now = NOW + PROPOSAL_LIFE_MS;
    expect((await channel.run(sayOn(second, 'approve', proposal, founders))).code).toBe('');
    expect(PROPOSAL_LIFE_MS).toBe(30 * 86_400_000);
  });
});
