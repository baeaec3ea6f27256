import { isObject, type Hex, type Json } from '@careledger/proof';
import type { Prover } from '../audit/prove.ts';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { resourceOf, shown } from '../chart/content.ts';
import { jsonOf } from '../exchange/wire.ts';
import { guardianSees } from '../guardians/guardianship.ts';
import { accessEntry, type Seen } from '../journal/access.ts';
import type { PatientActor } from '../people/actor.ts';
import { integer, list, record, text } from '../shape.ts';

/**
 * A proof file of one version. Its statement's `content` is SHA-256 over the nonce and the canonical form of the bundle's resource
 * with this `meta` (without any, where it is null) in place of its own.
 */
export interface ExportedProof {
  readonly id: string;
  readonly proof: string;
  readonly contentNonce: Hex;
  readonly meta: Json;
}

/** Everything that a hospital holds about a patient: FHIR, proofs, and what she permitted and who looked. */
export interface ExportFile {
  readonly v: 1;
  readonly member: string;
  readonly at: string;
  readonly note: string;
  /** A FHIR Bundle of type collection: every version of every record. */
  readonly bundle: Json;
  readonly proofs: readonly ExportedProof[];
  /** Versions whose proof is not yet made: written a moment ago. */
  readonly unproven: readonly string[];
  /** The roots of trust that a check wants. */
  readonly roots: string;
  readonly consents: readonly Json[];
  readonly disclosures: readonly Json[];
}

const placesShape = list(record({ type: text, id: text, version: integer }));
const note =
  'Everything that this hospital holds about you, in every version. Entries that staff have marked as entered in error are not in it. Each proof is checked without this hospital: careledger check FILE --roots ROOTS.';

/** Makes the file for the patient herself, or for a guardian what lies within his scope; journaled before anything leaves (D2, R8). */
export async function exportRecord(
  deps: {
    book: Book;
    prover: Prover;
    base: string;
    disclosures: (patient: string) => readonly object[];
    consents: (patient: string) => Promise<readonly object[]>;
  },
  actor: PatientActor,
): Promise<ExportFile> {
  const { book, prover, base } = deps;
  const { hospital } = book;
  const { patient, guardian } = actor;
  const { index, chart, journal, clock, member } = hospital;
  const places = placesShape(
    index
      .prepare(
        `select v.type, v.id, v.version from chart_version v
         join chart_current c on c.type = v.type and c.id = v.id
         where v.patient = ? and c.in_error = 0 order by c.n, v.version`,
      )
      .all(patient),
    'versions',
  );
  const versions = places.flatMap((place) => {
    const info = chart.info(place);
    const candidate = chart.opening(place);
    const now = chart.info({ type: place.type, id: place.id });
    const isHis =
      guardian === undefined ||
      [info, now].every((each) => each !== undefined && guardianSees(guardian, each));
    return info && candidate && isHis ? [{ info, candidate }] : [];
  });
  await journal.append(
    accessEntry({
      at: clock(),
      actor,
      interaction: 'export',
      outcome: 'permitted',
      because: null,
      basis: guardian === undefined ? 'self' : 'guardian',
      patients: [patient],
      items: versions.map(({ info }): Seen => [info.type, info.id, info.version]),
    }),
  );

  const entry: Json[] = [];
  const proofs: ExportedProof[] = [];
  const unproven: string[] = [];
  for (const { info, candidate } of versions) {
    const { type, id, version } = info;
    const resource = resourceOf(await candidate.resource(), type);
    entry.push({ fullUrl: `${base}/${type}/${id}`, resource: jsonOf(shown(resource, info)) });
    const place = `${type}/${id}/_history/${version}`;
    try {
      const proof = await prover.prove(place);
      const meta = isObject(resource['meta']) ? jsonOf(resource['meta']) : null;
      proofs.push({ id: place, proof, contentNonce: candidate.contentNonce, meta });
    } catch (error) {
      if (!(error instanceof CareError) || error.code !== 'not-ready') throw error;
      unproven.push(place);
    }
  }
  const [consents, disclosures] =
    guardian === undefined ? [await deps.consents(patient), deps.disclosures(patient)] : [[], []];
  return {
    v: 1,
    member,
    at: new Date(clock()).toISOString(),
    note,
    bundle: { resourceType: 'Bundle', type: 'collection', entry },
    proofs,
    unproven,
    roots: prover.roots(),
    consents: consents.map((each) => jsonOf(each)),
    disclosures: disclosures.map((each) => jsonOf(each)),
  };
}
