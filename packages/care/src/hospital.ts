import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openMasterKey, type MasterKey } from '@careledger/keys';
import { createIndex, lockFolder, openIndex, StoreError, type Index } from '@careledger/store';
import type { Bulletin } from './bulletin/bulletin.ts';
import { createBulletin } from './bulletin/create-bulletin.ts';
import { newsOfEntry } from './bulletin/news-of-entry.ts';
import { CareError } from './care-error.ts';
import { createChartProjection } from './chart/chart-projection.ts';
import type { Chart } from './chart/chart.ts';
import { createLocks, type Locks } from './chart/locks.ts';
import { openChart } from './chart/open-chart.ts';
import { indexKeyOf } from './hospital-keys.ts';
import { createAccessProjection } from './journal/access.ts';
import type { Journal } from './journal/journal.ts';
import { openJournal } from './journal/open-journal.ts';
import type { IndexDb, Projection } from './journal/projection.ts';
import { createProjector } from './journal/projector.ts';
import { createMasking } from './objections/masking.ts';
import { objectionProjection } from './objections/objection-tables.ts';
import { openPeople } from './people/open-people.ts';
import { giveHandles } from './people/patients.ts';
import type { People } from './people/people.ts';
import { USUAL_IDLE, type IdleTimes } from './people/sign-in.ts';
import { openRegistry } from './registry/open-registry.ts';
import type { Registry } from './registry/registry.ts';
import { createCareCheck, type CareCheck, type CarePolicy } from './team/care-policy.ts';
import { createCareRows } from './team/care-rows.ts';
import { teamProjection } from './team/team-projection.ts';
import { openVault } from './vault/open-vault.ts';
import type { Vault } from './vault/vault.ts';

/** Where a hospital's node lies and who it is. */
export interface HospitalOptions {
  readonly folder: string;
  readonly member: string;
  readonly channel: string;
  /** Default `<folder>/keys/master.key`; created with mode 0600 where `create` is true and it is absent. */
  readonly masterKeyFile?: string;
  readonly create?: boolean;
  /** Who may open a chart inside the hospital; default `hospital`. */
  readonly carePolicy?: CarePolicy;
  /** How long sessions last without activity; half an hour, and a quarter at a shared terminal. */
  readonly idle?: IdleTimes;
}

/** What a hospital is given: the clock (ms), a log line without personal data, further projections. */
export interface HospitalDeps {
  readonly clock: () => number;
  readonly log: (line: { readonly event: string; readonly [fact: string]: unknown }) => void;
  readonly projections: readonly Projection[];
  /** Random bytes; the machine's own unless a test hands in others. */
  readonly random?: (bytes: number) => Uint8Array;
}

/** One hospital's own node below the ledger: registry, journal, vault, index, chart and people. */
export interface Hospital {
  readonly member: string;
  readonly channel: string;
  readonly folder: string;
  readonly clock: () => number;
  readonly log: HospitalDeps['log'];
  readonly registry: Registry;
  readonly journal: Journal;
  readonly vault: Vault;
  readonly index: IndexDb;
  readonly masterKey: MasterKey;
  readonly chart: Chart;
  readonly people: People;
  /** Tells open pages what was journaled, and what use cases say besides. */
  readonly bulletin: Bulletin;
  /** Who sees what of a patient inside the hospital. */
  readonly care: CareCheck;
  /** Held by use cases that check and then journal, so that of two at once the second sees the first. */
  readonly locks: Locks;
  /** Makes every table of the index again from the logs. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** Version of the index's own tables: another one is made again from the logs. */
export const indexSchema = 9;

/**
 * Opens a hospital's data folder: lock, master key, registry, vault, journal, index (made again where it
 * was changed, damaged or belongs to another journal), and what stands on them. Throws `not-ready` where
 * another process has the folder, `StoreError` where a log is damaged.
 */
export async function openHospital(
  options: HospitalOptions,
  deps: HospitalDeps,
): Promise<Hospital> {
  const { folder, member, channel, create = false } = options;
  const { carePolicy = 'hospital', idle = USUAL_IDLE } = options;
  const { clock, log, random = randomBytes } = deps;
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder).catch((cause: unknown) => {
    const isLocked = cause instanceof StoreError && cause.code === 'locked';
    throw isLocked ? new CareError('not-ready', cause.message, { cause }) : cause;
  });
  const closing: (() => Promise<void>)[] = [() => lock.release()];
  const close = async (): Promise<void> => {
    for (let end = closing.pop(); end; end = closing.pop()) await end();
  };
  try {
    const masterKey = openMasterKey(options.masterKeyFile ?? join(folder, 'keys', 'master.key'), {
      create,
    });
    const keyOf = (purpose: string) => masterKey.derive(`careledger-${purpose}-v1 ${member}`);
    const place = { folder, member };
    const registry = await openRegistry({ ...place, key: keyOf('registry') });
    closing.push(() => registry.close());
    const vault = await openVault(
      { ...place, key: keyOf('vault') },
      { registry, masterKey, random },
    );
    closing.push(() => vault.close());
    const journal = await openJournal({ ...place, key: keyOf('journal') }, { random, log });
    closing.push(() => journal.close());
    const index = await indexOf(join(folder, 'index.sqlite'), indexKeyOf(masterKey), log);
    closing.push(() => index.close());
    const projection = createChartProjection(vault);
    const projector = createProjector(journal, {
      db: index,
      projections: [
        projection,
        createAccessProjection(),
        teamProjection,
        objectionProjection,
        ...deps.projections,
      ],
      log,
    });
    const { applied, anew } = await projector.catchUp();
    if (applied > 0) log({ event: 'index-followed', entries: applied, anew });
    journal.projectBy((entries) => projector.apply(entries));
    const bulletin = createBulletin({ log });
    journal.onAppend(({ entry }) => newsOfEntry(entry).forEach((news) => bulletin.publish(news)));
    const admitting = (patients: readonly string[]) => giveHandles(patients, { registry, random });
    const masking = createMasking(index, clock);
    const care = createCareCheck(createCareRows(index), masking, carePolicy);
    const chart = openChart(
      { member, channel, cursorKey: keyOf('cursor') },
      { vault, journal, index, projection, care, clock, random, admitting },
    );
    const people = openPeople({ registry, journal, masterKey, chart, clock, random, idle });
    return {
      member,
      channel,
      folder,
      clock,
      log,
      registry,
      journal,
      vault,
      index,
      masterKey,
      chart,
      people,
      bulletin,
      care,
      locks: createLocks(),
      close,
      rebuild: async () => {
        await projector.rebuild();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function indexOf(file: string, keyHex: string, log: HospitalDeps['log']): Promise<Index> {
  const options = { file, keyHex, schema: indexSchema };
  const opened = await openIndex(options);
  if (opened.state === 'ready') return opened.index;
  log({ event: 'index-made-again', why: opened.why });
  return createIndex(options);
}
