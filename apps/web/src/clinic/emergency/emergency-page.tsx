import { ChartFrame } from '../chart/chart-frame.tsx';
import { CopiesPanel } from '../ask/copies-panel.tsx';
import { EmergencyForm } from './emergency-form.tsx';

/** Emergency access: reason, a few words, what opens, what happens, passkey; under 15 s by keyboard. */
export function EmergencyPage() {
  return (
    <ChartFrame tab={null}>
      {({ chart }) => (
        <div className="ask-page">
          <EmergencyForm chart={chart} />
          <CopiesPanel chart={chart} />
        </div>
      )}
    </ChartFrame>
  );
}
