import type { ComponentType } from 'react';
import type { Area, PageName } from './routes.ts';

/** What an area's `pages.ts` exports as `pages`: the component of each of its pages. */
export type AreaPages<A extends Area> = { readonly [P in PageName<A>]?: ComponentType };
