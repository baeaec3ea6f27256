import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { hearsOf, type CarePolicy, type Role } from '@careledger/care';
import { readConsortium } from '../consortium.ts';
import { initFounder } from '../found/init.ts';
import { openMonitor } from '../monitor.ts';
import { readNodeFile } from '../node-file.ts';
import { openOrdererIn } from '../orderer.ts';
import type { Practice } from '../practice.ts';
import { openVerifyRuns } from '../verify/verify-runs.ts';
import { wire } from '../wire.ts';
import { upkeepOf } from '../upkeep.ts';
import { allHandlers } from './all-handlers.ts';
import { buildServer } from './server.ts';

/** A whole hospital in process: ledger, every operation, FHIR; it listens on no port for people. */
export interface Clinic extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly practice: Practice;
  readonly host: string;
  /** A bearer token of somebody with this role. */
  tokenOf(role: Role): Promise<string>;
  /** Has the orderer go away: nothing is committed from then on. */
  ledgerLeaves(): Promise<void>;
  /** Has it come back. */
  ledgerReturns(): Promise<void>;
}

const nothing = {
  hospital: '',
  member: '',
  height: 0,
  unanchored: 0,
  why: undefined,
  members: [],
  demo: [],
};
const password = 'four plain words here';

/** Founds a consortium of one hospital and opens it; ports count from `portBase`. */
export async function openClinic(options: {
  portBase: number;
  carePolicy?: CarePolicy;
}): Promise<Clinic> {
  const data = mkdtempSync(join(tmpdir(), 'careledger-clinic-'));
  const admin = { user: 'administrator', name: 'Ada', password };
  await initFounder(data, { name: 'Northgate', portBase: options.portBase, admin });
  const consortium = readConsortium(data);
  const [member] = consortium.members;
  if (member === undefined) throw new Error('a hospital is expected');
  let orderer = await openOrdererIn(data);
  const log = () => undefined;
  const read = readNodeFile(join(data, member.folder), { member, clock: () => Date.now() });
  const settings = { ...read, carePolicy: options.carePolicy ?? read.carePolicy };
  const wired = await wire({ data, consortium, member, settings, log });
  const { practice, ring } = wired;
  const monitor = await openMonitor({ member }, { book: practice.book, ring, log });
  const { hospital } = practice;
  const runs = openVerifyRuns({ folder: join(data, member.folder) }, { hospital });
  const app = buildServer({
    handlers: allHandlers(practice, {
      data,
      monitor,
      runs,
      oidc: undefined,
      upkeep: () => upkeepOf(join(data, member.folder)),
    }),
    people: hospital.people,
    bulletin: hospital.bulletin,
    hears: (actor, news) => hearsOf(hospital, actor, news),
    fhir: { chart: hospital.chart, base: `${member.url}/fhir/R4` },
    about: () => nothing,
    pages: undefined,
    origin: member.origin,
    log,
  });
  await wired.settled;
  const by = await hospital.people.vouch({ user: 'administrator', password });
  for (const role of ['doctor', 'nurse', 'privacy-officer', 'researcher'] as const) {
    await hospital.people.addPractitioner({ user: role, name: `Some ${role}`, role, password, by });
    await practice.enrolment.staff(role, practice.office);
  }
  return {
    app,
    practice,
    host: new URL(member.origin).host,
    tokenOf: async (user) => (await hospital.people.login({ user, password })).token,
    ledgerLeaves: () => orderer.close(),
    async ledgerReturns() {
      orderer = await openOrdererIn(data);
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await runs.close();
      await monitor.broker.close();
      await wired.close();
      await orderer.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
