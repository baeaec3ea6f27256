import { consentDocument, parse, patientLeaf, type ConsentDocument } from '@careledger/contracts';
import { isObject, type Hex } from '@careledger/proof';
import { jsonRow, listOf, textOf } from '../audit/rows.ts';
import type { Book } from '../book/book.ts';
import type { Tellings } from '../exchange/tellings.ts';

/**
 * Tells whoever got something on a consent that no longer covers it to drop its reading copies: at once after a withdrawal or a
 * stop, or when that hospital can next be reached (C4.2). Runs until the signal ends it.
 */
export function runTakeBack(deps: { book: Book; tellings: Tellings; signal: AbortSignal }): void {
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
    const members = new Map<string, Hex[]>();
    for (const row of rows) {
      const member = textOf(row['organisation']);
      members.set(member, [...(members.get(member) ?? []), textOf(row['id'])]);
    }
    for (const [member, requests] of members) {
      await journal.append({ t: 'take-back', at: clock(), patient, member, because, requests });
      await tellings.queue(member, { what: 'take-back', requests, because });
    }
  }

  /** Whether every record that was released is still covered by a grant to the same asker. */
  function isCovered(row: ReturnType<typeof jsonRow>, document: ConsentDocument | null): boolean {
    const now = clock();
    const grants = (document?.grants ?? []).filter(
      ({ to, purposes, from, until }) =>
        to.member === row['organisation'] &&
        (to.practitioner === null || to.practitioner === row['practitioner']) &&
        purposes.includes(textOf(row['purpose'])) &&
        from <= now &&
        now < until,
    );
    return listOf(row['released']).every((item) => {
      const { type, id, version } = jsonRow(item);
      const info = chart.info({ type: textOf(type), id: textOf(id), version: Number(version) });
      const needed = info ? [info.kind, ...info.labels] : [];
      return grants.some(({ categories }) => needed.every((name) => categories.includes(name)));
    });
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
      if (entry.t !== 'consent' || typeof patient !== 'string') return;
      next(() => takeBack(patient, 'withdrawn', parse(consentDocument, document)));
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
