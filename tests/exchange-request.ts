import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openHospital } from '@careledger/care';
import {
  request as requestForm,
  parse,
  requestMessage,
  staffProof,
  type Request,
  type StaffProof,
} from '@careledger/contracts';
import { hpkeKeyPair } from '@careledger/keys';
import { readPeople } from '@careledger/node';
import { openKeyRing } from '@careledger/node/founding';
import { toBase64url } from '@careledger/proof';
import type { TestConsortium } from './consortium.ts';
import { openDetour, toExchange } from './detour.ts';
import { rowIn } from './raw-http.ts';

/** Asks Northgate's exchange server as Riverside does, and as nobody should. */
export interface Requester {
  /** A request that Riverside's node made, as it passed. */
  readonly replayed: Buffer;
  /** How Riverside's doctor proves that he stands on the ledger. */
  readonly proof: StaffProof;
  /** A request like that one, signed by the doctor, with what the case changes. */
  asking(change: Partial<Request>): Promise<Record<string, unknown>>;
  /** Sends it, with Riverside's certificate or another; `code` is that of the problem. */
  send(
    body: unknown,
    as?: { cert: string; key: string },
  ): Promise<{ status: number; code: unknown; length: number }>;
  close(): Promise<void>;
}

/** The certificate and key with which a member's node speaks to others. */
export const tlsOf = (at: TestConsortium, member: string) =>
  openKeyRing(join(at.data, member, 'keys')).credential('tls');

/** Learns from one request what a request is made of, and signs others in the name of its doctor. */
export async function openRequester(at: TestConsortium, card: string): Promise<Requester> {
  const detour = await openDetour(at);
  await (await at.session('riverside', 'doctor')).call('ask', { card });
  await detour.close();
  const replayed =
    detour.passed.find(({ route }) => route.endsWith('/ask'))?.asked ?? Buffer.alloc(0);
  const asked = rowIn(replayed.toString('utf8'));
  const like = parse(requestForm, asked['request']);
  const proof = parse(staffProof, asked['staff']);
  const copy = join(at.scratch, 'riverside-copy');
  cpSync(join(at.data, 'riverside'), copy, {
    recursive: true,
    filter: (source) => !/\/(blocks|logs|lock|(index|state)\.sqlite[^/]*)$/.test(source),
  });
  const hospital = await openHospital(
    { folder: copy, member: 'riverside', channel: at.consortium.channel },
    { clock: () => Date.now(), log: () => {}, projections: [] },
  );
  const person = readPeople(at.data).find((p) => p.member === 'riverside' && p.role === 'doctor');
  const { user = '', password = '' } = person ?? {};
  const actor = await hospital.people.vouch({ user, password });
  return {
    replayed,
    proof,
    async asking(change) {
      const fresh: Request = {
        ...like,
        to: (await hpkeKeyPair()).publicKey,
        nonce: randomBytes(32).toString('hex'),
        at: Date.now(),
        ...change,
      };
      return {
        request: fresh,
        signature: toBase64url(actor.sign(requestMessage(fresh))),
        staff: proof,
        height: Number(asked['height']),
        text: null,
      };
    },
    async send(body, as = tlsOf(at, 'riverside')) {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
      const answer = await toExchange(at, { route: '/exchange/v1/ask', body: bytes, as });
      const code = answer.status === 200 ? undefined : rowIn(answer.body.toString('utf8'))['code'];
      return { status: answer.status, code, length: answer.body.length };
    },
    close: () => hospital.close(),
  };
}
