import type { AreaPages } from '../area.ts';

/** The pages of this area. */
export const pages: AreaPages<'office'> = {};
