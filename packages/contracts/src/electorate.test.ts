import { describe, expect, it } from 'vitest';
import {
  consortium,
  membersOn,
  nth,
  stateOn,
  statusOn,
  type Consortium,
} from '../testing/assembly.ts';
import {
  claimBook,
  foundOwnBook,
  join,
  memberForm,
  newProposal,
  propose,
  sayOn,
} from '../testing/index.ts';
import type { Member } from './member.ts';

describe('suspension and reinstatement', () => {
  async function say(made: Consortium, kind: 'suspend' | 'reinstate', words: number[]) {
    const { channel, founders } = made;
    const subject = nth(founders, founders.length - 1);
    const [first = 0, ...others] = words;
    const proposal = newProposal(nth(founders, first), kind, subject);
    const codes = [(await channel.run(propose(nth(founders, first), proposal, founders))).code];
    for (const index of others) {
      const hospital = nth(founders, index);
      codes.push((await channel.run(sayOn(hospital, 'approve', proposal, founders))).code);
    }
    return { codes, status: statusOn(channel, subject) };
  }

  it('M4.1 takes more than half of the others', async () => {
    const made = await consortium(5);
    expect(await say(made, 'suspend', [0, 1])).toEqual({ codes: ['', ''], status: 'active' });
    expect(await say(made, 'suspend', [0, 1, 2])).toEqual({
      codes: ['', '', ''],
      status: 'suspended',
    });
  });

  it('M4.1 takes at least two', async () => {
    const three = await consortium(3);
    expect((await say(three, 'suspend', [0])).status).toBe('active');
    expect((await say(three, 'suspend', [0, 1])).status).toBe('suspended');
    const two = await consortium(2);
    expect((await say(two, 'suspend', [0])).status).toBe('active');
  });

  it('M4.1 counts no word of the one that it is about', async () => {
    const made = await consortium(3);
    expect(await say(made, 'suspend', [0, 2])).toEqual({
      codes: ['', 'authority'],
      status: 'active',
    });
    expect(await say(made, 'suspend', [2, 0])).toEqual({ codes: ['', ''], status: 'active' });
  });

  it('M4.1 is taken back by more than half of the others, at least two, and not twice', async () => {
    const made = await consortium(4);
    await say(made, 'suspend', [0, 1]);
    expect((await say(made, 'suspend', [0])).codes).toEqual(['rule']);
    expect((await say(made, 'reinstate', [0])).status).toBe('suspended');
    expect((await say(made, 'reinstate', [0, 1])).status).toBe('active');
    expect((await say(made, 'reinstate', [0])).codes).toEqual(['rule']);
  });

  it('M1 counts no word of a suspended member', async () => {
    const made = await consortium(4);
    await say(made, 'suspend', [0, 1]);
    const { channel, founders, others } = made;
    const out = nth(founders, 3);
    const proposal = newProposal(nth(founders, 0), 'admit', nth(others, 0));
    await channel.must(propose(nth(founders, 0), proposal, founders));
    const word = await channel.run(sayOn(out, 'approve', proposal, founders));
    expect(word.code).toBe('member');
    await channel.must(sayOn(nth(founders, 1), 'approve', proposal, founders));
    expect(stateOn(channel, proposal)).toBe('carried');
  });

  it('M4.1 of one member stays when another joins', async () => {
    const made = await consortium(4);
    await say(made, 'suspend', [0, 1]);
    const { channel, founders, others } = made;
    const newcomer = nth(others, 0);
    const proposal = newProposal(nth(founders, 0), 'admit', newcomer);
    await channel.must(propose(nth(founders, 0), proposal, founders));
    await channel.must(sayOn(nth(founders, 1), 'approve', proposal, founders));
    await channel.must(join(newcomer, founders));
    expect(membersOn(channel).members.map(({ status }) => status)).toEqual([
      'active',
      'active',
      'active',
      'suspended',
      'active',
    ]);
  });

  it('M2 counts no word that was given before its member was suspended', async () => {
    const made = await consortium(4);
    const { channel, founders, others } = made;
    const out = nth(founders, 3);
    const proposal = newProposal(out, 'admit', nth(others, 0));
    await channel.must(propose(out, proposal, founders));
    await say(made, 'suspend', [0, 1]);
    await channel.must(sayOn(nth(founders, 0), 'approve', proposal, founders));
    expect(stateOn(channel, proposal)).toBe('open');
  });
});

