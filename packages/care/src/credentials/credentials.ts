import { randomBytes, randomUUID } from 'node:crypto';
import { leafHashOf, leafMessage, type Credential, type PatientLeaf } from '@careledger/contracts';
import { sha256, toBase64url, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import type { SignedAssertion } from '../consent/consent.ts';
import { ownCredential, type NewCredential } from '../enrol/new-leaf.ts';
import { guardianshipOf } from '../guardians/guardianship.ts';
import type { PatientActor } from '../people/actor.ts';
import { isObject } from '../shape.ts';

/** A passkey of a patient or a guardian as the patient and enrolling staff see it. */
export interface HeldCredential {
  readonly credential: string;
  readonly holder: 'guardian' | 'patient';
  readonly name: string | null;
  readonly relation: string | null;
  readonly label: string | null;
  readonly scope: 'consent' | 'view';
  readonly categories: readonly string[] | null;
  readonly from: number;
  readonly until: number | null;
  readonly state: 'ended' | 'in-use' | 'not-yet' | 'replaced' | 'stolen';
}

/** What a present passkey is asked to sign for one more. */
export interface AdditionDraft {
  readonly draft: string;
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
  readonly credential: string;
}

/** A patient's passkeys, and one more by herself (I9). */
export interface Credentials {
  of(patient: string): HeldCredential[];
  /** Draws up one more passkey; good for five minutes, for this patient alone. */
  prepare(actor: PatientActor, added: { passkey: NewCredential; label?: string }): AdditionDraft;
  /** Commits it under the assertion of a passkey that the patient has. */
  sign(
    actor: PatientActor,
    options: { draft: string; assertion: SignedAssertion },
  ): Promise<{ credential: string; tx: string }>;
}

interface Drawn {
  readonly patient: string;
  readonly old: { leaf: PatientLeaf; nonce: Hex };
  readonly leaf: PatientLeaf;
  readonly nonce: Hex;
  readonly added: NewCredential;
  readonly label: string | null;
  readonly until: number;
}

const LASTS_MS = 5 * 60_000;
const MOST_DRAFTS = 1_000;
const MOST = 8;

/** Opens the passkeys of a hospital's patients. */
export function openCredentials(book: Book): Credentials {
  const { hospital, leaves, view, writer } = book;
  const { channel, member, clock, people, registry } = hospital;
  const drafts = new Map<string, Drawn>();

  const leafOf = (patient: string) => {
    const row = people.patient(patient);
    const kept = row && leaves.patient(row.handle);
    if (!kept)
      throw new CareError('conflict', 'This patient is not enrolled yet; two staff enrol.');
    return kept;
  };

  return {
    of: (patient) => {
      const row = people.patient(patient);
      const kept = row && leaves.patient(row.handle);
      return (kept?.leaf.credentials ?? []).map((each) => {
        const guardian = registry.get('guardian', each.id);
        const about = guardian === undefined ? undefined : guardianshipOf(guardian);
        const label = registry.get('credential-label', each.id);
        return {
          credential: each.id,
          holder: each.holder,
          name: about?.name ?? null,
          relation: about?.relation ?? null,
          label: isObject(label) && typeof label['label'] === 'string' ? label['label'] : null,
          scope: each.scope,
          categories: about?.categories ?? null,
          from: each.from,
          until: each.until,
          state: stateOf(each, clock()),
        };
      });
    },
    prepare: (actor, { passkey, label }) => {
      for (const [id, drawn] of drafts) if (drawn.until < clock()) drafts.delete(id);
      if (drafts.size >= MOST_DRAFTS)
        throw new CareError('throttled', 'Too many acts are under way; try again in a minute.');
      if (actor.guardian)
        throw new CareError('forbidden', 'The patient herself adds a passkey of hers.');
      if (registry.get('credential', passkey.id) !== undefined)
        throw new CareError('conflict', 'This passkey is registered already.');
      const old = leafOf(actor.patient);
      if (old.leaf.credentials.length >= MOST)
        throw new CareError('conflict', 'Eight passkeys are listed; two staff retire one first.');
      const credentials = [...old.leaf.credentials, ownCredential(passkey, clock())];
      const leaf = { ...old.leaf, credentials };
      const nonce = randomBytes(32).toString('hex');
      const draft = randomUUID();
      const { patient } = actor;
      const until = clock() + LASTS_MS;
      drafts.set(draft, { patient, old, leaf, nonce, added: passkey, label: label ?? null, until });
      const own = view.members.get(member);
      const message = leafMessage({
        channel,
        member,
        map: 'patients',
        handle: leaf.handle,
        old: leafHashOf(old.leaf, old.nonce),
        leaf: leafHashOf(leaf, nonce),
      });
      return {
        draft,
        challenge: toBase64url(sha256(message)),
        rpId: own?.rpId ?? '',
        origin: own?.origins[0] ?? '',
        credential: passkey.id,
      };
    },
    sign: async (actor, { draft, assertion }) => {
      const drawn = drafts.get(draft);
      drafts.delete(draft);
      if (!drawn || drawn.patient !== actor.patient || drawn.until < clock())
        throw new CareError('not-found', 'This act is no longer open; start it again.');
      const { patient, old, leaf, nonce, added, label } = drawn;
      const now = leafOf(patient);
      if (leafHashOf(now.leaf, now.nonce) !== leafHashOf(old.leaf, old.nonce))
        throw new CareError(
          'conflict',
          'Your keys or your consent changed meanwhile; start again.',
        );
      const { credential, ...signed } = assertion;
      const at = clock();
      const { tx, block } = await writer.change({
        map: 'patients',
        handle: leaf.handle,
        old,
        leaf,
        nonce,
        leafHash: leafHashOf(leaf, nonce),
        by: () => ({ kind: 'credential', credential, assertion: { ...signed } }),
        rows: [
          { kind: 'credential', id: added.id, value: patient },
          { kind: 'credential-label', id: added.id, value: { label, at } },
        ],
      });
      await hospital.journal.append({
        t: 'credential',
        v: 1,
        at,
        patient,
        act: 'add-passkey',
        by: [`patient:${patient}`],
        identity: null,
        about: { credential, added: added.id },
        leaf,
        nonce,
        tx,
        block,
      });
      return { credential: added.id, tx };
    },
  };
}

function stateOf({ retired, from, until }: Credential, now: number): HeldCredential['state'] {
  if (retired !== null) return retired;
  if (until !== null && until <= now) return 'ended';
  return from > now ? 'not-yet' : 'in-use';
}
