import { fromHex, isHex32, toHex, utf8 } from './bytes.ts';
import { canonical, isObject, type Json, type JsonObject } from './canonical.ts';
import { checkProof, type CheckedProof, type ProofFault } from './check-proof.ts';
import { sha256, type Verify } from './hash.ts';
import { ProofError } from './proof-error.ts';
import type { RecordStatement } from './proof-file.ts';

/** Why a version in an export does not hold; `content`: its words are not what was committed, `missing`: it has no proof, or no words. */
export type EntryFault = ProofFault | 'content' | 'missing';

/** A version that does not hold: `Type/id/_history/version`. */
export interface FaultyEntry {
  readonly id: string;
  readonly because: EntryFault;
}

/** The outcome of a check of a patient's export: how many versions hold, which do not, and which have no proof. */
export interface ExportCheck {
  readonly kind: 'export';
  /** `in-part`: every proof in the file holds, and words stand in it that nothing proves. */
  readonly verdict: 'valid' | 'in-part' | 'invalid';
  /** Whether every version in the file holds. */
  readonly valid: boolean;
  /** Who keeps the records that hold. */
  readonly custodians: readonly string[];
  /** Whether some member that keeps none of them signed every proof too. */
  readonly isWitnessed: boolean;
  /** Versions that hold, those that do not, and those without proof. */
  readonly entries: number;
  readonly held: number;
  readonly faults: readonly FaultyEntry[];
  /** Versions that nothing proves: the file says that their proof follows, and anybody can write that. */
  readonly unproven: readonly string[];
}

/**
 * Checks a patient's export without any node, version by version: the proof against the roots that the verifier brings, never those
 * in the file, and the words against the proof. Gives undefined where the text is no export; never throws for what the texts say.
 */
export async function checkExport(
  exportText: string,
  rootsText: string,
  verify: Verify,
): Promise<ExportCheck | undefined> {
  const file = readExport(exportText);
  if (file === undefined) return undefined;
  const proofs = new Map(file.proofs.map((each) => [textOf(each['id']), each]));
  const promised = new Set(file.unproven);
  const unproven: string[] = [];
  const faults: FaultyEntry[] = [];
  const holding: CheckedProof[] = [];
  for (const resource of file.resources) {
    const id = placeOf(resource);
    const given = proofs.get(id);
    proofs.delete(id);
    const check = given && (await checkProof(textOf(given['proof']), rootsText, verify));
    if (given === undefined && promised.delete(id)) unproven.push(id);
    else if (given === undefined || check === undefined) faults.push({ id, because: 'missing' });
    else if (!check.valid) faults.push({ id, because: check.because });
    else if (check.kind !== 'record' || !isSaid(resource, given, check.statement))
      faults.push({ id, because: 'content' });
    else holding.push(check);
  }
  // A proof or a promise without its words: something was taken out.
  for (const id of [...proofs.keys(), ...promised]) faults.push({ id, because: 'missing' });
  const held = holding.length;
  const entries = held + faults.length + unproven.length;
  const verdict =
    faults.length > 0 || entries === 0 ? 'invalid' : unproven.length > 0 ? 'in-part' : 'valid';
  const custodians = [...new Set(holding.map(({ custodian }) => custodian))];
  return {
    kind: 'export',
    verdict,
    valid: verdict === 'valid',
    custodians,
    isWitnessed: signersOfAll(holding).some((member) => !custodians.includes(member)),
    entries,
    held,
    faults,
    unproven,
  };
}

/** The members who signed every one of these proofs. */
function signersOfAll([first, ...rest]: readonly CheckedProof[]): readonly string[] {
  const signers = first?.signedBy ?? [];
  return signers.filter((member) => rest.every(({ signedBy }) => signedBy.includes(member)));
}

function readExport(
  text: string,
): { resources: JsonObject[]; proofs: JsonObject[]; unproven: string[] } | undefined {
  let file: Json;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(file) || file['v'] !== 1) return undefined;
  const { bundle, proofs, unproven } = file;
  if (!isObject(bundle) || !Array.isArray(bundle['entry'])) return undefined;
  if (!Array.isArray(proofs) || !Array.isArray(unproven)) return undefined;
  const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
  return {
    resources: bundle['entry'].map((entry: Json) => objectOf(objectOf(entry)['resource'])),
    proofs: proofs.map(objectOf),
    unproven: unproven.map(textOf),
  };
}

function placeOf({ resourceType, id, meta }: JsonObject): string {
  const version = isObject(meta) ? textOf(meta['versionId']) : '';
  return `${textOf(resourceType)}/${textOf(id)}/_history/${version}`;
}

/** Whether a resource says what its statement commits to: with the `meta` that stands beside the proof in place of the one shown. */
function isSaid(resource: JsonObject, given: JsonObject, statement: RecordStatement): boolean {
  const { type, id, version, at, content } = statement;
  const { meta: shown, ...rest } = resource;
  const { meta = null, contentNonce } = given;
  if (placeOf(resource) !== `${type}/${id}/_history/${version}`) return false;
  if (!isObject(shown) || Date.parse(textOf(shown['lastUpdated'])) !== at) return false;
  if (!isHex32(contentNonce)) return false;
  const stored = meta === null ? rest : { ...rest, meta };
  try {
    return toHex(sha256(fromHex(contentNonce), utf8(canonical(stored)))) === content;
  } catch (error) {
    if (error instanceof ProofError) return false;
    throw error;
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
