import { expandCategories } from '@careledger/fhir';
import { CareError } from '../care-error.ts';
import { guardianSees } from '../guardians/guardianship.ts';
import type { Actor } from '../people/actor.ts';
import type { Chart } from './chart.ts';
import type { CareCheck } from '../team/care-policy.ts';
import type { Guard } from './guard.ts';
import type { Resource } from './resource.ts';
import type { Rows, StoredVersion } from './rows.ts';
import type { Search } from './search.ts';
import type { Version } from './version.ts';

/** What the reading half of the chart stands on. */
export interface ReadParts {
  readonly rows: Rows;
  readonly guard: Guard;
  readonly search: Search;
  readonly care: CareCheck;
  readonly open: (version: StoredVersion) => Promise<Resource>;
  readonly show: (version: StoredVersion, resource: Resource) => Version;
}

type Reads = Pick<Chart, 'history' | 'read' | 'readPatient' | 'search' | 'vread'>;

/** The chart's reading half: permitted, journaled on disk, and only then opened (D2, C9). */
export function createReads(parts: ReadParts): Reads {
  const { rows, guard, search, care, open, show } = parts;

  /** A guardian's scope (I7) and what she hides (C1.2) count for each record of a list, a label for all versions of what carries it now. */
  const isSeenBy = (actor: Actor, version: StoredVersion): boolean => {
    const guardian = actor.kind === 'patient' ? actor.guardian : undefined;
    if (actor.kind === 'patient' && guardian === undefined) return true;
    const now = rows.version(version.type, version.id) ?? version;
    return [version, now].every((each) =>
      guardian === undefined ? !care.isHidden(actor, each) : guardianSees(guardian, each),
    );
  };
  /** What was entered in error is shown to those who treat alone (R3.2); nobody else learns that it is there. */
  const demandRight = (actor: Actor, version: StoredVersion): void => {
    const { type, id, patient } = version;
    if (actor.kind !== 'patient' || rows.version(type, id)?.enteredInError !== true) return;
    if (actor.patient !== patient || !isSeenBy(actor, version))
      throw new CareError('not-found', 'There is no such record.');
    throw new CareError('gone', 'This record was entered in error.');
  };

  const reveal = async (
    actor: Actor,
    interaction: string,
    given: readonly StoredVersion[],
    known?: string,
  ): Promise<Version[]> => {
    const [first] = given;
    const basis =
      known ??
      (first === undefined
        ? 'treatment'
        : await guard.permit(actor, 'read', {
            interaction,
            concerned: first,
            item: [first.type, first.id, first.version],
          }));
    const versions = given.filter((version) => isSeenBy(actor, version));
    await guard.seen(actor, { interaction, basis, records: versions });
    const found: Version[] = [];
    for (const version of versions) found.push(show(version, await open(version)));
    return found;
  };
  const there = <T>(found: T | undefined): T => {
    if (found === undefined) throw new CareError('not-found', 'There is no such record.');
    return found;
  };
  return {
    read: async (actor, { type, id }) => {
      const version = there(rows.version(type, id));
      if (version.enteredInError) {
        await guard.permit(actor, 'read', { interaction: 'read', concerned: version });
        throw new CareError('gone', 'This record was entered in error; its history shows it.');
      }
      return there((await reveal(actor, 'read', [version]))[0]);
    },
    vread: async (actor, { type, id, version }) => {
      const found = there(rows.version(type, id, version));
      demandRight(actor, found);
      return there((await reveal(actor, 'vread', [found]))[0]);
    },
    history: async (actor, { type, id }) => {
      const versions = rows.history(type, id);
      demandRight(actor, there(versions[0]));
      const shown = await reveal(actor, 'history', versions);
      there(shown[0]);
      return shown;
    },
    readPatient: async (actor, { patient, categories }) => {
      const basis = await guard.permit(actor, 'read', {
        interaction: 'read-patient',
        concerned: { kind: 'identity', patient },
      });
      if (rows.version('Patient', patient) === undefined)
        throw new CareError('not-found', 'There is no such patient.');
      const wanted = categories === undefined ? undefined : expandCategories(categories);
      if (wanted && wanted.unknown.length > 0)
        throw new CareError('invalid', 'There is no such category.');
      const versions = rows
        .ofPatient(patient)
        .filter(
          ({ kind, labels }) =>
            wanted === undefined ||
            [kind, ...labels].some((each) => wanted.categories.includes(each)),
        );
      return reveal(actor, 'read-patient', versions, basis);
    },
    search: async (actor, { type, query, cursor }) => {
      // Whoever may not read this kind of record at all learns not even a count (C9).
      const scope = actor.kind === 'patient' ? actor.patient : '';
      const concerned = search.isDirectory(type)
        ? { kind: 'directory', patient: null }
        : { kind: 'restricted', patient: scope };
      const basis = await guard.permit(actor, 'read', { interaction: 'search', concerned });
      const page = search.run({
        type,
        query,
        cursor,
        user:
          actor.kind === 'staff'
            ? actor.handle
            : `patient:${actor.patient} ${actor.guardian?.categories.join(' ') ?? ''}`,
        patient: actor.kind === 'patient' ? actor.patient : undefined,
        categories: actor.kind === 'patient' ? actor.guardian?.categories : undefined,
        sight: actor.kind === 'staff' ? care.sight(actor) : undefined,
      });
      const all = [...page.matches, ...page.included];
      const versions = await reveal(actor, 'search', all, basis);
      return {
        matches: versions.slice(0, page.matches.length),
        included: versions.slice(page.matches.length),
        total: page.total,
        next: page.next,
      };
    },
  };
}
