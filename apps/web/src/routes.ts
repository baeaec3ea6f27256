import type { BaseKey } from './words/base.ts';

/** Who may open a page: anybody, or the roles named. */
export type Role =
  | 'patient'
  | 'guardian'
  | 'doctor'
  | 'nurse'
  | 'administrator'
  | 'privacy-officer'
  | 'auditor'
  | 'researcher';

type Title = Extract<BaseKey, `title.${string}`>;

/** Makes the rows of the pages of an area that the same people may open. */
const pagesOf =
  <
    const A extends 'everyone' | 'patient' | 'clinic' | 'office',
    const R extends 'everyone' | readonly Role[],
  >(
    area: A,
    roles: R,
  ) =>
  <const P extends string, const N extends string>(path: P, page: N, title: Title) => ({
    path,
    area,
    page,
    roles,
    title,
  });

const open = pagesOf('everyone', 'everyone');
const me = pagesOf('patient', ['patient', 'guardian']);
const care = pagesOf('clinic', ['doctor', 'nurse']);
const admin = pagesOf('office', ['administrator']);
const audit = pagesOf('office', ['privacy-officer', 'auditor']);
/** One task: on phones it hides the bar at the bottom. */
const task = true as const;

/** Every page: its address, who may open it, and the key of its title, which never names a person. */
export const routes = [
  open('/sign-in', 'sign-in', 'title.signIn'),
  open('/sign-in/reset', 'reset', 'title.reset'),
  open('/check', 'check', 'title.check'),

  me('/me', 'record', 'title.record'),
  me('/me/entries/:id', 'entry', 'title.entry'),
  me('/me/access', 'access', 'title.access'),
  { ...me('/me/access/new', 'give', 'title.give'), task },
  { ...me('/me/access/hide', 'hide', 'title.hide'), task },
  { ...me('/me/access/:id/withdraw', 'withdraw', 'title.withdraw'), task },
  me('/me/seen', 'seen', 'title.seen'),
  me('/me/seen/:id', 'seen-one', 'title.seenOne'),
  me('/me/readings', 'readings', 'title.readings'),
  me('/me/devices', 'devices', 'title.devices'),
  { ...me('/me/requests/:id', 'request', 'title.request'), task },
  me('/me/details', 'details', 'title.details'),
  me('/me/card', 'card', 'title.card'),
  me('/me/export', 'export', 'title.export'),
  me('/me/family', 'family', 'title.family'),
  { ...me('/me/hand-over', 'hand-over', 'title.handOver'), roles: 'everyone', task },

  care('/ward', 'wards', 'title.ward'),
  care('/ward/:id', 'ward', 'title.ward'),
  care('/patients', 'patients', 'title.patients'),
  care('/patients/:h', 'summary', 'title.chart'),
  care('/patients/:h/timeline', 'timeline', 'title.chart'),
  care('/patients/:h/results', 'results', 'title.chart'),
  care('/patients/:h/medicines', 'medicines', 'title.chart'),
  care('/patients/:h/documents', 'documents', 'title.chart'),
  care('/patients/:h/live', 'live', 'title.chart'),
  care('/patients/:h/card', 'patient-card', 'title.patientCard'),
  care('/patients/:h/seen', 'chart-seen', 'title.chart'),
  care('/patients/:h/ask', 'ask', 'title.ask'),
  care('/patients/:h/emergency', 'emergency', 'title.emergency'),
  care('/requests', 'requests', 'title.requests'),
  care('/directory', 'directory', 'title.directory'),
  care('/devices', 'ward-devices', 'title.devices'),

  admin('/admin', 'admin', 'title.admin'),
  admin('/admin/members', 'members', 'title.members'),
  admin('/admin/members/:id', 'member', 'title.members'),
  admin('/admin/people', 'people', 'title.people'),
  admin('/admin/people/:id', 'person', 'title.people'),
  admin('/admin/health', 'health', 'title.health'),
  admin('/admin/backups', 'backups', 'title.backups'),
  audit('/audit/seen', 'who-saw', 'title.whoSaw'),
  audit('/audit/seen/:id', 'who-saw', 'title.whoSaw'),
  audit('/audit/emergency', 'reviews', 'title.reviews'),
  audit('/audit/receipts', 'receipts', 'title.receipts'),
  audit('/audit/unusual', 'unusual', 'title.unusual'),
  audit('/audit/store', 'store', 'title.store'),
] as const;

/** One row of the table. */
export type Route = (typeof routes)[number];

/** The part of the pages that is loaded together. */
export type Area = Route['area'];

/** The names of the pages of an area. */
export type PageName<A extends Area> = Extract<Route, { area: A }>['page'];

/** The first page after signing in, by role. */
export const homes: Readonly<Record<Role, Route['path']>> = {
  patient: '/me',
  guardian: '/me',
  doctor: '/patients',
  nurse: '/patients',
  administrator: '/admin',
  'privacy-officer': '/audit/seen',
  auditor: '/audit/seen',
  researcher: '/check',
};
