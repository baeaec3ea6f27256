import { CareError } from '../care-error.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chart } from './chart.ts';
import type { Guard } from './guard.ts';
import { targetsOf, type Target } from './incoming.ts';
import { labelled } from './labelling.ts';
import type { Locks } from './locks.ts';
import type { Resource } from './resource.ts';
import type { Rows, StoredVersion } from './rows.ts';

/** Labels that follow: a clinician's decision, and what refers to a record whose labels changed. */
export interface Relabelling {
  readonly relabel: Chart['relabel'];
  /** Computes the labels of all current records of a patient again, and journals what changed. */
  patient(patient: string): Promise<void>;
}

/** Relabelling over the chart's rows; every change is a journal entry `relabelled`. */
export function createRelabelling(deps: {
  rows: Rows;
  journal: Journal;
  guard: Guard;
  locks: Locks;
  clock: () => number;
  open: (version: StoredVersion) => Promise<Resource>;
}): Relabelling {
  const { rows, journal, guard, locks, clock, open } = deps;

  const changesOf = async (
    patient: string,
    decided?: { type: string; id: string; added: readonly string[]; removed: readonly string[] },
  ) => {
    const versions = rows.ofPatient(patient);
    const inside = new Set(versions.map(({ type, id }) => `${type}/${id}`));
    const resources: { resource: Resource; override: ReturnType<Rows['override']> }[] = [];
    const outside = new Map<string, Target>();
    for (const version of versions) {
      const resource = await open(version);
      const isDecided = decided?.type === version.type && decided.id === version.id;
      const override = isDecided ? decided : rows.override(version.type, version.id);
      resources.push({ resource, override });
      for (const { type, id } of targetsOf(resource)) {
        const target = inside.has(`${type}/${id}`) ? undefined : rows.version(type, id);
        if (target) outside.set(`${type}/${id}`, target);
      }
    }
    const labels = labelled(resources, [...outside.values()]);
    return versions.flatMap(({ type, id, labels: before }, n) => {
      const now = labels[n]?.labels ?? [];
      return now.join(' ') === before.join(' ') ? [] : [{ type, id, labels: now }];
    });
  };
  return {
    patient: async (patient) => {
      const changes = await changesOf(patient);
      if (changes.length > 0)
        await journal.append({
          t: 'relabelled',
          v: 1,
          at: clock(),
          by: null,
          reason: null,
          changes,
          override: null,
        });
    },
    relabel: (actor, { type, id, add = [], remove = [], reason }) =>
      locks.hold([`${type}/${id}`], async () => {
        const before = rows.version(type, id);
        if (before === undefined) throw new CareError('not-found', 'There is no such record.');
        await guard.permit(actor, 'amend', {
          interaction: 'relabel',
          concerned: before,
          item: [type, id, before.version],
        });
        if (actor.kind !== 'staff' || before.patient === null)
          throw new CareError('forbidden', 'Only staff label, and only records of patients.');
        if (remove.length > 0 && reason.trim() === '')
          throw new CareError('invalid', 'A label is removed with a reason only.');
        if (![...add, ...remove].every((label) => /^[A-Z][A-Z0-9]{0,15}$/.test(label)))
          throw new CareError('invalid', 'There is no such label.');
        const stands = rows.override(type, id);
        const added = [...new Set([...(stands?.added ?? []), ...add])].filter(
          (each) => !remove.includes(each),
        );
        const removed = [...new Set([...(stands?.removed ?? []), ...remove])].filter(
          (each) => !add.includes(each),
        );
        const override = { type, id, added, removed };
        const changes = await changesOf(before.patient, override);
        await journal.append({
          t: 'relabelled',
          v: 1,
          at: clock(),
          by: actor.handle,
          reason,
          changes,
          override,
        });
        const after = rows.version(type, id);
        if (after === undefined) throw new CareError('not-found', 'There is no such record.');
        return after;
      }),
  };
}
