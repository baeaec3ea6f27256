import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  consentProjection,
  copyProjection,
  disclosureProjection,
  emergencyProjection,
  monitorProjection,
  openAccessRequests,
  openBook,
  openConsents,
  openEnrolment,
  openExchange,
  openHospital,
  openNotices,
  openProver,
  stateKeyOf,
  watchForNotices,
} from '@careledger/care';
import { verifyChain } from '@careledger/keys';
import { connectLedger } from '@careledger/ledger';
import type { Consortium, ConsortiumMember } from './consortium.ts';
import { startEngine } from './engine.ts';
import { createExchangeClient } from './exchange/client.ts';
import { openDirectory } from './exchange/directory.ts';
import { openKeyRing, type KeyRing } from './found/key-ring.ts';
import { openAdmission, type Admission } from './membership/admission.ts';
import { openApplications } from './membership/applications.ts';
import { readChannelFacts } from './membership/channel-facts.ts';
import { openGovernance } from './membership/governance.ts';
import { ownApplication, type Joining } from './membership/newcomer.ts';
import type { NodeSettings } from './node-file.ts';
import { createSenders } from './notify/senders.ts';
import type { Practice } from './practice.ts';
import { settle } from './settle.ts';
import { openStaffLeaves } from './staff-leaves.ts';

const suspended =
  'This hospital is suspended from the consortium: exchange with the other members has ended. Care here, withdrawals and history go on.';

/** A practice with its life: `settled` resolves when the node stands on the ledger, `close` ends everything. */
export interface Wired {
  readonly practice: Practice;
  readonly ring: KeyRing;
  readonly admission: Admission;
  /** The member whose present root issued a certificate for exchange (PEM), valid at this moment. */
  memberOf(certificate: string): string | undefined;
  /** Resolves when the node stands on the ledger, or waits for the members to admit it; it retries until it stands. */
  readonly settled: Promise<void>;
  close(): Promise<void>;
}

/** Joins engine, ledger, care and exchange of one hospital; the only place that names an engine. */
export async function wire(options: {
  data: string;
  consortium: Consortium;
  member: ConsortiumMember;
  settings: Pick<
    NodeSettings,
    'carePolicy' | 'eventlessPatients' | 'idle' | 'notify' | 'replaceAfterMs'
  >;
  log: (line: { readonly event: string; readonly [fact: string]: unknown }) => void;
}): Promise<Wired> {
  const { data, consortium, member, settings, log } = options;
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
      carePolicy: settings.carePolicy,
      ...(settings.idle === undefined ? {} : { idle: settings.idle }),
    },
    {
      clock,
      log,
      projections: [
        consentProjection,
        copyProjection,
        disclosureProjection,
        emergencyProjection,
        monitorProjection,
      ],
    },
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
    barred: () =>
      book.view.members.get(member.id)?.status === 'suspended' ? suspended : undefined,
  });
  const directory = openDirectory({ hospital, peers, members });
  const office = ring.signer('office');
  const organisations = () => engine.configuration.organisations;
  const applications = openApplications(join(folder, 'applications.json'), { clock });
  const admission = openAdmission({
    view: book.view,
    applications,
    configuration: () => engine.configuration,
    office: { mspId: member.mspId, ring },
    ask: (id, update) => peers.signConfiguration(id, update),
    clock,
    log,
  });
  let waiting: string | undefined;
  let startWaiting = () => {};
  const waited = new Promise<void>((resolve) => {
    startWaiting = resolve;
  });
  const enrolment = openEnrolment(book);
  const consents = openConsents({
    book,
    personOf: (id, practitioner) => directory.personOf(id, practitioner),
  });
  const signer = ring.signer('signer');
  const exchange = openExchange({
    book,
    consents,
    enrolment,
    peers,
    signer,
    signal: stop.signal,
    // A demonstration is driven by scripts as well.
    eventlessPatients: settings.eventlessPatients ?? (consortium.demo ? 5_000 : 20),
  });
  const requests = openAccessRequests({
    book,
    consents,
    enrolment,
    peers,
    tellings: exchange.tellings,
    nameOf: (id, practitioner) => directory.nameOf(id, practitioner),
  });
  const senders = createSenders(settings.notify, { link: member.origin, hospital: member.name });
  const { escalateAfterMs } = settings.notify;
  const notices = openNotices({ hospital, senders, escalateAfterMs, signal: stop.signal });
  watchForNotices(hospital, notices);
  const practice: Practice = {
    instance,
    hospital,
    book,
    enrolment,
    staffLeaves: openStaffLeaves({ book, enrolment, office }),
    consents,
    exchange,
    requests,
    notices,
    replaceAfterMs: settings.replaceAfterMs,
    outside: senders.map(({ channel }) => channel),
    peers,
    directory,
    prover: openProver({ book, peers, signer }),
    office,
    governance: openGovernance({ book, office, applications, organisations }),
    channelFacts: readChannelFacts(folder),
    consortium: {
      rpId: member.rpId,
      origin: member.origin,
      name: member.name,
      demo: consortium.demo,
      authority: ring.authority('ca').certPem,
    },
    state: () =>
      book.view.members.get(member.id)?.status ?? (waiting === undefined ? 'starting' : 'pending'),
    faults: () => {
      const isSuspended = book.view.members.get(member.id)?.status === 'suspended';
      const why = waiting ?? book.why();
      return [...(isSuspended ? [suspended] : []), ...(why === undefined ? [] : [why])];
    },
  };
  const settled = settle({
    book,
    ledger,
    practice,
    folder,
    joining: joiningOf(consortium, folder),
    organisations,
    waits: (sentence) => {
      waiting = sentence;
      startWaiting();
    },
    stop: stop.signal,
  });
  void admission.run(stop.signal);
  return {
    practice,
    ring,
    admission,
    memberOf: (certificate) =>
      members().find(
        (m) => m.status === 'active' && verifyChain(certificate, m.roots, clock()).valid,
      )?.id,
    settled: Promise.race([settled, waited]),
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

function joiningOf({ channel, sponsor }: Consortium, folder: string): Joining | undefined {
  const application = ownApplication(folder);
  return application && sponsor !== undefined ? { application, sponsor, channel } : undefined;
}
