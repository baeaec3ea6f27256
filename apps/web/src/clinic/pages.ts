import type { AreaPages } from '../area.ts';
import { DocumentsPage } from './chart/documents-page.tsx';
import { ResultsPage } from './chart/results-page.tsx';
import { SummaryPage } from './chart/summary-page.tsx';
import { TimelinePage } from './chart/timeline-page.tsx';
import './clinic.css';
import { LivePage } from './live/live-page.tsx';

/** The pages of this area. */
export const pages: AreaPages<'clinic'> = {
  summary: SummaryPage,
  timeline: TimelinePage,
  results: ResultsPage,
  documents: DocumentsPage,
  live: LivePage,
};
