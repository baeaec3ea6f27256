import type { Hex, Json } from '@careledger/proof';
import type { Actor } from '../people/actor.ts';
import type { Candidate, Version, VersionInfo } from './version.ts';

/** What became of one entry of a bundle; `isNew` is false where the same source had brought it before. */
export interface EntryOutcome {
  readonly source: string | null;
  readonly fullUrl: string | null;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly journal: number;
  readonly tx: string | null;
  readonly isNew: boolean;
  readonly status: '200' | '201';
}

/** One page of a search: matches, included entries, the exact total, and an opaque cursor bound to user and query. */
export interface SearchPage {
  readonly matches: readonly Version[];
  readonly included: readonly Version[];
  readonly total: number;
  readonly next: string | null;
}

/** Everything written in one go and signed once: what the outbox contributes. */
export interface ActInfo {
  readonly id: Hex;
  readonly journal: number;
  readonly at: number;
  readonly author: Hex;
  readonly root: Hex;
  readonly signature: string;
  readonly nonce: Hex;
  readonly seed: Hex;
  readonly commitments: readonly Hex[];
}

/** Name, birth date and sex of a patient, for comparison only (R9). */
export interface Comparison {
  readonly name: Json;
  readonly birthDate: string | null;
  readonly sex: string | null;
}

/** The hospital's own records: FHIR semantics, rules R1–R3, every read journaled before content leaves (D2). */
export interface Chart {
  create(actor: Actor, options: { type: string; resource: unknown }): Promise<Version>;
  read(actor: Actor, options: { type: string; id: string }): Promise<Version>;
  vread(actor: Actor, options: { type: string; id: string; version: number }): Promise<Version>;
  /** `ifMatch` is the version replaced: missing → `precondition`, another → `conflict` (R2.1). */
  update(
    actor: Actor,
    options: { type: string; id: string; resource: unknown; ifMatch: number | undefined },
  ): Promise<Version>;
  history(actor: Actor, options: { type: string; id: string }): Promise<Version[]>;
  /** *Delete* by a clinician: a new version that says so; restricted, not destroyed (R3.2). */
  enterInError(
    actor: Actor,
    options: { type: string; id: string; reason: string; ifMatch?: number },
  ): Promise<VersionInfo>;
  /** `query` is what stands behind the `?`; `cursor` continues a page given before to the same user. */
  search(
    actor: Actor,
    options: { type: string; query: string; cursor?: string },
  ): Promise<SearchPage>;
  /** A transaction bundle of at most 5,000 entries: all of it or nothing. */
  transaction(actor: Actor, bundle: unknown): Promise<EntryOutcome[]>;
  /** As `transaction`, and idempotent by (source, fullUrl): the same source again adds nothing. */
  importBundle(actor: Actor, options: { source: string; bundle: unknown }): Promise<EntryOutcome[]>;
  /** Adds or removes sensitive labels of a resource; a removal needs a reason. Journaled. */
  relabel(
    actor: Actor,
    options: {
      type: string;
      id: string;
      add?: readonly string[];
      remove?: readonly string[];
      reason: string;
    },
  ): Promise<VersionInfo>;
  /** All current records of a patient in these categories (kinds and labels; all when absent), journaled. */
  readPatient(
    actor: Actor,
    options: { patient: string; categories?: readonly string[] },
  ): Promise<Version[]>;
  /** Type and id of a resource from its bare id, where unique; without content, not journaled. */
  locate(id: string): { type: string; id: string } | undefined;
  info(options: { type: string; id: string; version?: number }): VersionInfo | undefined;
  /** Current anchored versions of a patient, not entered in error: the custodian's own filter, not journaled. */
  candidates(patient: string): Candidate[];
  /** One version with nonces, anchored or not, for proofs; not journaled. */
  opening(options: { type: string; id: string; version?: number }): Candidate | undefined;
  /** A patient's comparison fields. */
  compare(patient: string): Promise<Comparison>;
  /** Acts not anchored yet, oldest first; of these authors only, where given, so that none holds up another. */
  unanchored(limit?: number, authors?: readonly Hex[]): ActInfo[];
  act(id: Hex): ActInfo | undefined;
  unanchoredCount(): number;
}
