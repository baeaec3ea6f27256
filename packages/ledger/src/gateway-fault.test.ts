import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { describe, expect, it } from 'vitest';

import { faultOfOutcome, faultOfProposal } from './gateway-fault.ts';
import { LedgerError } from './ledger-error.ts';

function gatewayError(code: number, ...messages: string[]): GatewayError {
  const cause: ServiceError = Object.assign(new Error('rpc'), {
    code,
    details: '',
    metadata: new Metadata(),
  });
  const details = messages.map((message) => ({ address: 'peer', mspId: 'NorthgateMSP', message }));
  return new GatewayError({ message: 'rpc', code, details, cause });
}

function faultOf(error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  throw new Error('no LedgerError');
}

describe('what the gateway throws', () => {
  it.each([
    ['chaincode response 500, writer: another incarnation is in force', 'writer'],
    ['chaincode response 500, stale: the path does not hold: twice', 'stale'],
    ['chaincode response 500, No such function', 'contract'],
  ])('E5 is the contract’s refusal with its code: %s', (message, reason) => {
    const fault = faultOf(faultOfProposal(gatewayError(status.ABORTED, message), 'ab'));
    expect([fault.code, fault.reason, fault.txId]).toEqual(['refused', reason, 'ab']);
  });

  it('E5 tells a silent peer from one that cannot endorse', () => {
    const codeOf = (code: number, ...messages: string[]) =>
      faultOf(faultOfProposal(gatewayError(code, ...messages))).code;
    expect(codeOf(status.UNAVAILABLE)).toBe('unreachable');
    expect(codeOf(status.DEADLINE_EXCEEDED)).toBe('unreachable');
    expect(codeOf(status.FAILED_PRECONDITION)).toBe('no-endorser');
    expect(codeOf(status.ABORTED, 'connection refused')).toBe('no-endorser');
    expect(codeOf(status.ABORTED, 'ProposalResponsePayloads do not match')).toBe('disagreement');
    expect(codeOf(status.UNKNOWN, 'access denied: channel [careledger]')).toBe('denied');
  });

  it('E3 is an unknown outcome once something may have been sent', () => {
    for (const code of [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.ABORTED]) {
      const fault = faultOf(faultOfOutcome(gatewayError(code), 'cd'));
      expect([fault.code, fault.txId]).toEqual(['unknown-outcome', 'cd']);
    }
  });

  it('E5 leaves errors that are not the gateway’s alone', () => {
    const error = new TypeError('ours');
    expect(faultOfProposal(error)).toBe(error);
  });
});
