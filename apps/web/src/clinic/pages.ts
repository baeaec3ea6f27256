import type { AreaPages } from '../area.ts';
import { AskPage } from './ask/ask-page.tsx';
import { DocumentsPage } from './chart/documents-page.tsx';
import { MedicinesPage } from './chart/medicines-page.tsx';
import { ResultsPage } from './chart/results-page.tsx';
import { SeenPage } from './chart/seen-page.tsx';
import { SummaryPage } from './chart/summary-page.tsx';
import { TimelinePage } from './chart/timeline-page.tsx';
import './clinic.css';
import { EmergencyPage } from './emergency/emergency-page.tsx';
import { LivePage } from './live/live-page.tsx';
import { PatientsPage } from './patients/patients-page.tsx';

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
  ask: AskPage,
  emergency: EmergencyPage,
};
