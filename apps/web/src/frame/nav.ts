import type { IconName } from '../parts/icons.tsx';
import type { Role } from '../routes.ts';
import type { BaseKey } from '../words/base.ts';

type NavKey = Extract<BaseKey, `nav.${string}`>;

/** One word of the bar; at most five stand there. */
export interface NavItem {
  readonly path: string;
  readonly word: NavKey;
  /** The shorter word and the icon of the bar at the bottom of phones. */
  readonly short?: NavKey;
  readonly icon?: IconName;
}

const patient: readonly NavItem[] = [
  { path: '/me', word: 'nav.record', icon: 'list' },
  { path: '/me/access', word: 'nav.access', short: 'nav.short.access', icon: 'key' },
  { path: '/me/seen', word: 'nav.seen', short: 'nav.short.seen', icon: 'eye' },
  { path: '/me/readings', word: 'nav.readings', icon: 'pulse' },
];
const care: readonly NavItem[] = [
  { path: '/ward', word: 'nav.ward', icon: 'hosp' },
  { path: '/patients', word: 'nav.patients', icon: 'people' },
  { path: '/requests', word: 'nav.requests', icon: 'hand' },
  { path: '/directory', word: 'nav.directory', icon: 'list' },
  { path: '/devices', word: 'nav.devices', icon: 'watch' },
];
const audit: readonly NavItem[] = [
  { path: '/audit/seen', word: 'nav.whoSaw' },
  { path: '/audit/emergency', word: 'nav.reviews' },
  { path: '/audit/receipts', word: 'nav.receipts' },
  { path: '/audit/unusual', word: 'nav.unusual' },
  { path: '/audit/store', word: 'nav.store' },
];

/** The words of the bar, by role. */
export const navOf: Readonly<Record<Role, readonly NavItem[]>> = {
  patient,
  guardian: patient,
  doctor: care,
  nurse: care,
  administrator: [
    { path: '/admin', word: 'nav.admin' },
    { path: '/admin/members', word: 'nav.members' },
    { path: '/admin/people', word: 'nav.people' },
    { path: '/admin/health', word: 'nav.health' },
    { path: '/admin/backups', word: 'nav.backups' },
  ],
  'privacy-officer': audit,
  auditor: audit,
  researcher: [],
};

/** The word of the bar under which an address stands: the longest that it begins with. */
export function currentOf(items: readonly NavItem[], here: string): NavItem | undefined {
  return items
    .filter(({ path }) => here === path || here.startsWith(`${path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}
