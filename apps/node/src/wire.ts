import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  CareError,
  disclosureProjection,
  monitorProjection,
  openAnswering,
  openAskingOthers,
  openBook,
  openConsents,
  openEnrolment,
  openHospital,
  openProver,
  openReceipts,
  runCheckpoints,
  runOutbox,
  stateKeyOf,
  type Book,
  type Hospital,
} from '@careledger/care';
import { verifyChain } from '@careledger/keys';
import { connectLedger, type Ledger } from '@careledger/ledger';
import type { Consortium, ConsortiumMember } from './consortium.ts';
import { startEngine } from './engine.ts';
import { createExchangeClient } from './exchange/client.ts';
import { openDirectory } from './exchange/directory.ts';
import { foundGovernance } from './found/govern.ts';
import { openKeyRing, type KeyRing } from './found/key-ring.ts';
import { NodeError } from './node-error.ts';
import type { Practice } from './practice.ts';

/** A practice with its life: `settled` resolves when the node stands on the ledger, `close` ends everything. */
export interface Wired {
  readonly practice: Practice;
  readonly ring: KeyRing;
  /** The member whose present root issued a certificate for exchange (PEM), valid at this moment. */
  memberOf(certificate: string): string | undefined;
  /** Stands on the ledger; retries until it does. */
  readonly settled: Promise<void>;
  close(): Promise<void>;
}

/** Joins engine, ledger, care and exchange of one hospital; the only place that names an engine. */
export async function wire(options: {
  data: string;
  consortium: Consortium;
  member: ConsortiumMember;
  log: (line: { readonly event: string; readonly [fact: string]: unknown }) => void;
}): Promise<Wired> {
  const { data, consortium, member, log } = options;
  const folder = join(data, member.folder);
  const clock = () => Date.now();
  const stop = new AbortController();
  const ring = openKeyRing(join(folder, 'keys'));
  const hospital = await openHospital(
    {
      folder,
      member: member.id,
      channel: consortium.channel,
      masterKeyFile: join(folder, 'keys', 'master.key'),
      create: true,
    },
    { clock, log, projections: [disclosureProjection, monitorProjection] },
  );
  const engine = await startEngine(
    { folder, member, stateKey: stateKeyOf(hospital.masterKey) },
    {
      incident({ what, block }) {
        log({ event: 'incident', what, block });
        void hospital.journal.append({ t: 'incident', at: clock(), what, block });
      },
    },
  );
  const service = ring.credential('service');
  const ledger = await connectLedger({
    address: `localhost:${member.ports.peer}`,
    tlsRoots: [ring.authority('ca').certPem],
    mspId: member.mspId,
    certPem: service.cert,
    keyPem: service.key,
    channel: consortium.channel,
  });
  const instance = randomUUID();
  const book = openBook({
    hospital,
    ledger,
    isElsewhere: async () => {
      const found = await peers.instanceAt(member.id);
      return found !== undefined && found !== instance;
    },
  });
  const members = () => book.view.members.all;
  const peers = createExchangeClient({
    tls: ring.credential('tls'),
    member: (id) => members().find((m) => m.id === id && m.status === 'active'),
  });
  const directory = openDirectory({ hospital, peers, members });
  const office = ring.signer('office');
  const enrolment = openEnrolment(book);
  const consents = openConsents({
    book,
    nameOf: (id, practitioner) => directory.nameOf(id, practitioner),
  });
  const receipts = openReceipts({ book, peers, signal: stop.signal });
  const practice: Practice = {
    instance,
    hospital,
    book,
    enrolment,
    consents,
    answering: openAnswering({ book, consents, enrolment }),
    asking: openAskingOthers({ book, peers, receipts }),
    receipts,
    peers,
    directory,
    prover: openProver({ book, peers, signer: ring.signer('signer') }),
    office,
    consortium: {
      rpId: member.rpId,
      origin: member.origin,
      name: member.name,
      demo: consortium.demo,
      authority: ring.authority('ca').certPem,
    },
    faults: () => {
      const why = book.why();
      return why === undefined ? [] : [why];
    },
  };
  const settled = settle({ book, ledger, hospital, practice, folder, stop: stop.signal });
  return {
    practice,
    ring,
    memberOf: (certificate) =>
      members().find(
        (m) => m.status === 'active' && verifyChain(certificate, m.roots, clock()).valid,
      )?.id,
    settled,
    async close() {
      stop.abort();
      await settled.catch(() => {});
      peers.close();
      ledger.close();
      await engine.close();
      await hospital.close();
    },
  };
}

async function settle(deps: {
  book: Book;
  ledger: Ledger;
  hospital: Hospital;
  practice: Practice;
  folder: string;
  stop: AbortSignal;
}): Promise<void> {
  const { book, ledger, hospital, practice, folder, stop } = deps;
  await ensurePeople(practice, folder);
  for (let isSettled = false; !isSettled && !stop.aborted;) {
    try {
      await foundGovernance({ folder, ledger, mspId: book.mspId });
      await book.start(stop);
      await enrolEverybody(practice);
      isSettled = true;
    } catch (error) {
      if (stop.aborted) return;
      const isFinal = error instanceof CareError && error.code === 'not-ready';
      hospital.log({
        event: 'ledger-waits',
        code: error instanceof CareError ? error.code : 'fault',
        error: error instanceof Error ? error.message : '',
      });
      await new Promise((resolve) => setTimeout(resolve, isFinal ? 5000 : 500));
    }
  }
  runOutbox(book, stop);
  void runCheckpoints(book, stop);
}

/** Everybody with an account stands on the ledger; who was added while it was away follows now. */
async function enrolEverybody(practice: Practice): Promise<void> {
  await Promise.all(
    practice.hospital.people
      .directory()
      .map(({ user }) => practice.enrolment.staff(user, practice.office)),
  );
}

const FirstPeople = v.array(
  v.object({
    user: v.string(),
    name: v.string(),
    role: v.picklist(['doctor', 'nurse', 'administrator', 'privacy-officer']),
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
