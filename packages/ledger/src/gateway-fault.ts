import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';

import { LedgerError } from './ledger-error.ts';

const SILENT = new Set<number>([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
]);
const DENIED = new Set<number>([status.PERMISSION_DENIED, status.UNAUTHENTICATED]);
const CONTRACT_ANSWER = /chaincode response (\d+), (.*)/s;
const CONTRACT_CODE = /^([a-z][a-z0-9-]*): (.*)$/s;

function sentencesOf(error: GatewayError): string[] {
  return [...error.details.map((detail) => detail.message), error.message];
}

/** The contract's refusal in a gateway's error, as the `code` and sentence that it threw. */
function refusalIn(sentences: readonly string[]): { reason: string; says: string } | undefined {
  for (const sentence of sentences) {
    const answer = CONTRACT_ANSWER.exec(sentence)?.[2];
    if (answer === undefined) continue;
    const coded = CONTRACT_CODE.exec(answer);
    return { reason: coded?.[1] ?? 'contract', says: coded?.[2] ?? answer };
  }
  return undefined;
}

/** Turns what the gateway threw while a proposal was evaluated or endorsed into a LedgerError. */
export function faultOfProposal(error: unknown, txId?: string): unknown {
  if (!(error instanceof GatewayError)) return error;
  const facts = { cause: error, ...(txId === undefined ? {} : { txId }) };
  const sentences = sentencesOf(error);
  const refusal = refusalIn(sentences);
  if (refusal !== undefined) {
    return new LedgerError('refused', refusal.says, { ...facts, reason: refusal.reason });
  }
  const said = sentences.join('; ');
  if (said.includes('do not match')) {
    return new LedgerError('disagreement', 'the endorsers computed different results', facts);
  }
  if (isDenied(error, said)) {
    return new LedgerError('denied', 'the channel does not accept this identity', facts);
  }
  return SILENT.has(error.code)
    ? new LedgerError('unreachable', 'the peer does not answer', facts)
    : new LedgerError('no-endorser', 'a named organisation cannot endorse or answer now', facts);
}

/** Turns what the gateway threw after a transaction may have been sent into a LedgerError. */
export function faultOfOutcome(error: unknown, txId: string): unknown {
  if (!(error instanceof GatewayError)) return error;
  if (isDenied(error, sentencesOf(error).join('; '))) {
    return new LedgerError('denied', 'the channel does not accept this identity', {
      cause: error,
      txId,
    });
  }
  return new LedgerError('unknown-outcome', 'nobody said yet what became of the transaction', {
    cause: error,
    txId,
  });
}

function isDenied(error: GatewayError, said: string): boolean {
  return DENIED.has(error.code) || said.includes('access denied');
}
