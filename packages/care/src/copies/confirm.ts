import { verifySignature, type Signer } from '@careledger/keys';
import {
  fromBase64url,
  signedForm,
  toBase64url,
  type Hex,
  type JsonObject,
} from '@careledger/proof';
import { jsonRow, textOrNull } from '../audit/rows.ts';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { integer, list, record, text } from '../shape.ts';

/** Signs for the node that reading copies are gone: the receipt of C15. */
export type Confirm = (erased: {
  custodian: string;
  requests: readonly Hex[];
  copies: number;
  because: string;
}) => JsonObject;

const shape = record({
  requests: list(text),
  copies: integer,
  because: text,
  at: integer,
  signature: text,
});

type Said = {
  custodian: string;
  member: string;
  requests: readonly Hex[];
  copies: number;
  because: string;
  at: number;
};

const messageOf = (channel: string, { requests, ...said }: Said) =>
  signedForm('careledger-erased-v1', { channel, ...said, requests: [...requests] });

/** Makes receipts of erasure under the key that governance names for this node. */
export function createConfirm({ book, signer }: { book: Book; signer: Signer }): Confirm {
  const { member, channel, clock } = book.hospital;
  return ({ custodian, requests, copies, because }) => {
    const at = clock();
    const said = { custodian, member, requests, copies, because, at };
    const signature = toBase64url(signer.sign(messageOf(channel, said)));
    return { what: 'erased', requests: [...requests], copies, because, at, signature };
  };
}

/** Takes such a receipt: journaled where the other node signed it for this hospital; throws `forbidden` where not. */
export async function takeConfirmation(book: Book, member: string, body: unknown): Promise<void> {
  const { hospital, view } = book;
  const { signature, ...said } = shape(body, 'told');
  const message = messageOf(hospital.channel, { custodian: hospital.member, member, ...said });
  const key = fromBase64url(view.members.get(member)?.signer ?? '');
  if (!verifySignature(key, message, fromBase64url(signature)))
    throw new CareError('forbidden', 'The node of the other member did not sign this.');
  const patients = said.requests.flatMap((id) => {
    const row = hospital.index.prepare('select patient from answer where id = ?').get(id);
    return textOrNull(jsonRow(row)['patient']) ?? [];
  });
  await hospital.journal.append({
    t: 'erased',
    at: hospital.clock(),
    member,
    patients: [...new Set(patients)],
    requests: said.requests,
    copies: said.copies,
    because: said.because,
    saidAt: said.at,
    signature,
  });
}
