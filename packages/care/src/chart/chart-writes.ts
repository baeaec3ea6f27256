import { kindOf, planTransaction, type PlannedEntry } from '@careledger/fhir';
import { CareError } from '../care-error.ts';
import type { Actor, StaffActor } from '../people/actor.ts';
import { asTransaction, checkMatch, checkPatient, single } from './matching.ts';
import type { Chart, EntryOutcome } from './chart.ts';
import { markedInError, resourceOf } from './content.ts';
import type { Guard } from './guard.ts';
import type { Incoming } from './incoming.ts';
import type { Locks } from './locks.ts';
import { prepare, type Known } from './prepare.ts';
import type { Resource } from './resource.ts';
import type { Rows, StoredVersion } from './rows.ts';
import type { Version, VersionInfo } from './version.ts';
import type { Draft, Writer } from './writer.ts';

/** What the writing half of the chart stands on. */
export interface WriteParts {
  readonly rows: Rows;
  readonly guard: Guard;
  readonly locks: Locks;
  readonly writer: Writer;
  readonly known: Known;
  readonly newId: () => string;
  readonly open: (version: StoredVersion) => Promise<Resource>;
  readonly show: (version: StoredVersion, resource: Resource) => Version;
  /** Told of patients before their first version is journaled. */
  readonly admitting: (patients: readonly string[]) => Promise<void>;
  /** Told when labels of a patient's record changed, so that what refers to it follows. */
  readonly relabel: (patient: string) => Promise<void>;
  /** The one resource that a conditional query of somebody finds. */
  readonly find: (actor: Actor, type: string, query: string) => string | undefined;
}

type Writes = Pick<Chart, 'create' | 'enterInError' | 'importBundle' | 'transaction' | 'update'>;

