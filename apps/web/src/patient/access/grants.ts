import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';

/** Permissions in force, each with the sentence that was signed. */
export const grantsForm = rowsOf(
  v.object({
    id: v.string(),
    to: v.object({ member: v.string(), practitioner: maybeText }),
    categories: v.array(v.string()),
    purposes: v.array(v.string()),
    from: v.number(),
    until: v.number(),
    dataFrom: v.optional(v.nullable(v.number()), null),
    dataUntil: v.optional(v.nullable(v.number()), null),
    eraseAt: v.optional(v.nullable(v.number()), null),
    language: v.picklist(['en', 'de']),
    sentence: v.string(),
    /** The same in each language; the signed one is `sentence`. */
    sentences: v.object({ en: v.string(), de: v.string() }),
  }),
);

/** A permission in force. */
export type GrantRow = v.InferOutput<typeof grantsForm>[number];

const personForm = v.object({
  member: v.string(),
  user: v.string(),
  handle: v.string(),
  name: v.string(),
  role: v.string(),
  active: v.optional(v.boolean(), true),
});

/** The directory as a node answers it. */
export const directoryForm = v.union([rowsOf(personForm), v.array(personForm)]);

/** One of these people. */
export type DirectoryRow = v.InferOutput<typeof personForm>;

/** The member hospitals. */
export const membersForm = rowsOf(
  v.object({
    id: v.string(),
    name: v.string(),
    status: v.string(),
    origins: v.optional(v.array(v.string()), []),
  }),
);

/** A member hospital. */
export type MemberRow = v.InferOutput<typeof membersForm>[number];

/** A consent drawn up, with the words that will be signed. */
export const draftForm = v.object({
  draft: v.string(),
  grant: v.optional(v.string()),
  version: v.number(),
  language: v.picklist(['en', 'de']),
  text: v.string(),
  sentence: v.string(),
  challenge: v.string(),
  rpId: v.string(),
  origin: v.string(),
});

/** A consent drawn up. */
export type Draft = v.InferOutput<typeof draftForm>;

/** A consent that was signed and holds. */
export const actForm = v.object({
  version: v.number(),
  tx: v.string(),
  stop: v.optional(v.string()),
});
