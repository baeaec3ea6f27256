import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';

/** Requests of doctors at other hospitals, to be answered by the patient. */
export const requestsForm = rowsOf(
  v.object({
    request: v.string(),
    state: v.string(),
    at: v.string(),
    until: v.string(),
    who: v.string(),
    role: v.string(),
    organisation: v.string(),
    organisationName: v.string(),
    eventKind: v.nullable(v.picklist(['Appointment', 'Encounter', 'ServiceRequest'])),
    eventAt: maybeText,
    categories: v.array(v.string()),
    dataFrom: maybeText,
    dataUntil: maybeText,
    purpose: maybeText,
    days: v.number(),
    eraseDays: v.nullable(v.number()),
    text: maybeText,
    decidedAt: v.optional(maybeText, null),
    to: v.string(),
  }),
);

/** One of these requests. */
export type RequestRow = v.InferOutput<typeof requestsForm>[number];