describe('an update', () => {
  it("M5 changes a member's roots when the others approve, and not its status or kind", async () => {
    const { channel, founders } = await consortium(3);
    const [north, river] = [nth(founders, 0), nth(founders, 1)];
    const root = '-----BEGIN CERTIFICATE-----\nbmV3\n';
    const form: Member = {
      ...memberForm(north),
      roots: [...memberForm(north).roots, root],
      status: 'suspended',
    };
    const proposal = newProposal(north, 'update', form);
    await channel.must(propose(north, proposal, founders));
    await channel.must(sayOn(river, 'approve', proposal, founders));
    expect(stateOn(channel, proposal)).toBe('open');
    const lake = nth(founders, 2);
    await channel.must(sayOn(lake, 'approve', proposal, founders));
    expect(membersOn(channel).members[0]).toEqual({ ...form, status: 'active' });
    const other = newProposal(north, 'update', { ...form, kind: 'research' });
    expect((await channel.run(propose(north, other, founders))).code).toBe('rule');
  });

  it('M5 changes no member that did not propose it itself', async () => {
    const { channel, founders } = await consortium(2);
    const [north, river] = [nth(founders, 0), nth(founders, 1)];
    const proposal = newProposal(north, 'update', river);
    expect((await channel.run(propose(north, proposal, founders))).code).toBe('authority');
  });

  it('M5 changes a member that has no others at once', async () => {
    const { channel, founders } = await consortium(1);
    const north = nth(founders, 0);
    const form: Member = { ...memberForm(north), exchange: 'https://127.0.0.1:9999' };
    await channel.must(propose(north, newProposal(north, 'update', form), founders));
    expect(membersOn(channel).members).toEqual([form]);
  });

  it('M3.2 carries out nothing that no longer applies', async () => {
    const { channel, founders, others } = await consortium(3);
    const [north, river] = [nth(founders, 0), nth(founders, 1)];
    const newcomer = nth(others, 0);
    const [one, two] = [
      newProposal(north, 'admit', newcomer),
      newProposal(north, 'admit', newcomer),
    ];
    for (const each of [one, two]) await channel.must(propose(north, each, founders));
    await channel.must(sayOn(river, 'approve', one, founders));
    const late = await channel.run(sayOn(river, 'approve', two, founders));
    expect(late.code).toBe('rule');
  });

  it.each([
    ['M2 admits a member again', 'admit', 0, {}],
    ['M2 admits one that is active already', 'admit', 3, { status: 'active' }],
    ['M2 admits one under another name', 'admit', 3, { id: 'seaside', mspId: 'SeasideMSP' }],
    ['M5 updates one that is no member', 'update', 3, {}],
    ['M5 updates one under another name', 'update', 0, { id: 'seaside', mspId: 'SeasideMSP' }],
    ['M4.1 suspends one that is no member', 'suspend', 3, {}],
    ['M4.1 reinstates one that is active', 'reinstate', 1, {}],
  ] as const)('%s: refused', async (_, kind, index, differently) => {
    const { channel, founders, others } = await consortium(3);
    const north = nth(founders, 0);
    const proposal = newProposal(north, kind, nth([...founders, ...others], index));
    const about =
      'member' in proposal
        ? { ...proposal, member: { ...proposal.member, ...differently } }
        : proposal;
    expect((await channel.run(propose(north, about, founders))).code).toBe('rule');
  });
});

describe('a member of another status', () => {
  it('M4.2 a suspended member founds and claims its own book', async () => {
    const { channel, founders } = await consortium(3);
    const out = nth(founders, 2);
    const proposal = newProposal(nth(founders, 0), 'suspend', out);
    await channel.must(propose(nth(founders, 0), proposal, founders));
    const second = nth(founders, 1);
    await channel.must(sayOn(second, 'approve', proposal, founders));
    await channel.must(foundOwnBook(out));
    await channel.must(claimBook(out));
  });
});
