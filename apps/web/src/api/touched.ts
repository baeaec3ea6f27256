import type { Operation } from '@careledger/protocol';

/** What an event of the node is about. */
export const kinds = [
  'status',
  'chart',
  'consent',
  'disclosure',
  'request',
  'notice',
  'reading',
  'alert',
  'member',
] as const;

/** One of them. */
export type EventKind = (typeof kinds)[number];

// Who is in whose care, and on which ward: changes of a team are told as disclosures, first entries as news of the chart.
const care = ['in-my-care', 'care-of', 'ward', 'wards', 'patients'] as const;

/** Which answers may have changed, by the kind of an event. */
export const touched: Readonly<Record<EventKind, readonly Operation[]>> = {
  status: [
    'status',
    'verify-state',
    'incidents',
    'receipts',
    'enrolments',
    'read',
    'staff',
    'upkeep',
  ],
  chart: ['read', 'history', ...care, 'details', 'corrections', 'hidden', 'filed'],
  consent: ['grants', 'my-receipts', 'confirmations', 'copies', 'credentials', 'guardians', 'card'],
  disclosure: [
    'disclosures',
    'disclosure-search',
    'disclosure',
    'receipts',
    'reviews',
    'unusual',
    ...care,
  ],
  request: ['requests', 'notices'],
  notice: ['notices', 'emergency-notices', 'requests', 'reviews', 'corrections'],
  reading: ['readings', 'scores', 'alerts', 'ward', 'devices'],
  alert: ['alerts', 'quarantine', 'ward', 'scores'],
  member: ['members', 'proposals', 'directory'],
};
