import {
  consentDocument,
  parse,
  patientLeaf,
  type ConsentDocument,
  type Grant,
} from '@careledger/contracts';
import { isObject, type Hex } from '@careledger/proof';
import { jsonRow, listOf, textOf, type Row } from '../audit/rows.ts';
import type { Tellings } from '../exchange/tellings.ts';
import type { Hospital } from '../hospital.ts';
import type { Entry } from '../journal/entry.ts';
import type { LedgerView } from '../ledger-view/ledger-view.ts';

/** As much of a book as taking back wants. */
interface GivenFrom {
  readonly hospital: Hospital;
  readonly view: Pick<LedgerView, 'onBlock' | 'valueOf'>;
}

/**
 * Tells whoever got something on a consent that no longer covers it to drop its reading copies: at once after a withdrawal or a
 * stop, or when that hospital can next be reached (C4.2). Runs until the signal ends it.
 */
export function runTakeBack(deps: {
  book: GivenFrom;
  tellings: Tellings;
  signal: AbortSignal;
}): void {
  const { book, tellings, signal } = deps;
  const { hospital, view } = book;
  const { journal, clock, index, chart, log, registry } = hospital;

  async function takeBack(patient: string, because: string, document: ConsentDocument | null) {
    const rows = index
      .prepare(
        "select id, organisation, practitioner, purpose, released from answer where patient = ? and basis = 'grant' " +
          "and outcome = 'granted' and id not in (select request from taken_back)",
      )
      .all(patient)
      .map(jsonRow)
      .filter((row) => listOf(row['released']).length > 0 && !isCovered(row, document));
    const ended = document === null ? [] : await endedGrants(patient, document);
    const groups = new Map<string, { member: string; grant: string; requests: Hex[] }>();
    for (const row of rows) {
      const member = textOf(row['organisation']);
      const grant = ended.find((each) => isAddressed(each, row))?.id ?? '';
      const group = groups.get(`${member} ${grant}`) ?? { member, grant, requests: [] };
      group.requests.push(textOf(row['id']));
      groups.set(`${member} ${grant}`, group);
    }
    for (const group of groups.values()) {
      await journal.append({ t: 'take-back', at: clock(), patient, because, ...group });
      const { member, requests } = group;
      await tellings.queue(member, { what: 'take-back', requests, because });
    }
  }

  /** Whether every record that was released is still covered by a grant to the same asker. */
  function isCovered(row: Row, document: ConsentDocument | null): boolean {
    const now = clock();
    const grants = (document?.grants ?? []).filter(
      (grant) => isAddressed(grant, row) && grant.from <= now && now < grant.until,
    );
    return listOf(row['released']).every((item) => {
      const { type, id, version } = jsonRow(item);
      const info = chart.info({ type: textOf(type), id: textOf(id), version: Number(version) });
      const needed = info ? [info.kind, ...info.labels] : [];
      return grants.some(({ categories }) => needed.every((name) => categories.includes(name)));
    });
  }

  /** The grants that stood in the document before this one and do not stand in it. */
  async function endedGrants(patient: string, document: ConsentDocument): Promise<Grant[]> {
    const kept = new Set(document.grants.map(({ id }) => id));
    const before = await documentOf(patient, { before: 1 });
    return before?.grants.filter(({ id }) => !kept.has(id)) ?? [];
  }

  /** The newest document of a patient in the journal, or the one so many acts before it. */
  async function documentOf(
    patient: string,
    { before }: { before: number },
  ): Promise<ConsentDocument | undefined> {
    const act = index
      .prepare(
        'select journal from consent_act where patient = ? order by journal desc limit 1 offset ?',
      )
      .get(patient, before);
    if (act === undefined) return undefined;
    const { entry } = await journal.read(Number(jsonRow(act)['journal']));
    return parse(consentDocument, entry['document']);
  }

  /** What ended an answer may stand in journal and view before the answer itself, and did not find it then. */
  async function lookBack(patient: string, { decidable }: Entry): Promise<void> {
    const input = isObject(decidable) ? decidable['input'] : undefined;
    const opened = isObject(input) ? input['document'] : undefined;
    const decidedOn = parse(consentDocument, isObject(opened) ? opened['form'] : undefined);
    const newest = await documentOf(patient, { before: 0 });
    const isNewer = newest !== undefined && newest.version > decidedOn.version;
    const inForce = isNewer ? newest : decidedOn;
    if (view.valueOf('stop', `code:${hospital.member}:${inForce.stop}`))
      await takeBack(patient, 'stopped', null);
    else if (isNewer) await takeBack(patient, 'withdrawn', inForce);
  }

  /** The patients whose stop code was used in a block. */
  function stoppedBy(hashes: ReadonlySet<string>): string[] {
    return Array.from(registry.all('leaf-patients')).flatMap(([handle, row]) => {
      const leaf = isObject(row) ? parse(patientLeaf, row['leaf']) : undefined;
      const patient = leaf && hashes.has(leaf.head.stop) && hospital.people.patientByHandle(handle);
      return patient ? [patient.id] : [];
    });
  }

  let line = Promise.resolve();
  const next = (run: () => Promise<void>) => {
    line = line.then(run).catch((error: unknown) => {
      log({ event: 'take-back-failed', error: error instanceof Error ? error.name : '' });
    });
  };
  const ends = [
    journal.onAppend(({ entry }) => {
      const { patient, document } = entry;
      if (typeof patient !== 'string') return;
      if (entry.t === 'consent')
        next(() => takeBack(patient, 'withdrawn', parse(consentDocument, document)));
      if (entry.t === 'answer' && isGrantedByConsent(entry)) next(() => lookBack(patient, entry));
    }),
    view.onBlock((block) => {
      const prefix = `code:${hospital.member}:`;
      const hashes = block.transactions.flatMap(({ writes }) =>
        writes.flatMap(({ book: name, key }) =>
          name === 'stop' && key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
        ),
      );
      if (hashes.length === 0) return;
      next(async () => {
        for (const patient of stoppedBy(new Set(hashes))) await takeBack(patient, 'stopped', null);
      });
    }),
  ];
  signal.addEventListener('abort', () => {
    for (const end of ends) end();
  });
}

/** Whether a grant is to whom a row of answers went, for its purpose. */
function isAddressed({ to, purposes }: Grant, row: Row): boolean {
  return (
    to.member === row['organisation'] &&
    (to.practitioner === null || to.practitioner === row['practitioner']) &&
    purposes.includes(textOf(row['purpose']))
  );
}

/** Whether an answer released something on a consent; an emergency is nobody's to withdraw. */
function isGrantedByConsent({ request, decision }: Entry): boolean {
  return (
    isObject(request) &&
    request['basis'] === 'grant' &&
    isObject(decision) &&
    decision['outcome'] === 'granted'
  );
}
