import { useState } from 'react';
import { useParams } from 'wouter';
import { CopiesPanel } from '../ask/copies-panel.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { useCareOf } from '../data/care.ts';
import type { Chart } from '../data/use-chart.ts';
import { Segments } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { hereWords } from '../words/here.ts';
import { EmergencyForm } from './emergency-form.tsx';
import { EmergencyHere } from './emergency-here.tsx';

/** Emergency access: reason, a few words, what opens, what happens, passkey; under 15 s by keyboard. */
export function EmergencyPage() {
  const { h: patient } = useParams<{ h: string }>();
  return (
    <ChartFrame
      tab={null}
      refused={
        <div className="page ask-page">
          <EmergencyHere patient={patient} />
        </div>
      }
    >
      {({ chart }) => <Emergency chart={chart} />}
    </ChartFrame>
  );
}

/** Where the own chart may be incomplete to this person it is what an emergency opens first; else another hospital's. */
function Emergency({ chart }: { chart: Chart }) {
  const say = useWords(hereWords);
  const { memberName } = useWho();
  const care = useCareOf(chart.patient).data;
  const isPartial = care?.mayBeIncomplete === true && care.openUntil === null;
  const [chosen, choose] = useState<'elsewhere' | 'here'>();
  const where = isPartial ? (chosen ?? 'here') : 'elsewhere';
  return (
    <div className="ask-page">
      {isPartial ? (
        <div className="row">
          <Segments
            label={say('where')}
            value={where}
            options={[
              { value: 'here', label: say('here', { name: memberName }) },
              { value: 'elsewhere', label: say('elsewhere') },
            ]}
            onChange={choose}
          />
        </div>
      ) : null}
      {where === 'here' ? (
        <EmergencyHere patient={chart.patient} />
      ) : (
        <EmergencyForm chart={chart} />
      )}
      <CopiesPanel chart={chart} />
    </div>
  );
}
