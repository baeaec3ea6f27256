import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import anys from 'google-protobuf/google/protobuf/any_pb.js';
import { PeerError, type PeerErrorCode } from '../error.ts';

/** What one endpoint answered, as Fabric's gateway reports it. */
export interface ErrorDetail {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/** An error that goes out over gRPC with Fabric's code, words and details. */
export class RpcError extends Error {
  readonly code: status;
  readonly details: readonly ErrorDetail[];

  constructor(code: status, message: string, details: readonly ErrorDetail[] = []) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.details = details;
  }
}

const codes: Readonly<Record<PeerErrorCode, status>> = {
  config: status.FAILED_PRECONDITION,
  form: status.INVALID_ARGUMENT,
  identity: status.PERMISSION_DENIED,
  signature: status.PERMISSION_DENIED,
  channel: status.NOT_FOUND,
  duplicate: status.ALREADY_EXISTS,
  chaincode: status.ABORTED,
  limit: status.RESOURCE_EXHAUSTED,
  timeout: status.DEADLINE_EXCEEDED,
  chain: status.INTERNAL,
  fork: status.INTERNAL,
  unavailable: status.RESOURCE_EXHAUSTED,
  closed: status.UNAVAILABLE,
};

/** Anything thrown as a gRPC error: typed where it is ours, without stack or cause, INTERNAL otherwise. */
export function rpcFault(thrown: unknown): Partial<ServiceError> {
  if (thrown instanceof PeerError) return { code: codes[thrown.code], details: thrown.message };
  if (!(thrown instanceof RpcError))
    return { code: status.INTERNAL, details: 'the peer failed at this request' };
  const fault = { code: thrown.code, details: thrown.message };
  return thrown.details.length === 0 ? fault : { ...fault, metadata: detailsMetadata(thrown) };
}

function detailsMetadata({ code, message, details }: RpcError): Metadata {
  const whole = new google.rpc.Status();
  whole.setCode(code);
  whole.setMessage(message);
  whole.setDetailsList(
    details.map((one) => {
      const detail = new gateway.ErrorDetail();
      detail.setAddress(one.address);
      detail.setMspId(one.mspId);
      detail.setMessage(one.message);
      const any = new anys.Any();
      any.pack(detail.serializeBinary(), 'gateway.ErrorDetail');
      return any;
    }),
  );
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(whole.serializeBinary()));
  return metadata;
}
