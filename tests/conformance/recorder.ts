import type { Hospital, Step } from '@careledger/contracts/testing';
import { canonical, type Json } from '@careledger/proof';
import { footprintOf, LedgerError, type Envelope, type Ledger } from '@careledger/ledger';
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** One step as it went, without anything that differs from run to run. */
export interface Entry {
  readonly step: string;
  /** 'VALID', a validation code, or 'refused' with the contract's code. */
  readonly code: string;
  /** What the ledger shows of it: keys read, and keys with the form of what was written. */
  readonly events: readonly string[];
}

/** What one sent step left behind. */
export interface Sent {
  readonly code: string;
  readonly txId: string;
  readonly at: number;
  readonly block: number;
  readonly envelope: Envelope | undefined;
}

/** Sends steps of a story to a channel and notes how they went. */
export interface Recorder {
  readonly entries: readonly Entry[];
  /** Every private part that was sent so far. */
  readonly secrets: readonly Uint8Array[];
  /** Endorses, submits, waits; notes a VALID step with its sender; throws unless it went as expected. */
  send(name: string, by: Hospital, step: Step, expected?: string): Promise<Sent>;
  /** Has a step endorsed and no more. */
  endorse(by: Hospital, step: Step): Promise<Envelope>;
  /** Submits what was endorsed before, and waits. */
  deliver(name: string, by: Hospital, envelope: Envelope, expected?: string): Promise<Sent>;
  /** Notes a finding that has no transaction. */
  note(step: string, events: readonly string[]): void;
  ledgerOf(hospital: Hospital): Ledger;
}

const PATIENCE_MS = 20_000;

/** Opens a recorder over the members' connections. */
export function createRecorder(
  ledgers: ReadonlyMap<string, Ledger>,
  { onStep = () => undefined }: { onStep?: (entry: Entry) => void } = {},
): Recorder {
  const entries: Entry[] = [];
  const secrets: Uint8Array[] = [];
  const add = (entry: Entry): void => {
    entries.push(entry);
    onStep(entry);
  };
  const ledgerOf = ({ id }: Hospital): Ledger => {
    const ledger = ledgers.get(id);
    if (ledger === undefined) throw new Error(`no connection of ${id}`);
    return ledger;
  };
  const endorse = (by: Hospital, step: Step): Promise<Envelope> => {
    if (step.secret !== undefined) secrets.push(step.secret);
    return patiently(() => {
      const { book, fn, arg, secret, endorsedBy } = step;
      const call = { book, fn, arg, endorsedBy };
      return ledgerOf(by).endorse(secret === undefined ? call : { ...call, transient: secret });
    });
  };
  const everybodyHas = async (block: number): Promise<void> => {
    const until = performance.now() + PATIENCE_MS;
    for (const ledger of ledgers.values()) {
      while ((await ledger.height()).height <= block) {
        assert(performance.now() < until, `block ${block} does not arrive everywhere`);
        await delay(5);
      }
    }
  };
  const deliver = async (
    name: string,
    by: Hospital,
    envelope: Envelope,
    expected = 'VALID',
  ): Promise<Sent> => {
    const ledger = ledgerOf(by);
    await ledger.submit(envelope);
    const { code, block } = await ledger.outcome(envelope.txId);
    add({ step: name, code, events: eventsOf(envelope) });
    assert.equal(code, expected, name);
    await everybodyHas(block);
    return { code, block, txId: envelope.txId, at: envelope.at, envelope };
  };
  return {
    entries,
    secrets,
    ledgerOf,
    endorse,
    deliver,
    async send(name, by, step, expected = 'VALID') {
      let envelope: Envelope;
      try {
        envelope = await endorse(by, step);
      } catch (error) {
        if (!(error instanceof LedgerError) || error.code !== 'refused') throw error;
        const code = `refused ${error.reason}`;
        add({ step: name, code, events: [] });
        assert.equal(code, expected, `${name}: ${error.message}`);
        return { code, txId: error.txId ?? '', at: 0, block: -1, envelope: undefined };
      }
      const sent = await deliver(name, by, envelope, expected);
      if (sent.code === 'VALID') step.commit();
      return sent;
    },
    note: (step, events) => add({ step, code: 'noted', events }),
  };
}

/** A peer that is a block behind endorses something else, or not at all; that passes. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const passes =
        error instanceof LedgerError && ['disagreement', 'no-endorser'].includes(error.code);
      if (!passes || performance.now() > until) throw error;
    }
    await delay(50);
  }
}

const HEX = /[0-9a-f]{64}/g;

/** What everybody sees of an envelope, with random values replaced by their kind. */
export function eventsOf(envelope: Envelope): string[] {
  const { reads, writes, response } = footprintOf(envelope);
  return [
    ...reads
      .filter(({ book }) => !book.startsWith('_'))
      .map(({ book, key }) => `read ${book} ${key.replaceAll(HEX, '#')}`)
      .toSorted(),
    ...writes
      .map(
        ({ book, key, value }) =>
          `write ${book} ${key.replaceAll(HEX, '#')} ${value === null ? 'deleted' : formOf(value)}`,
      )
      .toSorted(),
    ...(response === '' ? [] : [`response ${response}`]),
  ];
}

function formOf(value: string): string {
  if (/^[0-9a-f]{64}$/.test(value)) return '#';
  const parsed: Json = JSON.parse(value);
  return canonical(shape(parsed));
}

function shape(value: Json): Json {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]));
  }
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? '#' : 'text';
  return typeof value;
}
