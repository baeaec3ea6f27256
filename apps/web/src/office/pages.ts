import type { AreaPages } from '../area.ts';
import { BackupsPage } from './admin/backups-page.tsx';
import { HealthPage } from './admin/health-page.tsx';
import { MemberPage } from './admin/member-page.tsx';
import { MembersPage } from './admin/members-page.tsx';
import { Overview } from './admin/overview.tsx';
import { PeoplePage } from './admin/people-page.tsx';
import { PersonPage } from './admin/person-page.tsx';
import { Receipts } from './audit/receipts.tsx';
import { Reviews } from './audit/reviews.tsx';
import { Store } from './audit/store.tsx';
import { Unusual } from './audit/unusual.tsx';
import { WhoSaw } from './audit/who-saw.tsx';
import './office.css';

/** The pages of this area. */
export const pages: AreaPages<'office'> = {
  admin: Overview,
  members: MembersPage,
  member: MemberPage,
  people: PeoplePage,
  person: PersonPage,
  health: HealthPage,
  backups: BackupsPage,
  'who-saw': WhoSaw,
  reviews: Reviews,
  receipts: Receipts,
  unusual: Unusual,
  store: Store,
};
