import './patient.css';
import './access.css';
import './own.css';
import type { AreaPages } from '../area.ts';
import { AccessPage } from './access/access-page.tsx';
import { GivePage } from './access/give-page.tsx';
import { RequestPage } from './access/request-page.tsx';
import { WithdrawPage } from './access/withdraw-page.tsx';
import { HidePage } from './hide/hide-page.tsx';
import { CardPage } from './own/card-page.tsx';
import { DetailsPage } from './own/details-page.tsx';
import { DevicesPage } from './own/devices-page.tsx';
import { ExportPage } from './own/export-page.tsx';
import { FamilyPage } from './own/family-page.tsx';
import { HandOverPage } from './own/hand-over-page.tsx';
import { ReadingsPage } from './own/readings-page.tsx';
import { EntryPage } from './record/entry-page.tsx';
import { RecordPage } from './record/record-page.tsx';
import { SeenOnePage } from './seen/seen-one-page.tsx';
import { SeenPage } from './seen/seen-page.tsx';

/** The pages of the patient. */
export const pages: AreaPages<'patient'> = {
  record: RecordPage,
  entry: EntryPage,
  access: AccessPage,
  give: GivePage,
  hide: HidePage,
  withdraw: WithdrawPage,
  request: RequestPage,
  seen: SeenPage,
  'seen-one': SeenOnePage,
  readings: ReadingsPage,
  devices: DevicesPage,
  details: DetailsPage,
  card: CardPage,
  export: ExportPage,
  family: FamilyPage,
  'hand-over': HandOverPage,
};
