import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { write } from '../deliver/deliver.ts';
import type { Refusal } from '../deliver/seek.ts';
import { cancelled } from '../wire/calls.ts';
import type { Admission } from './admission.ts';

const { Status } = common;
const mostInFlight = 1_000;

/**
 * Serves Fabric's Broadcast: envelopes are ordered as they come and answered in order, each once its block is on disk; a client
 * that does not read its answers is not read from.
 */
export function serveBroadcast(
  call: ServerDuplexStream<common.Envelope, orderer.BroadcastResponse>,
  order: (envelope: common.Envelope) => Promise<Admission>,
): void {
  const signal = cancelled(call);
  call.on('error', () => undefined);
  let inFlight = 0;
  let answers: Promise<void> = Promise.resolve();
  call.on('data', (envelope: common.Envelope) => {
    inFlight += 1;
    if (inFlight >= mostInFlight) call.pause();
    const answered = order(envelope).then(responseTo, unavailable);
    answers = answers.then(async () => {
      await write(call, await answered, signal);
      inFlight -= 1;
      if (call.isPaused()) call.resume();
    });
  });
  call.on('end', () => void answers.then(() => call.end()));
}

function responseTo(admission: Admission): orderer.BroadcastResponse {
  return admission.kind === 'refused'
    ? response(admission.status, admission.because)
    : response(Status.SUCCESS, '');
}

function unavailable(): orderer.BroadcastResponse {
  return response(Status.SERVICE_UNAVAILABLE, 'the orderer could not order the envelope');
}

function response(status: Refusal, info: string): orderer.BroadcastResponse {
  const whole = new orderer.BroadcastResponse();
  whole.setStatus(status);
  whole.setInfo(info);
  return whole;
}
