import {
  createCa,
  generateSigner,
  isLowS,
  issueCertificate,
  verifySignature,
} from '@careledger/keys';
import { Server, ServerCredentials, status, type handleUnaryCall } from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { connectLedger } from './connect-ledger.ts';
import type { Ledger, LedgerOptions } from './ledger.ts';

type Answer = (request: Buffer) => Uint8Array | 'silence' | { code: number; details: string };

const METHODS = ['Evaluate', 'Endorse', 'Submit', 'CommitStatus'] as const;
const SILENT: Answer = () => 'silence';

const bytes = (value: Buffer) => value;

/** A gateway over real gRPC and mutual TLS that notes what it is asked and answers as it is told. */
function scriptedGateway(tls: { rootPem: string; certPem: string; keyPem: string }) {
  const asked: { method: string; request: Buffer }[] = [];
  const cancelled: string[] = [];
  const answers = new Map<string, Answer>();
  const handle =
    (method: string): handleUnaryCall<Buffer, Buffer> =>
    (call, callback) => {
      asked.push({ method, request: call.request });
      call.on('cancelled', () => cancelled.push(method));
      const answer = (answers.get(method) ?? SILENT)(call.request);
      if (answer === 'silence') return;
      if (answer instanceof Uint8Array) callback(null, Buffer.from(answer));
      else callback(answer);
    };
  const server = new Server();
  for (const method of METHODS) {
    const definition = {
      path: `/gateway.Gateway/${method}`,
      requestStream: false,
      responseStream: false,
      requestSerialize: bytes,
      requestDeserialize: bytes,
      responseSerialize: bytes,
      responseDeserialize: bytes,
    } as const;
    server.addService({ [method]: definition }, { [method]: handle(method) });
  }
  const secure = ServerCredentials.createSsl(
    Buffer.from(tls.rootPem),
    [{ cert_chain: Buffer.from(tls.certPem), private_key: Buffer.from(tls.keyPem) }],
    true,
  );
  const listen = () =>
    new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', secure, (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
  return { asked, cancelled, answers, listen, close: () => server.forceShutdown() };
}

async function issue(ca: { certPem: string; keyPem: string }, server: boolean) {
  const signer = generateSigner();
  const spkiPem = createPublicKey(signer.pem()).export({ type: 'spki', format: 'pem' }).toString();
  const certPem = await issueCertificate({
    ca,
    subject: { cn: 'localhost', ou: 'client' },
    spkiPem,
    days: 1,
    dns: ['localhost'],
    client: true,
    server,
  });
  return { certPem, keyPem: signer.pem(), spki: signer.spki };
}

