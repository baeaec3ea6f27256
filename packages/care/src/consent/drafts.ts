import { randomBytes } from 'node:crypto';
import { CareError } from '../care-error.ts';
import type { Drawn } from './drawing.ts';
import type { Language } from './phrases.ts';
import { languageOf } from './wording.ts';

/** A consent that is drawn up, with the text that must be displayed before it is signed. */
export interface DraftWords {
  readonly draft: string;
  readonly grant: string;
  readonly version: number;
  readonly language: Language;
  readonly text: string;
  /** What is new, as it stands in the text. */
  readonly sentence: string;
}

/** Who may sign a draft: whoever it was drawn up for, about this patient. */
export interface DraftHolder {
  readonly patient: string;
  /** The handle of the member of staff who had it drawn up; absent for the patient's own act. */
  readonly staff?: string;
  /** The request for access that it grants; undefined for an act of its own. */
  readonly request?: string | undefined;
}

/** Consents that were drawn up and wait for their signature; each is signed once. */
export interface Drafts {
  keep(holder: DraftHolder, drawn: Drawn): DraftWords;
  /** The request that a draft grants; undefined where it grants none, or has ended. */
  requestOf(draft: string): string | undefined;
  /**
   * Has its holder act on a draft, which nobody else can meanwhile; it is kept only where the act has to wait (`not-ready`,
   * `unreachable`). Throws `not-found` for anybody else and when it has ended.
   */
  use<T>(holder: DraftHolder, draft: string, act: (drawn: Drawn) => Promise<T>): Promise<T>;
}

/** Opens the drafts of a hospital; they are lost with its process. */
export function openDrafts(clock: () => number): Drafts {
  const kept = new Map<string, { drawn: Drawn; holder: DraftHolder }>();
  return {
    keep(holder, drawn) {
      for (const [id, each] of kept) if (each.drawn.expires < clock()) kept.delete(id);
      if (kept.size > 10_000)
        throw new CareError('throttled', 'Too many acts are under way; try again in a minute.');
      const draft = randomBytes(32).toString('hex');
      kept.set(draft, { drawn, holder });
      const { form } = drawn.document;
      const { grant, sentence } = drawn;
      const language = languageOf(form);
      return { draft, grant, version: form.version, language, text: form.text, sentence };
    },
    requestOf: (draft) => kept.get(draft)?.holder.request,
    async use({ patient, staff, request }, draft, act) {
      const found = kept.get(draft);
      if (
        found === undefined ||
        found.holder.staff !== staff ||
        found.holder.request !== request ||
        found.drawn.patient !== patient ||
        found.drawn.expires < clock()
      )
        throw new CareError('not-found', 'This act is no longer open; start it again.');
      kept.delete(draft);
      try {
        return await act(found.drawn);
      } catch (error) {
        if (mustWait(error)) kept.set(draft, found);
        throw error;
      }
    },
  };
}

function mustWait(error: unknown): boolean {
  return error instanceof CareError && ['not-ready', 'unreachable'].includes(error.code);
}
