import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerError, type Call, type Ledger } from '@careledger/ledger';
import {
  fromBase64url,
  isObject,
  toBase64url,
  type Json,
  type JsonObject,
} from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Registry, RegistryRow } from '../registry/registry.ts';
import { textIn } from '../shape.ts';
import type { Anchor } from './anchor.ts';

/** Signed envelopes whose outcome matters: kept in the registry before they are sent, until the outcome is known. */
export interface Envelopes {
  /** Endorses, stores, submits, and takes the rows over when the transaction is valid. */
  commit(call: Call, rows: readonly RegistryRow[]): Promise<Anchor>;
  /** Settles every stored envelope that no commit is about: asks for its outcome, sends the same bytes again while there is none. */
  settle(signal: AbortSignal): Promise<void>;
}

const kind = 'envelope';
const againMs = 200;

/** Opens the stored envelopes of a registry. */
export function openEnvelopes(deps: { registry: Registry; ledger: Ledger }): Envelopes {
  const { registry, ledger } = deps;
  const committing = new Set<string>();

  async function finish(
    txId: string,
    bytes: Uint8Array,
    rows: readonly RegistryRow[],
    signal: AbortSignal,
  ): Promise<Anchor> {
    const outcome = await known(txId, bytes, signal);
    const accepted = outcome.code === 'VALID';
    await registry.putAll([...(accepted ? rows : []), { kind, id: txId, value: null }]);
    if (!accepted) throw new LedgerError('invalid', `The ledger did not take it: ${outcome.code}.`);
    return { tx: txId, block: outcome.block };
  }

  /** While the outcome is unknown the same bytes are sent again; the ledger takes them once. */
  async function known(
    txId: string,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ code: string; block: number }> {
    for (;;) {
      signal.throwIfAborted();
      try {
        await ledger.submit({ txId, at: 0, bytes });
        return await ledger.outcome(txId, {
          signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
        });
      } catch (error) {
        if (signal.aborted) throw error;
        if (!(error instanceof LedgerError) || error.code === 'refused' || error.code === 'invalid')
          throw error;
        await sleep(againMs);
      }
    }
  }

  return {
    async commit(call, rows) {
      const { txId, bytes } = await ledger.endorse(call);
      committing.add(txId);
      await registry.put(kind, txId, {
        bytes: toBase64url(bytes),
        rows: rows.map((r) => ({ ...r })),
      });
      try {
        return await finish(txId, bytes, rows, AbortSignal.timeout(10_000));
      } catch (error) {
        if (error instanceof LedgerError && error.code === 'invalid') throw error;
        throw new CareError(
          'unreachable',
          'The ledger does not answer; the act is kept and its outcome will show.',
          {
            cause: error,
          },
        );
      } finally {
        committing.delete(txId);
      }
    },
    async settle(signal) {
      for (const [txId, stored] of Array.from(registry.all(kind))) {
        if (committing.has(txId)) continue;
        const { bytes, rows } = parse(stored);
        try {
          await finish(txId, bytes, rows, signal);
        } catch (error) {
          if (!(error instanceof LedgerError) || error.code !== 'invalid') throw error;
        }
      }
    },
  };
}

function parse(stored: Json): { bytes: Uint8Array; rows: RegistryRow[] } {
  const value: JsonObject = isObject(stored) ? stored : {};
  const rows = Array.isArray(value['rows']) ? value['rows'] : [];
  return {
    bytes: fromBase64url(textIn(value, 'bytes')),
    rows: rows.flatMap((row) =>
      isObject(row)
        ? [{ kind: textIn(row, 'kind'), id: textIn(row, 'id'), value: row['value'] ?? null }]
        : [],
    ),
  };
}