/** The chart's writing half: every write is one signed act, in the vault and the journal before it resolves. */
export function createWrites(parts: WriteParts): Writes {
  const { rows, guard, locks, writer, open, show } = parts;

  const permitWrite = async (
    actor: Actor,
    interaction: string,
    resources: readonly { resource: Resource; version: number }[],
  ): Promise<StaffActor> => {
    const asked = new Set<string>();
    for (const { resource, version } of resources) {
      const kind = kindOf(resource);
      const right = version === 1 ? 'create' : 'amend';
      if (asked.has(`${kind} ${right}`)) continue;
      asked.add(`${kind} ${right}`);
      const concerned = { kind, patient: kind === 'directory' ? null : '' };
      await guard.permit(actor, right, { interaction, concerned });
    }
    if (actor.kind !== 'staff') throw new CareError('forbidden', 'Only staff write in the chart.');
    return actor;
  };
  const write = async (
    actor: StaffActor,
    drafts: readonly Draft[],
    told: { source?: string; reason?: string } = {},
  ): Promise<number> => {
    await guard.demandCare(
      actor,
      drafts.map(({ patient }) => patient),
    );
    const born = drafts.filter(
      ({ resource, version }) => resource.resourceType === 'Patient' && version === 1,
    );
    await parts.admitting(born.map(({ id }) => id));
    const { source = null, reason = null } = told;
    return (await writer.write(actor, { drafts, source, reason })).journal;
  };
  const written = (draft: Draft): Version => {
    const version = rows.version(draft.resource.resourceType, draft.id, draft.version);
    if (version === undefined)
      throw new CareError('not-ready', 'The index has not taken what was written.');
    return show(version, draft.resource);
  };
  /** What is hidden or in nobody's care of his tells not even its version. */
  const demandSight = async (actor: Actor, was: StoredVersion): Promise<void> => {
    await guard.demandShown(actor, was);
    await guard.demandCare(actor, [was.patient]);
  };
  const current = async (actor: Actor, type: string, id: string): Promise<StoredVersion> => {
    const found = rows.version(type, id);
    if (found === undefined) throw new CareError('not-found', 'There is no such record.');
    await demandSight(actor, found);
    if (found.enteredInError) throw new CareError('gone', 'This record was entered in error.');
    return found;
  };
  const one = (drafts: readonly Draft[]): Draft => {
    const [draft] = drafts;
    if (draft === undefined) throw new CareError('invalid', 'There is nothing to write.');
    return draft;
  };
  const follow = async (
    before: readonly StoredVersion[],
    drafts: readonly Draft[],
  ): Promise<void> => {
    const changed = new Set<string>();
    for (const was of before) {
      const draft = drafts.find(
        ({ id, resource }) => id === was.id && resource.resourceType === was.type,
      );
      if (was.patient !== null && draft && draft.labels.join(' ') !== was.labels.join(' '))
        changed.add(was.patient);
    }
    for (const patient of changed) await parts.relabel(patient);
  };

  return {
    create: async (actor, { type, resource }) => {
      const given = resourceOf(resource, type);
      const [incoming] = single(given, type, 'POST', parts.newId(), 1);
      const staff = await permitWrite(actor, 'create', [incoming]);
      const drafts = prepare([incoming], parts.known);
      await write(staff, drafts);
      return written(one(drafts));
    },
    update: async (actor, { type, id, resource, ifMatch }) => {
      const given = resourceOf(resource, type);
      if (given.id !== id)
        throw new CareError('invalid', 'The resource must carry the id that it is sent to.');
      const staff = await permitWrite(actor, 'update', [{ resource: given, version: 2 }]);
      return locks.hold([`${type}/${id}`], async () => {
        const before = await current(staff, type, id);
        checkMatch(before, ifMatch);
        const drafts = prepare(single(given, type, 'PUT', id, before.version + 1), parts.known);
        checkPatient(drafts, [before]);
        await write(staff, drafts);
        await follow([before], drafts);
        return written(one(drafts));
      });
    },
    enterInError: async (actor, { type, id, reason, ifMatch }): Promise<VersionInfo> => {
      if (reason.trim() === '') throw new CareError('invalid', 'A reason is needed.');
      return locks.hold([`${type}/${id}`], async () => {
        const before = await current(actor, type, id);
        const { kind, labels, patient } = before;
        await guard.permit(actor, 'amend', {
          interaction: 'enter-in-error',
          concerned: before,
          item: [type, id, before.version],
        });
        if (actor.kind !== 'staff')
          throw new CareError('forbidden', 'Only staff write in the chart.');
        if (ifMatch !== undefined) checkMatch(before, ifMatch);
        const resource = markedInError(await open(before));
        const version = before.version + 1;
        const draft: Draft = {
          path: type,
          method: 'DELETE',
          fullUrl: null,
          resource,
          id,
          version,
          kind,
          labels,
          patient,
        };
        await write(actor, [draft], { reason });
        return written(draft);
      });
    },
    transaction: (actor, bundle) => bring(actor, bundle, null),
    importBundle: (actor, { source, bundle }) =>
      locks.hold([`source ${source}`], () => bring(actor, asTransaction(bundle), source)),
  };

  async function bring(
    actor: Actor,
    bundle: unknown,
    source: string | null,
  ): Promise<EntryOutcome[]> {
    const interaction = source === null ? 'transaction' : 'import';
    // Conditions, versions and sources tell of what is there: nobody asks by them who may not write (R1, C9).
    const concerned = { kind: 'restricted', patient: '' };
    const basis = await guard.permit(actor, 'create', { interaction, concerned });
    const nameOf = (entry: { index: number; fullUrl: string | null }) =>
      entry.fullUrl ?? `#${entry.index}`;
    const brought = source === null ? undefined : rows.identities(source);
    const before = (entry: { index: number; fullUrl: string | null }) =>
      brought?.get(nameOf(entry));
    const looked = new Map<string, StoredVersion>();
    const plan = planTransaction(bundle, {
      newId: (entry) => before(entry)?.id ?? parts.newId(),
      find: (type, query) => {
        const id = parts.find(actor, type, query);
        const met = id === undefined ? undefined : rows.version(type, id);
        if (met && met.patient !== null) looked.set(`${type}/${met.id}`, met);
        return id;
      },
    });
    if (looked.size > 0)
      await guard.seen(actor, { interaction: 'search', basis, records: [...looked.values()] });
    if (!plan.ok) {
      const issues = plan.issues.map(({ code, expression, message }) => ({
        code,
        path: expression ?? 'Bundle',
        says: message,
      }));
      const says = issues[0]?.says ?? 'The bundle cannot be taken.';
      throw new CareError(plan.because === 'too-many' ? 'too-large' : 'invalid', says, { issues });
    }
    const fresh = plan.entries.filter(
      (entry) => entry.action !== 'found' && before(entry) === undefined,
    );
    const again = plan.entries.flatMap((entry) => before(entry) ?? []);
    await guard.demandCare(
      actor,
      again.map(({ type, id }) => rows.version(type, id)?.patient ?? null),
    );
    const updates = fresh.filter(({ action }) => action === 'update');
    return locks.hold(
      updates.map(({ type, id }) => `${type}/${id}`),
      async () => {
        for (const { type, id } of updates) {
          const was = rows.version(type, id);
          if (was) await demandSight(actor, was);
        }
        const replaced: StoredVersion[] = [];
        const incoming = fresh.map((entry): Incoming => {
          const was = entry.action === 'update' ? rows.version(entry.type, entry.id) : undefined;
          if (was) {
            const match = entry.ifMatch === null ? undefined : Number(entry.ifMatch);
            checkMatch(was, match, `Bundle.entry[${entry.index}].request.ifMatch`);
            if (was.enteredInError) throw new CareError('gone', 'A record was entered in error.');
            replaced.push(was);
          }
          return {
            path: `Bundle.entry[${entry.index}].resource`,
            method: entry.action === 'update' ? 'PUT' : 'POST',
            fullUrl: source === null ? entry.fullUrl : nameOf(entry),
            resource: resourceOf(entry.resource, `Bundle.entry[${entry.index}].resource`),
            id: entry.id,
            version: (was?.version ?? 0) + 1,
          };
        });
        const staff = await permitWrite(actor, interaction, incoming);
        const drafts = prepare(incoming, parts.known);
        checkPatient(drafts, replaced);
        const journal =
          drafts.length === 0 ? 0 : await write(staff, drafts, source === null ? {} : { source });
        await follow(replaced, drafts);
        const made = new Map(
          drafts.map((draft) => [`${draft.resource.resourceType}/${draft.id}`, draft]),
        );
        return plan.entries
          .toSorted((left, right) => left.index - right.index)
          .map((entry) =>
            outcome(entry, before(entry), made.get(`${entry.type}/${entry.id}`), journal),
          );
      },
    );
    function outcome(
      entry: PlannedEntry,
      known: { version: number; journal: number } | undefined,
      draft: Draft | undefined,
      journal: number,
    ): EntryOutcome {
      const { fullUrl, type, id } = entry;
      const isWritten = draft !== undefined && fresh.includes(entry);
      const there = isWritten ? undefined : rows.version(type, id);
      const version = isWritten ? draft.version : (known?.version ?? there?.version ?? 1);
      return {
        source,
        fullUrl,
        type,
        id,
        version,
        journal: isWritten ? journal : (known?.journal ?? there?.journal ?? 0),
        tx: isWritten ? null : rows.txOf(type, id, version),
        isNew: isWritten,
        status: isWritten && version === 1 ? '201' : '200',
      };
    }
  }
}
