import type { Hex, Json } from '@careledger/proof';
import type { Score } from '@careledger/telemetry';
import type { Hospital } from '../hospital.ts';
import type { Journaled } from '../journal/entry.ts';

/** One value of a patient's series; times in ms, `reading` is what `prove` takes. */
export interface SeriesRow {
  readonly at: number;
  readonly code: string;
  readonly value: string | null;
  readonly quality: string | null;
  readonly device: Hex;
  readonly received: number;
  readonly reading: string;
}

/** Readings of bedside monitors: journaled before they are acknowledged, scored, alerted. */
export interface Monitoring {
  /** Keeps an accepted message of a patient's device, as it was signed; the series is derived from it. */
  accepted(options: {
    device: Hex;
    patient: string;
    receivedAt: number;
    message: Json;
  }): Promise<Journaled>;
  /** Keeps what was kept out of the record, and why. */
  quarantined(options: {
    device: Hex;
    reason: string;
    detail: string | null;
    alarm: boolean;
    digest: Hex;
    message: Json;
    counted: { boot: number; counter: number } | null;
  }): Promise<Journaled>;
  /** What was counted of each device, for the window against replays. */
  counted(): { device: Hex; boot: number; counter: number }[];
  /** The newest `limit` values of a patient, oldest first. */
  readings(patient: string, limit: number): SeriesRow[];
  scores(
    patient: string,
  ): Pick<Score, 'at' | 'because' | 'score' | 'inputs' | 'incomplete' | 'band' | 'red' | 'says'>[];
  /** One line for each signal of an alert, newest first. */
  alerts(
    patient: string | null,
  ): { patient: string; at: number; signal: string; level: string; score: number | null }[];
  quarantine(): {
    at: number;
    device: Hex;
    reason: string;
    detail: string | null;
    alarm: boolean;
  }[];
}

/** Opens monitoring over a hospital's journal; its tables are those of `monitorProjection`. */
export function openMonitoring(hospital: Hospital): Monitoring {
  const { journal, index, clock, chart } = hospital;
  const born = new Map<string, string | null>();
  const rows = <T>(
    sql: string,
    read: (row: { [column: string]: unknown }) => T,
    ...values: (string | number)[]
  ): T[] =>
    index
      .prepare(sql)
      .all(...values)
      .flatMap((row) => (isRow(row) ? [read(row)] : []));
  const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

  return {
    accepted: async ({ device, patient, receivedAt, message }) =>
      journal.append({
        t: 'reading',
        at: receivedAt,
        device,
        patient,
        born: await bornOf(patient),
        message,
      }),
    quarantined: ({ device, reason, detail, alarm, digest, message, counted }) =>
      journal.append({
        t: 'quarantine',
        at: clock(),
        device,
        reason,
        detail,
        alarm,
        digest,
        message,
        boot: counted?.boot ?? null,
        counter: counted?.counter ?? null,
        counted: counted !== null,
      }),
    counted: () =>
      rows('select device, boot, counter from reading_counted', (row) => ({
        device: String(row['device']),
        boot: Number(row['boot']),
        counter: Number(row['counter']),
      })),
    readings: (patient, limit) =>
      rows(
        `select * from (select * from reading_point where patient = ? order by at desc, ord desc, code desc limit ?)
         order by at, ord, code`,
        (row) => ({
          at: Number(row['at']),
          code: String(row['code']),
          value: textOrNull(row['value']),
          quality: textOrNull(row['quality']),
          device: String(row['device']),
          received: Number(row['received']),
          reading: `reading/${String(row['journal'])}`,
        }),
        patient,
        limit,
      ),
    scores: (patient) =>
      rows(
        'select score from score where patient = ? order by at, journal',
        (row): Score => JSON.parse(String(row['score'])),
        patient,
      ).map(({ at, because, score, inputs, incomplete, band, red, says }) => ({
        at,
        score,
        inputs,
        incomplete,
        band,
        red,
        because,
        says,
      })),
    alerts: (patient) =>
      rows(
        `select * from alert_line ${patient === null ? '' : 'where patient = ?'} order by journal desc limit 10000`,
        (row) => ({
          patient: String(row['patient']),
          at: Number(row['at']),
          signal: String(row['signal']),
          level: String(row['level']),
          score: row['score'] === null ? null : Number(row['score']),
        }),
        ...(patient === null ? [] : [patient]),
      ),
    quarantine: () =>
      rows('select * from quarantine order by journal desc limit 100000', (row) => ({
        at: Number(row['at']),
        device: String(row['device']),
        reason: String(row['reason']),
        detail: textOrNull(row['detail']),
        alarm: row['alarm'] === 1,
      })),
  };

  async function bornOf(patient: string): Promise<string | null> {
    const known = born.get(patient);
    if (known !== undefined) return known;
    const { birthDate } = await chart.compare(patient);
    born.set(patient, birthDate);
    return birthDate;
  }
}

function isRow(row: unknown): row is { [column: string]: unknown } {
  return typeof row === 'object' && row !== null;
}
