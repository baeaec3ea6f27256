import { createHash, randomBytes } from 'node:crypto';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { createChaincodes, type Chaincode, type Chaincodes } from '../src/chaincodes.ts';
import { openStub, type Handler } from './stub.ts';
import type { Hospital, Step } from './hospital.ts';

/** What an endorsement came to; keys are written `book/key`, a read carries the version that was read. */
export type Endorsed = {
  readonly status: number;
  /** The closed code before the colon of a refusal, empty where there is none. */
  readonly code: string;
  readonly message: string;
  readonly payload: string;
  readonly reads: readonly (readonly [key: string, version: number])[];
  readonly writes: readonly (readonly [key: string, value: string])[];
};

/** Who sends a step, whose peers endorse it, and when it says it was made. */
export type Sending = {
  readonly by?: string;
  readonly peers?: readonly string[];
  readonly at?: number;
  /** All arguments of the function, where they are not the step's one. */
  readonly args?: readonly string[];
  /** The chaincode that the client calls, where it is not the step's own; it calls on with the step. */
  readonly through?: string;
};

/** An in-memory channel over Fabric's real stub and dispatch: committed reads only, versions checked at commit. */
export type Channel = {
  endorse(step: Step, sending?: Sending): Promise<Endorsed>;
  /** Commits what was endorsed, unless something that it read has changed. */
  commit(endorsed: Endorsed): 'VALID' | 'MVCC_READ_CONFLICT' | 'REFUSED';
  /** Endorses and commits; notes a VALID step. */
  run(step: Step, sending?: Sending): Promise<Endorsed & { outcome: string }>;
  /** Like `run`, and throws unless VALID. */
  must(step: Step, sending?: Sending): Promise<Endorsed>;
  value(key: string): string | undefined;
  keys(): string[];
};

