import type { Hex } from '@careledger/proof';
import type { Resource } from './resource.ts';

/** One version of a resource as history lists it (R3.1); `anchored` is null until the ledger has its act. */
export interface VersionInfo {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly at: number;
  readonly author: Hex;
  readonly kind: string;
  readonly labels: readonly string[];
  /** FHIR id of the patient whose compartment it is in, null for directory entries. */
  readonly patient: string | null;
  readonly commitment: Hex;
  readonly journal: number;
  readonly act: Hex;
  readonly leaf: number;
  readonly anchored: { readonly tx: string; readonly block: number } | null;
  readonly enteredInError: boolean;
  readonly fullUrl: string | null;
  readonly source: string | null;
}

/** A version with its content, `meta` filled in (versionId, lastUpdated, anchoring tag, labels). */
export interface Version extends VersionInfo {
  readonly resource: Resource;
}

/** A current, anchored version that may be offered to another hospital; content is opened only when asked for. */
export interface Candidate {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly patient: string;
  readonly commitment: Hex;
  readonly nonce: Hex;
  readonly contentNonce: Hex;
  readonly author: Hex;
  readonly at: number;
  readonly act: Hex;
  readonly leaf: number;
  /** FHIR date or dateTime of the clinical event, for windows of dates. */
  readonly date: string | null;
  /** The stored resource, byte for byte what the statement's content digest covers (no added meta). */
  resource(): Promise<Resource>;
}

/** What the record statement commits to: `content` = SHA-256(contentNonce ‖ canonical resource). */
export interface Statement {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly author: Hex;
  readonly at: number;
  readonly content: Hex;
}
