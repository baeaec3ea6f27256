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

interface RouteForm {
  readonly path: string;
  readonly area: 'everyone' | 'patient' | 'clinic' | 'office';
  readonly page: string;
  readonly roles: 'everyone' | readonly Role[];
  /** The key of its title in the message files; a title never names a person. */
  readonly title: Extract<BaseKey, `title.${string}`>;
  /** A page with one task: on phones it hides the bar at the bottom. */
  readonly task?: true;
}

const own = ['patient', 'guardian'] as const;
const care = ['doctor', 'nurse'] as const;
const admin = ['administrator'] as const;
const audit = ['privacy-officer', 'auditor'] as const;

/** Every page: its address, who may open it, and the key of its title. */
export const routes = [
  { path: '/sign-in', area: 'everyone', page: 'sign-in', roles: 'everyone', title: 'title.signIn' },
  {
    path: '/sign-in/reset',
    area: 'everyone',
    page: 'reset',
    roles: 'everyone',
    title: 'title.reset',
  },
  { path: '/check', area: 'everyone', page: 'check', roles: 'everyone', title: 'title.check' },

  { path: '/me', area: 'patient', page: 'record', roles: own, title: 'title.record' },
  { path: '/me/entries/:id', area: 'patient', page: 'entry', roles: own, title: 'title.entry' },
  { path: '/me/access', area: 'patient', page: 'access', roles: own, title: 'title.access' },
  {
    path: '/me/access/new',
    area: 'patient',
    page: 'give',
    roles: own,
    title: 'title.give',
    task: true,
  },
  {
    path: '/me/access/:id/withdraw',
    area: 'patient',
    page: 'withdraw',
    roles: own,
    title: 'title.withdraw',
    task: true,
  },
  { path: '/me/seen', area: 'patient', page: 'seen', roles: own, title: 'title.seen' },
  { path: '/me/seen/:id', area: 'patient', page: 'seen-one', roles: own, title: 'title.seenOne' },
  { path: '/me/readings', area: 'patient', page: 'readings', roles: own, title: 'title.readings' },
  { path: '/me/devices', area: 'patient', page: 'devices', roles: own, title: 'title.devices' },
  {
    path: '/me/requests/:id',
    area: 'patient',
    page: 'request',
    roles: own,
    title: 'title.request',
    task: true,
  },
  { path: '/me/details', area: 'patient', page: 'details', roles: own, title: 'title.details' },
  { path: '/me/card', area: 'patient', page: 'card', roles: own, title: 'title.card' },
  { path: '/me/export', area: 'patient', page: 'export', roles: own, title: 'title.export' },
  { path: '/me/family', area: 'patient', page: 'family', roles: own, title: 'title.family' },
  {
    path: '/me/hand-over',
    area: 'patient',
    page: 'hand-over',
    roles: 'everyone',
    title: 'title.handOver',
    task: true,
  },

  { path: '/ward', area: 'clinic', page: 'wards', roles: care, title: 'title.ward' },
  { path: '/ward/:id', area: 'clinic', page: 'ward', roles: care, title: 'title.ward' },
  { path: '/patients', area: 'clinic', page: 'patients', roles: care, title: 'title.patients' },
  { path: '/patients/:h', area: 'clinic', page: 'summary', roles: care, title: 'title.chart' },
  {
    path: '/patients/:h/timeline',
    area: 'clinic',
    page: 'timeline',
    roles: care,
    title: 'title.chart',
  },
  {
    path: '/patients/:h/results',
    area: 'clinic',
    page: 'results',
    roles: care,
    title: 'title.chart',
  },
  {
    path: '/patients/:h/medicines',
    area: 'clinic',
    page: 'medicines',
    roles: care,
    title: 'title.chart',
  },
  {
    path: '/patients/:h/documents',
    area: 'clinic',
    page: 'documents',
    roles: care,
    title: 'title.chart',
  },
  { path: '/patients/:h/live', area: 'clinic', page: 'live', roles: care, title: 'title.chart' },
  {
    path: '/patients/:h/card',
    area: 'clinic',
    page: 'patient-card',
    roles: care,
    title: 'title.patientCard',
  },
  {
    path: '/patients/:h/seen',
    area: 'clinic',
    page: 'chart-seen',
    roles: care,
    title: 'title.chart',
  },
  { path: '/patients/:h/ask', area: 'clinic', page: 'ask', roles: care, title: 'title.ask' },
  {
    path: '/patients/:h/emergency',
    area: 'clinic',
    page: 'emergency',
    roles: care,
    title: 'title.emergency',
  },
  { path: '/requests', area: 'clinic', page: 'requests', roles: care, title: 'title.requests' },
  { path: '/directory', area: 'clinic', page: 'directory', roles: care, title: 'title.directory' },
  { path: '/devices', area: 'clinic', page: 'ward-devices', roles: care, title: 'title.devices' },

  { path: '/admin', area: 'office', page: 'admin', roles: admin, title: 'title.admin' },
  { path: '/admin/members', area: 'office', page: 'members', roles: admin, title: 'title.members' },
  {
    path: '/admin/members/:id',
    area: 'office',
    page: 'member',
    roles: admin,
    title: 'title.members',
  },
  { path: '/admin/people', area: 'office', page: 'people', roles: admin, title: 'title.people' },
  {
    path: '/admin/people/:id',
    area: 'office',
    page: 'person',
    roles: admin,
    title: 'title.people',
  },
  { path: '/admin/health', area: 'office', page: 'health', roles: admin, title: 'title.health' },
  { path: '/admin/backups', area: 'office', page: 'backups', roles: admin, title: 'title.backups' },
  { path: '/audit/seen', area: 'office', page: 'who-saw', roles: audit, title: 'title.whoSaw' },
  { path: '/audit/seen/:id', area: 'office', page: 'who-saw', roles: audit, title: 'title.whoSaw' },
  {
    path: '/audit/emergency',
    area: 'office',
    page: 'reviews',
    roles: audit,
    title: 'title.reviews',
  },
  {
    path: '/audit/receipts',
    area: 'office',
    page: 'receipts',
    roles: audit,
    title: 'title.receipts',
  },
  { path: '/audit/unusual', area: 'office', page: 'unusual', roles: audit, title: 'title.unusual' },
  { path: '/audit/store', area: 'office', page: 'store', roles: audit, title: 'title.store' },
] as const satisfies readonly RouteForm[];

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
