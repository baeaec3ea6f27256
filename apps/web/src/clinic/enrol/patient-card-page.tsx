import * as v from 'valibot';
import { useAnswer } from '../../api/use-answer.ts';
import { Answer } from '../../parts/waiting.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { EnrolPanel } from './enrol-panel.tsx';

const listed = v.object({ id: v.string(), enrolled: v.boolean() });
const patientsForm = v.pipe(
  v.union([v.array(listed), v.object({ rows: v.array(listed) })]),
  v.transform((answer) => (Array.isArray(answer) ? answer : answer.rows)),
);

/** Enrolling a patient for exchange, and the card. */
export function PatientCardPage() {
  return <ChartFrame tab={null}>{({ chart }) => <Enrolment patient={chart.patient} />}</ChartFrame>;
}

function Enrolment({ patient }: { patient: string }) {
  const patients = useAnswer('patients', {}, patientsForm);
  return (
    <div className="card-holder stack">
      <Answer of={patients} rows={3}>
        {(rows) => (
          <EnrolPanel
            patient={patient}
            isEnrolled={rows.some(({ enrolled, id }) => id === patient && enrolled)}
          />
        )}
      </Answer>
    </div>
  );
}
