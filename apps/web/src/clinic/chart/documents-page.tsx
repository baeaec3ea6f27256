import { ChartFrame } from './chart-frame.tsx';
import { DocumentsPanel } from './documents-panel.tsx';

/** All letters, notes and reports. */
export function DocumentsPage() {
  return (
    <ChartFrame tab="documents">
      {({ chart, write }) => <DocumentsPanel chart={chart} onAttach={() => write('attach')} />}
    </ChartFrame>
  );
}
