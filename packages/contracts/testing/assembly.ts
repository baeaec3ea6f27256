import type { Members } from '../src/member.ts';
import { foundConsortium } from './consortium.ts';
import { createChannel, type Channel } from './engine.ts';
import { createHospital, type Hospital } from './hospital.ts';
import { WORLD_NOW as NOW } from './world.ts';

const NAMES = ['northgate', 'riverside', 'lakeside', 'hillside', 'seaside'];

/** A founded consortium and hospitals that are not in it yet. */
export type Consortium = {
  channel: Channel;
  clock: { now: number };
  founders: Hospital[];
  /** Not founding members. */
  others: Hospital[];
};

/** A consortium of the first `count` of five hospitals. */
export async function consortium(count: number): Promise<Consortium> {
  const clock = { now: NOW };
  const options = { channel: 'careledger', clock: () => clock.now };
  const all = NAMES.map((id) => createHospital({ id, ...options }));
  const channel = createChannel(all, options);
  const founders = all.slice(0, count);
  await channel.must(foundConsortium(founders));
  return { channel, clock, founders, others: all.slice(count) };
}

/** The members as the ledger has them. */
export function membersOn(channel: Channel): Members {
  return JSON.parse(channel.value('governance/members') ?? '');
}

/** The status of a hospital as the ledger has it. */
export function statusOn(channel: Channel, { id }: Hospital): string | undefined {
  return membersOn(channel).members.find((each) => each.id === id)?.status;
}

/** How a proposal stands. */
export function stateOn(channel: Channel, { id }: { id: string }): string {
  return JSON.parse(channel.value(`governance/proposal:${id}`) ?? '').state;
}

/** The nth of some hospitals. */
export function nth(hospitals: readonly Hospital[], index: number): Hospital {
  const found = hospitals[index];
  if (found === undefined) throw new Error('no such hospital');
  return found;
}
