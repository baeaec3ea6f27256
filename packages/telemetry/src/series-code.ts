import { decimal, decimalText } from './decimal.ts';
import { TelemetryError } from './telemetry-error.ts';

/**
 * One value of a stored series: time in ms since 1970 (below 2^43), exact decimal of at most 15 digits (a plain
 * text as `37.0`), or null, and marks of the caller's meaning (0–255).
 */
export interface StoredValue {
  readonly at: number;
  readonly value: string | null;
  readonly marks: number;
}

const VERSION = 1;
const MAX_TIME = 2 ** 43;
const MAX_PLACES = 12;
const MAX_VALUES = 1_000_000;
const MAX_DIGITS = 999_999_999_999_999n;
const FORM = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/**
 * The compact form of a series in the given order, about 2 bytes a value at a steady rate: version, count,
 * places; runs of (length, marks, places or null); then per value the zigzag varint of the change of the time's
 * step and of the change of the value. Throws `TelemetryError` 'value'.
 */
export function encodeSeries(values: readonly StoredValue[]): Uint8Array {
  if (values.length > MAX_VALUES) throw new TelemetryError('value', 'too many values');
  const exact = values.map(({ value }) => (value === null ? null : exactOf(value)));
  const places = exact.reduce((most, each) => Math.max(most, each?.places ?? 0), 0);
  const out: number[] = [VERSION];
  writeVarint(out, values.length);
  out.push(places);
  for (const { length, marks, form } of runsOf(values, exact)) {
    writeVarint(out, length);
    out.push(marks, form);
  }
  const [time, level] = [createSteps(), createSteps()];
  for (const [index, { at }] of values.entries()) {
    if (!Number.isInteger(at) || at < 0 || at >= MAX_TIME)
      throw new TelemetryError('value', 'time out of range');
    writeVarint(out, zigzag(time.changeOfStep(at)));
    const value = exact[index];
    if (!value) continue;
    const digits = value.digits * 10n ** BigInt(places - value.places);
    if (digits > MAX_DIGITS || digits < -MAX_DIGITS)
      throw new TelemetryError('value', 'more than 15 digits');
    writeVarint(out, zigzag(level.step(Number(digits))));
  }
  return Uint8Array.from(out);
}

/** The series of a compact form, exactly as it was; throws `TelemetryError` 'series' for any other bytes. */
export function decodeSeries(bytes: Uint8Array): StoredValue[] {
  const reader = createReader(bytes);
  if (reader.byte() !== VERSION) throw new TelemetryError('series', 'unknown version');
  const count = reader.varint();
  const places = reader.byte();
  if (count > MAX_VALUES || places > MAX_PLACES) throw new TelemetryError('series', 'out of range');
  const runs = readRuns(reader, count);
  if (places !== runs.reduce((most, { form }) => Math.max(most, form - 1), 0))
    throw new TelemetryError('series', 'places are not the greatest of any run');
  const [time, level] = [createSteps(), createSteps()];
  const values: StoredValue[] = [];
  for (const { length, marks, form } of runs)
    for (let left = length; left > 0; left -= 1) {
      const at = time.fromChangeOfStep(unzigzag(reader.varint()));
      if (form === 0) values.push({ at, value: null, marks });
      else {
        const digits = level.fromStep(unzigzag(reader.varint()));
        values.push({ at, value: textOf(digits, places, form - 1), marks });
      }
    }
  if (!reader.isAtEnd()) throw new TelemetryError('series', 'bytes left over');
  return values;
}

type Exact = ReturnType<typeof decimal>;

/** `form` is 0 for null, else the places after the point plus one. */
interface Run {
  readonly length: number;
  readonly marks: number;
  readonly form: number;
}

function exactOf(value: string): Exact {
  if (!FORM.test(value) || /^-[0.]*$/.test(value))
    throw new TelemetryError('value', 'not a decimal');
  const exact = decimal(value);
  if (exact.places > MAX_PLACES) throw new TelemetryError('value', 'too many places');
  return exact;
}

function runsOf(values: readonly StoredValue[], exact: readonly (Exact | null)[]): Run[] {
  const runs: Run[] = [];
  for (const [index, { marks }] of values.entries()) {
    if (!Number.isInteger(marks) || marks < 0 || marks > 255)
      throw new TelemetryError('value', 'marks out of range');
    const value = exact[index];
    const form = value ? value.places + 1 : 0;
    const last = runs.at(-1);
    if (last && last.marks === marks && last.form === form)
      runs.splice(-1, 1, { ...last, length: last.length + 1 });
    else runs.push({ length: 1, marks, form });
  }
  return runs;
}

function readRuns(reader: Reader, count: number): Run[] {
  const runs: Run[] = [];
  for (let left = count; left > 0;) {
    const run = { length: reader.varint(), marks: reader.byte(), form: reader.byte() };
    const last = runs.at(-1);
    const isSplit = last?.marks === run.marks && last.form === run.form;
    if (run.length === 0 || run.length > left || run.form > MAX_PLACES + 1 || isSplit)
      throw new TelemetryError('series', 'a run out of range');
    runs.push(run);
    left -= run.length;
  }
  return runs;
}

function textOf(digits: number, places: number, kept: number): string {
  const drop = 10n ** BigInt(Math.max(0, places - kept));
  const whole = BigInt(digits);
  if (kept > places || whole % drop !== 0n)
    throw new TelemetryError('series', 'a value out of places');
  return decimalText({ digits: whole / drop, places: kept });
}

/** Follows a sequence of whole numbers by its steps, or by the changes of its steps. */
function createSteps() {
  let [before, stepBefore] = [0, 0];

  function step(value: number): number {
    const difference = value - before;
    before = value;
    return difference;
  }

  return {
    step,
    changeOfStep(value: number): number {
      const now = step(value);
      const change = now - stepBefore;
      stepBefore = now;
      return change;
    },
    fromStep(difference: number): number {
      before += difference;
      return bounded(before);
    },
    fromChangeOfStep(change: number): number {
      stepBefore += change;
      before += stepBefore;
      if (before < 0 || before >= MAX_TIME) throw new TelemetryError('series', 'time out of range');
      return before;
    },
  };
}

function bounded(value: number): number {
  if (Math.abs(value) > Number(MAX_DIGITS))
    throw new TelemetryError('series', 'value out of range');
  return value;
}

interface Reader {
  byte(): number;
  varint(): number;
  isAtEnd(): boolean;
}

function createReader(bytes: Uint8Array): Reader {
  let offset = 0;

  function byte(): number {
    const value = bytes[offset];
    if (value === undefined) throw new TelemetryError('series', 'ends early');
    offset += 1;
    return value;
  }

  return {
    byte,
    isAtEnd: () => offset === bytes.length,
    varint() {
      let [value, scale] = [0, 1];
      for (;;) {
        const next = byte();
        value += (next & 0x7f) * scale;
        scale *= 0x80;
        if (!Number.isSafeInteger(value)) throw new TelemetryError('series', 'a number too large');
        if (next < 0x80) {
          if (next === 0 && scale > 0x80) throw new TelemetryError('series', 'a number too long');
          return value;
        }
      }
    },
  };
}

function writeVarint(out: number[], value: number): void {
  let left = value;
  while (left >= 0x80) {
    out.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  out.push(left);
}

function zigzag(value: number): number {
  return value < 0 ? -value * 2 - 1 : value * 2;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
