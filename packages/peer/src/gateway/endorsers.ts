import { status } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { organisationOf, type ChannelConfig, type Organisation } from '../channel/config.ts';
import type { Endorser } from '../endorse/endorser.ts';
import { PeerError, sentenceOf } from '../error.ts';
import type { ErrorDetail } from '../wire/rpc-error.ts';
import {
  clientCredentials,
  clientOptions,
  messageBytes,
  type TlsIdentity,
} from '../wire/transport.ts';

/** What one endorser said: an endorsement, or why there is none. */
export type Endorsement =
  | { readonly good: true; readonly response: peer.ProposalResponse }
  | {
      readonly good: false;
      /** UNKNOWN: the contract refused; ABORTED: its peer failed; FAILED_PRECONDITION: the proposal; UNAVAILABLE: out of reach. */
      readonly code: status;
      readonly detail: ErrorDetail;
    };

/** The endorsers of all members: the own one in this process, the others over gRPC. */
export interface Endorsers {
  endorse(mspId: string, proposal: peer.SignedProposal): Promise<Endorsement>;
  close(): void;
}

const endorseMs = 35_000;

/** Endorsers by organisation; addresses of the configuration can be overridden by MSP id. */
export function endorsersOf(
  own: { mspId: string; address: () => string; endorser: Endorser },
  tls: TlsIdentity,
  addresses: Readonly<Record<string, string>>,
  config: () => ChannelConfig,
): Endorsers {
  const clients = new Map<string, peer.EndorserClient>();

  const clientOf = (organisation: Organisation, address: string): peer.EndorserClient => {
    const name = [address, ...organisation.tlsRoots].join('\n');
    const known = clients.get(name);
    if (known !== undefined) return known;
    const client = new peer.EndorserClient(
      address,
      clientCredentials(tls, organisation.tlsRoots),
      clientOptions(messageBytes(config().batch.maxBytes)),
    );
    clients.set(name, client);
    return client;
  };

  return {
    async endorse(mspId, proposal) {
      const organisation = organisationOf(config(), mspId);
      if (organisation === undefined) {
        const message = `no endorsers found for organisation ${mspId}`;
        return failure(status.UNAVAILABLE, { address: '', mspId, message });
      }
      const isOwn = mspId === own.mspId;
      const address = isOwn ? own.address() : (addresses[mspId] ?? organisation.peer);
      const at = { address, mspId };
      try {
        const response = isOwn
          ? await own.endorser.process(proposal)
          : await asked(clientOf(organisation, address), proposal);
        return judged(response, at);
      } catch (thrown) {
        return failure(codeOf(thrown), { ...at, message: sentenceOf(thrown) });
      }
    },
    close() {
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}

function asked(
  client: peer.EndorserClient,
  proposal: peer.SignedProposal,
): Promise<peer.ProposalResponse> {
  return new Promise((resolve, reject) => {
    client.processProposal(proposal, { deadline: Date.now() + endorseMs }, (error, response) =>
      error === null && response !== undefined
        ? resolve(response)
        : reject(error ?? new Error('no response')),
    );
  });
}

function judged(
  response: peer.ProposalResponse,
  at: { address: string; mspId: string },
): Endorsement {
  const outcome = response.getResponse();
  const code = outcome?.getStatus() ?? 500;
  const message = outcome?.getMessage() ?? 'no response';
  if (code >= 200 && code < 400) return { good: true, response };
  return response.getPayload_asU8().length === 0 && code === 500
    ? failure(status.ABORTED, { ...at, message })
    : failure(status.UNKNOWN, { ...at, message: `chaincode response ${code}, ${message}` });
}

function codeOf(thrown: unknown): status {
  if (!(thrown instanceof PeerError)) return status.UNAVAILABLE;
  return thrown.code === 'unavailable' ? status.RESOURCE_EXHAUSTED : status.FAILED_PRECONDITION;
}

function failure(code: status, detail: ErrorDetail): Endorsement {
  return { good: false, code, detail };
}
