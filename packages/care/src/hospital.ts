import type { MasterKey } from '@careledger/keys';
import type { Chart } from './chart/chart.ts';
import type { IndexDb, Projection } from './journal/projection.ts';
import type { Journal } from './journal/journal.ts';
import type { People } from './people/people.ts';
import type { Registry } from './registry/registry.ts';
import type { Vault } from './vault/vault.ts';

/** Where a hospital's node lies and who it is. */
export interface HospitalOptions {
  readonly folder: string;
  readonly member: string;
  readonly channel: string;
  /** Default `<folder>/keys/master.key`; created with mode 0600 where `create` is true and it is absent. */
  readonly masterKeyFile?: string;
  readonly create?: boolean;
}

/** What a hospital is given: the clock (ms), a log line without personal data, further projections. */
export interface HospitalDeps {
  readonly clock: () => number;
  readonly log: (line: { readonly event: string; readonly [fact: string]: unknown }) => void;
  readonly projections: readonly Projection[];
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
  /** Makes every table of the index again from the logs. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}