type Stored = { readonly value: string; readonly version: number };
type Simulation = {
  readonly reads: Map<string, number>;
  readonly writes: Map<string, string>;
  readonly proposal: peer.SignedProposal;
  readonly txId: string;
  readonly chaincodes: Chaincodes;
};

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBdTCCARugAwIBAgIUE53hI2meSgsWJGKU3Qw+dxhzPpEwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjEwMzA1NDlaGA8yMTI2MTAyODAzMDU0
OVowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABM3+
lEBqPgZiGzsnty21LmyA8g8GMYb3k5jEd6qH+3tWVoddkzRmOOSbWfy+b57gQt5t
bjimeF1Rab4f/GB7xnqjUzBRMB0GA1UdDgQWBBS1PJDK0+yRLqVoEvzgxyt0dQwE
KTAfBgNVHSMEGDAWgBS1PJDK0+yRLqVoEvzgxyt0dQwEKTAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0gAMEUCIAk6D6FeCEL7OILR5yeZvwIJvOpM+d/IZOTf
IJvUStVeAiEArPZ43zObUJ7VmEzOVLPXrCSgxAOCnjtV1Y7jU7QFDa4=
-----END CERTIFICATE-----
`;

/** A channel with a peer for each hospital. */
export function createChannel(
  hospitals: readonly Hospital[],
  { channel, clock }: { channel: string; clock: () => number },
): Channel {
  const state = new Map<string, Stored>();
  const served = new Map(
    hospitals.map(({ id, mspId }) => [
      mspId,
      { id, chaincodes: createChaincodes({ member: id, channel }, { clock }) },
    ]),
  );
  const books = new Set(['governance', 'stop', ...hospitals.map(({ id }) => `book-${id}`)]);
  let height = 0;

  const invoke = async (run: Simulation, book: string, args: readonly string[], own: string) => {
    const { chaincode } = pick(run.chaincodes, book, own);
    const handler: Handler = {
      get: (key) => {
        const name = `${book}/${key}`;
        const stored = state.get(name);
        run.reads.set(name, stored?.version ?? 0);
        return stored?.value ?? '';
      },
      put: (key, value) => void run.writes.set(`${book}/${key}`, value),
      range: (from, until) => {
        const prefix = `${book}/`;
        return [...state]
          .filter(([name]) => name.startsWith(prefix))
          .map(([name, { value }]) => ({ key: name.slice(prefix.length), value }))
          .filter(({ key }) => key >= from && key < until)
          .toSorted((one, other) => (one.key < other.key ? -1 : 1));
      },
      invoke: async (other, inner) => {
        if (!books.has(other)) throw new Error(`chaincode ${other} not found`);
        if (other === book) throw new Error(`txid: ${run.txId}(${channel}) exists`);
        return invoke(run, other, inner, own);
      },
    };
    return chaincode.Invoke(
      openStub(handler, { channel, txId: run.txId, args, proposal: run.proposal }),
    );
  };

  const endorseOn = async (step: Step, mspId: string, sending: Sending): Promise<Endorsed> => {
    const peerOf = served.get(mspId);
    if (peerOf === undefined) throw new Error(`no peer of ${mspId}`);
    const by = sending.by ?? step.by;
    const args = [step.fn, ...(sending.args ?? [step.arg])];
    const called = { ...step, book: sending.through ?? step.book };
    const { proposal, txId } = propose(called, { channel, by, args, at: sending.at ?? clock() });
    const { chaincodes } = peerOf;
    const run = { reads: new Map(), writes: new Map(), proposal, txId, chaincodes };
    const { status, message = '', payload } = await invoke(run, step.book, args, peerOf.id);
    return {
      status,
      message,
      code: status === 200 ? '' : (message.split(':')[0] ?? ''),
      payload: Buffer.from(payload ?? []).toString('utf8'),
      reads: [...run.reads].toSorted(byKey),
      writes: [...run.writes].toSorted(byKey),
    };
  };

  const endorse = async (step: Step, sending: Sending = {}): Promise<Endorsed> => {
    const results: Endorsed[] = [];
    for (const mspId of sending.peers ?? step.endorsedBy)
      results.push(await endorseOn(step, mspId, sending));
    const [first] = results;
    if (first === undefined) throw new Error('nobody endorses');
    if (results.some((each) => JSON.stringify(each) !== JSON.stringify(first)))
      throw new Error(`endorsers differ: ${results.map(({ message }) => message).join(' | ')}`);
    return first;
  };

  const commit = (endorsed: Endorsed) => {
    if (endorsed.status !== 200) return 'REFUSED';
    const isStale = ([key, version]: readonly [string, number]) =>
      (state.get(key)?.version ?? 0) !== version;
    height += 1;
    if (endorsed.reads.some(isStale)) return 'MVCC_READ_CONFLICT';
    for (const [key, value] of endorsed.writes) state.set(key, { value, version: height });
    return 'VALID';
  };

  const run = async (step: Step, sending?: Sending) => {
    const endorsed = await endorse(step, sending);
    const outcome = commit(endorsed);
    if (outcome === 'VALID') step.commit();
    return { ...endorsed, outcome };
  };

  return {
    endorse,
    commit,
    run,
    must: async (step, sending) => {
      const done = await run(step, sending);
      if (done.outcome !== 'VALID')
        throw new Error(`${step.book} ${step.fn}: ${done.outcome} ${done.message}`);
      return done;
    },
    value: (key) => state.get(key)?.value,
    keys: () => [...state.keys()],
  };
}

function pick(chaincodes: Chaincodes, book: string, own: string): Chaincode {
  if (book === 'governance') return chaincodes.governance;
  if (book === 'stop') return chaincodes.stop;
  return book === `book-${own}` ? chaincodes.book : chaincodes.reader;
}

function propose(
  step: Step,
  sent: { channel: string; by: string; args: readonly string[]; at: number },
): { proposal: peer.SignedProposal; txId: string } {
  const nonce = randomBytes(24);
  const creator = new msp.SerializedIdentity();
  creator.setMspid(sent.by);
  creator.setIdBytes(Buffer.from(CERTIFICATE));
  const identity = creator.serializeBinary();
  const txId = createHash('sha256').update(nonce).update(identity).digest('hex');

  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(identity);
  signatureHeader.setNonce(nonce);
  const channelHeader = common.ChannelHeader.deserializeBinary(stampField(sent.at));
  channelHeader.setChannelId(sent.channel);
  channelHeader.setTxId(txId);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());

  const input = new peer.ChaincodeInput();
  input.setArgsList(sent.args.map((each) => Buffer.from(each)));
  const id = new peer.ChaincodeID();
  id.setName(step.book);
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  if (step.secret !== undefined) payload.getTransientmapMap().set('in', step.secret);

  const proposed = new peer.Proposal();
  proposed.setHeader(header.serializeBinary());
  proposed.setPayload(payload.serializeBinary());
  const proposal = new peer.SignedProposal();
  proposal.setProposalBytes(proposed.serializeBinary());
  return { proposal, txId };
}

function byKey(one: readonly [string, unknown], other: readonly [string, unknown]): number {
  return one[0] < other[0] ? -1 : 1;
}

/** Field 3 of a channel header, a timestamp, as protobuf writes it: fabric-protos does not give out its own Timestamp. */
function stampField(at: number): Uint8Array {
  const stamp = [
    0x08,
    ...varint(Math.trunc(at / 1_000)),
    0x10,
    ...varint((at % 1_000) * 1_000_000),
  ];
  return Uint8Array.of(0x1a, stamp.length, ...stamp);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.trunc(value / 128))];
}
