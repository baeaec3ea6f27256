import { AllergiesPanel } from './allergies-panel.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { DocumentsPanel } from './documents-panel.tsx';
import { MedicinesPanel } from './medicines-panel.tsx';
import { ProblemsPanel } from './problems-panel.tsx';
import { ReadingsPanel } from './readings-panel.tsx';
import { ResultsPanel } from './results-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';

/** The summary of a chart: what must not harm, what we do and find, what happened. */
export function SummaryPage() {
  return (
    <ChartFrame tab="">
      {({ chart, write }) => (
        <div className="chart">
          <div>
            <AllergiesPanel chart={chart} onAdd={() => write('allergy')} />
            <ProblemsPanel chart={chart} onAdd={() => write('problem')} />
            <ReadingsPanel patient={chart.patient} />
          </div>
          <div>
            <MedicinesPanel chart={chart} onPrescribe={() => write('prescription')} />
            <ResultsPanel chart={chart} />
          </div>
          <div>
            <TimelinePanel chart={chart} />
            <DocumentsPanel chart={chart} most={5} onAttach={() => write('attach')} />
          </div>
        </div>
      )}
    </ChartFrame>
  );
}
