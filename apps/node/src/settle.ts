import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CareError, runCheckpoints, runOutbox, type Book } from '@careledger/care';
import type { Ledger } from '@careledger/ledger';
import * as v from 'valibot';
import { foundGovernance } from './found/govern.ts';
import { awaitAdmission, joinConsortium, type Joining } from './membership/newcomer.ts';
import { NodeError } from './node-error.ts';
import type { Practice } from './practice.ts';

/** What a node stands on the ledger with. */
export interface Standing {
  readonly book: Book;
  readonly ledger: Ledger;
  readonly practice: Practice;
  readonly folder: string;
  /** How this hospital joins; undefined where it founded the consortium. */
  readonly joining: Joining | undefined;
  /** MSP ids of the channel's organisations. */
  readonly organisations: () => readonly string[];
  /** Told what the node waits for, in a sentence; undefined when it waits no more. */
  readonly waits: (sentence: string | undefined) => void;
  readonly stop: AbortSignal;
}

/** Between two tries: while the ledger is out of reach, and while another copy of this node stands there. */
const againMs = 500;
const heldMs = 2000;

/** Brings a hospital's node on the ledger, trying until it stands there, and keeps outbox, checkpoints and the leaves of staff going from then on. */
export async function settle(standing: Standing): Promise<void> {
  const { book, practice, folder, waits, stop } = standing;
  const { hospital } = practice;
  await ensurePeople(practice, folder);
  let told = '';
  for (let isSettled = false; !isSettled && !stop.aborted;) {
    try {
      await belong(standing);
      await book.start(stop);
      // Who was added or suspended while the ledger was away follows now.
      await practice.staffLeaves.followAll();
      isSettled = true;
      waits(undefined);
    } catch (error) {
      if (stop.aborted) return;
      const isHeld = error instanceof CareError && error.code === 'not-ready';
      const code = error instanceof CareError ? error.code : 'fault';
      const message = error instanceof Error ? error.message : '';
      if (told !== message) hospital.log({ event: 'ledger-waits', code, error: message });
      told = message;
      if (isHeld) waits(message);
      await sleep(isHeld ? heldMs : againMs, undefined, { signal: stop, ref: false }).catch(
        () => {},
      );
    }
  }
  runOutbox(book, stop);
  void runCheckpoints(book, stop);
  void practice.staffLeaves.run(stop);
}

/** Belongs to the consortium: as a founder of it, or as one that the others admit. */
async function belong(standing: Standing): Promise<void> {
  const { book, ledger, practice, folder, joining, organisations, waits, stop } = standing;
  const { clock, log } = practice.hospital;
  if (!joining) return foundGovernance({ folder, ledger, mspId: book.mspId });
  let told = '';
  const say = (sentence: string) => {
    waits(sentence);
    if (told !== sentence) log({ event: 'admission-waits', error: sentence });
    told = sentence;
  };
  await awaitAdmission(joining, { organisations, say, signal: stop });
  const { office } = practice;
  await joinConsortium(joining, { ledger, office, organisations: organisations(), clock });
  waits(undefined);
}

const FirstPeople = v.array(
  v.object({
    user: v.string(),
    name: v.string(),
    role: v.picklist(['doctor', 'nurse', 'administrator', 'privacy-officer', 'auditor']),
    password: v.string(),
  }),
);

/** Takes over the accounts that the founding left for the first start, and deletes their passwords. */
async function ensurePeople({ hospital }: Practice, folder: string): Promise<void> {
  const file = join(folder, 'first-people.json');
  if (!existsSync(file)) return;
  const first = v.parse(FirstPeople, JSON.parse(readFileSync(file, 'utf8')));
  const { people } = hospital;
  const administrator = first.find((person) => person.role === 'administrator');
  if (!administrator) throw new NodeError('configuration', `${file} names no administrator.`);
  if (!people.person(administrator.user)) await people.addPractitioner(administrator);
  const by = await people.vouch(administrator);
  for (const person of first)
    if (!people.person(person.user)) await people.addPractitioner({ ...person, by });
  rmSync(file);
}
