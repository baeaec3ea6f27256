import { commitment, signedForm, toBase64url, type Hex } from '@careledger/proof';
import { StoreError } from '@careledger/store';
import { CareError } from '../care-error.ts';
import type { Journal } from '../journal/journal.ts';
import type { StaffActor } from '../people/actor.ts';
import type { Vault } from '../vault/vault.ts';
import { contributionTree } from './act.ts';
import { actForm, type ActEntry, type ActVersion } from './act-entry.ts';
import { bytesOf, clinicalDate, contentDigest, statementForm } from './content.ts';
import type { Incoming } from './incoming.ts';
import type { Resource } from './resource.ts';

/** A version that is ready to be sealed. */
export interface Draft extends Incoming {
  readonly kind: string;
  readonly labels: readonly string[];
  readonly patient: string | null;
}

/** Seals content and signs and journals the act; what it resolves with is on disk (J1). */
export interface Writer {
  write(
    actor: StaffActor,
    act: { drafts: readonly Draft[]; source: string | null; reason: string | null },
  ): Promise<{ act: ActEntry; journal: number }>;
}

/** The writer of a hospital's chart; `keepLoaded` hands the content to the projection, which indexes it. */
export function createWriter(
  options: { member: string; channel: string },
  deps: {
    vault: Vault;
    journal: Journal;
    clock: () => number;
    random: (bytes: number) => Uint8Array;
    keepLoaded: (act: Hex, resources: readonly Resource[]) => void;
  },
): Writer {
  const { vault, journal, clock, random, keepLoaded } = deps;
  const hex32 = (): Hex => Buffer.from(random(32)).toString('hex');
  return {
    write: async (actor, { drafts, source, reason }) => {
      const [at, id, seed, nonce] = [clock(), hex32(), hex32(), hex32()];
      const author = actor.handle;
      const parts = drafts.map((draft) => {
        const [versionNonce, contentNonce, content] = [hex32(), hex32(), bytesOf(draft.resource)];
        const { version, resource } = draft;
        const form = statementForm({
          type: resource.resourceType,
          id: draft.id,
          version,
          author,
          at,
          content: contentDigest(contentNonce, content),
        });
        return { draft, content, versionNonce, contentNonce, leaf: commitment(versionNonce, form) };
      });
      const tree = contributionTree({ seed, commitments: parts.map(({ leaf }) => leaf) });
      const form = actForm({ ...options, id, root: tree.root, author, at });
      const signature = toBase64url(actor.sign(signedForm('careledger-act-v1', form)));
      const places = await stored(
        vault.putAll(
          parts.map(({ draft, content }) => ({
            patient: draft.patient ?? 'directory',
            category: [draft.kind, ...draft.labels].join(' '),
            content,
          })),
        ),
      );
      const versions = parts.map(({ draft, versionNonce, contentNonce, leaf }, n): ActVersion => ({
        type: draft.resource.resourceType,
        id: draft.id,
        version: draft.version,
        vault: places[n] ?? 0,
        kind: draft.kind,
        labels: draft.labels,
        patient: draft.patient,
        commitment: leaf,
        nonce: versionNonce,
        contentNonce,
        method: draft.method,
        fullUrl: draft.fullUrl,
        leaf: tree.places[n] ?? 0,
        date: clinicalDate(draft.resource),
      }));
      const head = { t: 'act', v: 1, at, id, author, root: tree.root, signature } as const;
      const act: ActEntry = { ...head, nonce, seed, source, reason, versions };
      keepLoaded(
        id,
        drafts.map(({ resource }) => resource),
      );
      const { index } = await stored(journal.append(act));
      return { act, journal: index };
    },
  };
}

/** A disk that cannot take it is no fault of the record: said so, with what to do. */
async function stored<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    if (cause.code === 'too-large' || cause.code === 'queue-full')
      throw new CareError('too-large', 'This is too much at once: send it in parts.', { cause });
    throw new CareError('not-ready', 'The disk cannot keep records now.', { cause });
  }
}
