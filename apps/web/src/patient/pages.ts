import type { AreaPages } from '../area.ts';

/** The pages of the patient. */
export const pages: AreaPages<'patient'> = {};
