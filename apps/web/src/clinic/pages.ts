import type { AreaPages } from '../area.ts';
import { AskPage } from './ask/ask-page.tsx';
import { DocumentsPage } from './chart/documents-page.tsx';
import { MedicinesPage } from './chart/medicines-page.tsx';
import { ResultsPage } from './chart/results-page.tsx';
import { SeenPage } from './chart/seen-page.tsx';
import { SummaryPage } from './chart/summary-page.tsx';
import { TimelinePage } from './chart/timeline-page.tsx';
import './clinic.css';
import './ask.css';
import { DevicesPage } from './devices/devices-page.tsx';
import { DirectoryPage } from './directory/directory-page.tsx';
import { EmergencyPage } from './emergency/emergency-page.tsx';
import { PatientCardPage } from './enrol/patient-card-page.tsx';
import { RequestsPage } from './enrol/requests-page.tsx';
import { LivePage } from './live/live-page.tsx';
import { PatientsPage } from './patients/patients-page.tsx';
import { WardPage } from './ward/ward-page.tsx';
import { WardsPage } from './ward/wards-page.tsx';

/** The pages of this area. */
export const pages: AreaPages<'clinic'> = {
  patients: PatientsPage,
  summary: SummaryPage,
  timeline: TimelinePage,
  results: ResultsPage,
  medicines: MedicinesPage,
  documents: DocumentsPage,
  live: LivePage,
  'chart-seen': SeenPage,
  'patient-card': PatientCardPage,
  ask: AskPage,
  emergency: EmergencyPage,
  requests: RequestsPage,
  directory: DirectoryPage,
  'ward-devices': DevicesPage,
  wards: WardsPage,
  ward: WardPage,
};