describe('a connection to the ledger', () => {
  let ledger: Ledger;
  let options: LedgerOptions;
  let spki: Buffer;
  let script: ReturnType<typeof scriptedGateway>;

  beforeAll(async () => {
    const ca = await createCa({ name: 'ca', org: 'northgate', days: 1 });
    const [server, client] = [await issue(ca, true), await issue(ca, false)];
    spki = client.spki;
    script = scriptedGateway({ rootPem: ca.certPem, ...server });
    options = {
      address: `127.0.0.1:${await script.listen()}`,
      hostOverride: 'localhost',
      tlsRoots: [ca.certPem],
      mspId: 'NorthgateMSP',
      certPem: client.certPem,
      keyPem: client.keyPem,
      channel: 'careledger',
      timeouts: { evaluateMs: 150, endorseMs: 150, submitMs: 150, outcomeMs: 300, heightMs: 150 },
    };
    ledger = await connectLedger(options);
  });
  afterAll(() => {
    ledger.close();
    script.close();
  });
  beforeEach(() => {
    script.answers.clear();
    script.asked.length = 0;
    script.cancelled.length = 0;
  });

  const query = { book: 'book-northgate', fn: 'read', arg: 'root:staff' };
  const call = { ...query, fn: 'answer', transient: Buffer.from('private') };

  it('I3 asks its own organisation alone, with a signature that Fabric takes', async () => {
    const response = new peer.Response();
    response.setPayload(Buffer.from('root'));
    const answer = new gateway.EvaluateResponse();
    answer.setResult(response);
    script.answers.set('Evaluate', () => answer.serializeBinary());
    expect((await ledger.evaluate({ ...query, transient: Buffer.from('x') })).toString()).toBe(
      'root',
    );
    const request = gateway.EvaluateRequest.deserializeBinary(script.asked[0]?.request ?? bytes0);
    expect(request.getTargetOrganizationsList()).toEqual(['NorthgateMSP']);
    const proposal = request.getProposedTransaction();
    const signature = proposal?.getSignature_asU8() ?? bytes0;
    expect(isLowS(signature)).toBe(true);
    expect(verifySignature(spki, proposal?.getProposalBytes_asU8() ?? bytes0, signature)).toBe(
      true,
    );
  });

  it('I3 sends private data to nobody unless the endorsers are named', async () => {
    await expect(ledger.endorse({ ...call, endorsedBy: [] })).rejects.toMatchObject({
      code: 'transient-leak',
    });
    await expect(ledger.endorse({ ...query, endorsedBy: [] })).rejects.toMatchObject({
      code: 'no-endorser',
    });
    expect(script.asked).toEqual([]);
    await ledger.endorse({ ...call, endorsedBy: ['NorthgateMSP'] }).catch(() => undefined);
    const request = gateway.EndorseRequest.deserializeBinary(script.asked[0]?.request ?? bytes0);
    expect(request.getEndorsingOrganizationsList()).toEqual(['NorthgateMSP']);
  });

  it('E8.4 gives up on a silent peer after the stated time', async () => {
    await expect(ledger.evaluate(query)).rejects.toMatchObject({ code: 'unreachable' });
    await expect(ledger.endorse({ ...call, endorsedBy: ['NorthgateMSP'] })).rejects.toMatchObject({
      code: 'unreachable',
    });
    await expect(ledger.outcome('ab'.repeat(32))).rejects.toMatchObject({
      code: 'unknown-outcome',
      txId: 'ab'.repeat(32),
    });
    await expect(ledger.height()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('E8.4 cancels the call itself when the wait is aborted', async () => {
    const reason = new Error('the ward has moved on');
    const aborting = new AbortController();
    const waiting = ledger.evaluate(query, { signal: aborting.signal, timeoutMs: 10_000 });
    await expect.poll(() => script.asked.length).toBe(1);
    aborting.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect.poll(() => script.cancelled).toEqual(['Evaluate']);
    await expect(ledger.outcome('ab'.repeat(32), { signal: aborting.signal })).rejects.toBe(reason);
  });

  it('E3 asks for an outcome again while the peer is out of reach, and by name', async () => {
    let attempts = 0;
    const conflict = new gateway.CommitStatusResponse();
    conflict.setResult(peer.TxValidationCode.MVCC_READ_CONFLICT);
    conflict.setBlockNumber(7);
    script.answers.set('CommitStatus', () => {
      attempts += 1;
      return attempts < 2
        ? { code: status.UNAVAILABLE, details: 'restarting' }
        : conflict.serializeBinary();
    });
    await expect(ledger.outcome('cd'.repeat(32), { timeoutMs: 5_000 })).resolves.toEqual({
      code: 'MVCC_READ_CONFLICT',
      block: 7,
    });
    expect(attempts).toBe(2);
  });

  it('R7.2 stores an envelope as bytes and sends these very bytes each time', async () => {
    const payload = payloadOf('careledger', 'ef'.repeat(32));
    const prepared = new gateway.PreparedTransaction();
    const envelope = new common.Envelope();
    envelope.setPayload(payload);
    prepared.setTransactionId('ef'.repeat(32));
    prepared.setEnvelope(envelope);
    const endorsed = new gateway.EndorseResponse();
    endorsed.setPreparedTransaction(envelope);
    script.answers.set('Endorse', () => endorsed.serializeBinary());
    script.answers.set('Submit', () => new gateway.SubmitResponse().serializeBinary());
    const stored = await ledger.endorse({ ...call, endorsedBy: ['NorthgateMSP'] });
    expect(Math.abs(stored.at - Date.now())).toBeLessThan(60_000);
    await ledger.submit(stored);
    await ledger.submit({ ...stored, bytes: Uint8Array.from(stored.bytes) });
    const sent = script.asked
      .filter(({ method }) => method === 'Submit')
      .map(({ request }) =>
        gateway.SubmitRequest.deserializeBinary(request).getPreparedTransaction(),
      );
    expect(sent).toHaveLength(2);
    expect(sent[0]?.serializeBinary()).toEqual(sent[1]?.serializeBinary());
    const signature = sent[0]?.getSignature_asU8() ?? bytes0;
    expect(verifySignature(spki, payload, signature)).toBe(true);
  });

  it('D5 talks to no peer of another root', async () => {
    const other = await createCa({ name: 'ca', org: 'elsewhere', days: 1 });
    const stranger = await connectLedger({ ...options, tlsRoots: [other.certPem] });
    await expect(stranger.evaluate(query)).rejects.toMatchObject({ code: 'unreachable' });
    stranger.close();
    expect(script.asked).toEqual([]);
  });
});

const bytes0 = new Uint8Array();

/** The payload of an endorsed transaction without content, as far as the client looks into it. */
function payloadOf(channelId: string, txId: string): Uint8Array {
  const channel = new common.ChannelHeader();
  channel.setChannelId(channelId);
  channel.setTxId(txId);
  const header = new common.Header();
  header.setChannelHeader(channel.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  const response = new peer.ProposalResponsePayload();
  const result = new peer.ChaincodeAction();
  result.setResponse(new peer.Response());
  response.setExtension$(result.serializeBinary());
  endorsed.setProposalResponsePayload(response.serializeBinary());
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  return payload.serializeBinary();
}
