import {
  CareError,
  csvOf,
  demandSight,
  disclosuresOf,
  evidenceOf,
  lineOf,
  openingsOf,
  searchDisclosures,
  seenBy,
  takeHomeReceipts,
  unusualAccesses,
  type DisclosureQuestion,
} from '@careledger/care';
import type { BodyOf } from '@careledger/protocol';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { demandMayProve } from './may-prove.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';
import { disclosureRow, patientName } from './seen-rows.ts';

const dayMs = 86_400_000;
/** Who of the staff sees what is recorded about a patient's record: those who treat, and who watches over it. */
const seers: ReadonlySet<string> = new Set(['auditor', 'doctor', 'nurse', 'privacy-officer']);
const csvColumns = [
  'at',
  'since',
  'count',
  'who',
  'organisation',
  'patient',
  'patientName',
  'what',
  'purpose',
  'basis',
  'outcome',
  'because',
  'text',
  'tx',
  'receipt',
] as const;

/** Who saw what: the patient's own list, an auditor's search, single answers opened, unusual access. */
export function seenHandlers(practice: Practice): Handlers {
  const { hospital, book, exchange, prover, directory } = practice;
  const nameOf = (member: string, practitioner: string) => directory.nameOf(member, practitioner);
  const deps = { book, flood: exchange.flood, nameOf };

  function questionOf(body: BodyOf<'disclosure-search'>): DisclosureQuestion {
    const { patient, from, until, ...rest } = body;
    return {
      ...rest,
      ...(patient === undefined ? {} : { patient: patientId(practice, patient) }),
      ...(from === undefined ? {} : { from: Date.parse(from) }),
      ...(until === undefined ? {} : { until: Date.parse(until) + dayMs }),
    };
  }

  async function searched(body: BodyOf<'disclosure-search'>) {
    const { rows, ...counts } = await directory.named(() =>
      searchDisclosures(deps, questionOf(body)),
    );
    const names = new Map<string, string | null>();
    for (const { patient } of rows)
      if (patient !== null && !names.has(patient))
        names.set(patient, await patientName(hospital, patient));
    const named = rows.map((row) => ({
      ...disclosureRow(row),
      patientName: row.patient === null ? null : (names.get(row.patient) ?? null),
    }));
    return { rows: named, ...counts };
  }

  return {
    ...handlerOf('disclosures', async ({ actor, body }) => {
      const isHer = actor?.kind === 'patient';
      if (!isHer && !seers.has(staff(actor).role))
        throw new CareError('forbidden', 'Your role does not permit this.');
      const patient = isHer ? actor.patient : patientId(practice, body.patient ?? '');
      const toldBy = isHer ? { toldBy: hospital.clock() } : {};
      await demandSight(hospital, actor ?? staff(actor), {
        patient,
        kind: 'identity',
        interaction: 'disclosures',
      });
      const rows = await directory.named(() => disclosuresOf(deps, { patient, ...toldBy }));
      return { rows: seenBy(hospital, actor ?? staff(actor), rows).map(disclosureRow) };
    }),
    ...handlerOf('disclosure-search', async ({ actor, body }) => {
      office(actor);
      return searched(body);
    }),
    ...handlerOf('disclosure-csv', async ({ actor, body }) => {
      office(actor);
      const { rows } = await searched({ limit: 5_000, ...body });
      return { csv: csvOf(csvColumns, rows), rows: rows.length };
    }),
    ...handlerOf('disclosure', async ({ actor, body }) => {
      const isHer = actor?.kind === 'patient';
      if (!isHer) office(actor);
      const patient = isHer ? actor.patient : body.patient;
      const asked = patient === undefined ? {} : { patient };
      const line = lineOf(hospital, { id: body.id, ...asked });
      if (!line) throw noLine();
      const { id, ...day } = line;
      const { rows } = searchDisclosures(deps, { ...asked, ...day, limit: 20_000 });
      const now = hospital.clock();
      const row = rows.find((each) => each.id === id);
      const isHidden = isHer && row?.delayedUntil !== null && (row?.delayedUntil ?? 0) > now;
      if (!row || isHidden) throw noLine();
      if (isHer && row.request === null) await demandMayProve(practice, actor, entryOf(row.id));
      const patientNamed = await patientName(hospital, row.patient);
      const [shown = row] = seenBy(hospital, actor ?? staff(actor), [row]);
      return {
        row: { ...disclosureRow(shown), patientName: patientNamed },
        ...(await evidenceOf({ book, prover }, row)),
      };
    }),
    ...handlerOf('openings', async ({ actor, body }) => {
      office(actor);
      return openingsOf(book, body.answer);
    }),
    ...handlerOf('my-receipts', async ({ actor }) => {
      if (actor?.kind !== 'patient')
        throw new CareError('forbidden', 'The patient takes the receipts home.');
      // A receipt is the whole document: a guardian sees its permissions within his scope by `grants`.
      if (actor.guardian) return { rows: [] };
      const rows = await takeHomeReceipts({ book, prover }, actor.patient);
      return { rows: rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() })) };
    }),
    ...handlerOf('unusual', async ({ actor, body }) => {
      office(actor);
      const until = body.until === undefined ? hospital.clock() : Date.parse(body.until) + dayMs;
      const from = body.from === undefined ? until - 7 * dayMs : Date.parse(body.from);
      const rows = await unusualAccesses(hospital, { from, until });
      return {
        rows: await Promise.all(
          rows.map(async ({ practitioner, ...row }) => ({
            ...row,
            at: new Date(row.at).toISOString(),
            since: new Date(row.since).toISOString(),
            who: nameOf(hospital.member, practitioner),
            practitioner,
            organisation: hospital.member,
            patientName: await patientName(hospital, row.patient),
          })),
        ),
      };
    }),
  };
}

/** Whoever watches over what is disclosed. */
function office(actor: Parameters<typeof staff>[0]): void {
  const { role } = staff(actor);
  if (role !== 'privacy-officer' && role !== 'auditor')
    throw new CareError('forbidden', 'Privacy officers and auditors may do this.');
}

/** The entry of the journal behind a row that stands for no answer. */
const noLine = () => new CareError('not-found', 'There is no such line here.');
const entryOf = (id: string) => `reading/${id.split('/')[1] ?? ''}`;
