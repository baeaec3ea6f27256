import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import type { ConsortiumMember } from './consortium.ts';
import { NodeError } from './node-error.ts';
import { peerThread } from './threads.ts';

/** What the peer would not follow: a fork, a broken chain, a wrong signature. */
export interface EngineIncident {
  readonly what: string;
  readonly block: number;
}

/** The channel's configuration in force: its number, the MSP ids of its organisations, and the whole as JSON. */
export interface Configuration {
  readonly sequence: number;
  readonly organisations: readonly string[];
  readonly text: string;
}

/** The running engine of a hospital. */
export interface Engine {
  readonly configuration: Configuration;
  close(): Promise<void>;
}

const Told = v.object({
  configuration: v.object({
    sequence: v.number(),
    organisations: v.array(v.string()),
    text: v.string(),
  }),
});

/** The embedded engine's peer of this hospital, in a thread of its own, so that validating blocks never delays a ward. */
export async function startEngine(
  options: { folder: string; member: ConsortiumMember; stateKey: string },
  deps: { incident: (incident: EngineIncident) => void },
): Promise<Engine> {
  const { folder, member, stateKey } = options;
  const worker = new Worker(peerThread, {
    workerData: { folder, member: member.id, port: member.ports.peer, stateKey },
    execArgv: [],
  });
  const ended = new Promise<string>((resolve) => {
    worker.once('exit', (code) => resolve(`it ended with code ${code}`));
    worker.once('error', (error) =>
      resolve(error instanceof Error ? error.message : String(error)),
    );
  });
  let configuration: Configuration = { sequence: 0, organisations: [], text: '' };
  const ready = new Promise<undefined>((resolve) => {
    worker.on('message', (message: unknown) => {
      const incident = incidentIn(message);
      if (incident) deps.incident(incident);
      else if (v.is(Told, message)) ({ configuration } = message);
      else resolve(undefined);
    });
  });
  const fault = await Promise.race([ready, ended]);
  if (fault !== undefined)
    throw new NodeError('start', `The peer of ${member.id} did not start: ${fault}`);
  void ended.then((why) => {
    if (!isClosing)
      process.emit('uncaughtException', new NodeError('start', `The peer stopped: ${why}`));
  });
  let isClosing = false;
  return {
    get configuration() {
      return configuration;
    },
    async close() {
      isClosing = true;
      worker.postMessage('close');
      await ended;
    },
  };
}

function incidentIn(message: unknown): EngineIncident | undefined {
  if (typeof message !== 'object' || message === null || !('incident' in message)) return undefined;
  const { incident } = message;
  if (typeof incident !== 'object' || incident === null) return undefined;
  const { what, block } = { what: '', block: 0, ...incident };
  return { what: `ledger-${what}`, block };
}
