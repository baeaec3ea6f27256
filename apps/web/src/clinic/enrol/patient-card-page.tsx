import * as v from 'valibot';
import { useAnswer } from '../../api/use-answer.ts';
import { Answer } from '../../parts/waiting.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import type { Identity } from '../record/identity.ts';
import { AssistedPanel } from './assisted-panel.tsx';
import { useCredentials } from './credentials.ts';
import { DevicesPanel } from './devices-panel.tsx';
import { EnrolPanel } from './enrol-panel.tsx';
import { GuardiansPanel } from './guardians-panel.tsx';

const listed = v.object({ id: v.string(), enrolled: v.boolean() });
const patientsForm = v.pipe(
  v.union([v.array(listed), v.object({ rows: v.array(listed) })]),
  v.transform((answer) => (Array.isArray(answer) ? answer : answer.rows)),
);

/** Enrolling a patient for exchange, and the card. */
export function PatientCardPage() {
  return (
    <ChartFrame tab={null}>
      {({ chart }) => <Enrolment patient={chart.patient} identity={chart.identity} />}
    </ChartFrame>
  );
}

function Enrolment({ patient, identity }: { patient: string; identity: Identity }) {
  const patients = useAnswer('patients', {}, patientsForm);
  return (
    <div className="card-holder stack">
      <Answer of={patients} rows={3}>
        {(rows) => {
          const isEnrolled = rows.some(({ enrolled, id }) => id === patient && enrolled);
          return (
            <>
              <EnrolPanel patient={patient} isEnrolled={isEnrolled} />
              {isEnrolled ? <Holders patient={patient} identity={identity} /> : null}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

/** Who signs for the patient: own devices, people who act, and two of staff where there is no device. */
function Holders({ patient, identity }: { patient: string; identity: Identity }) {
  const credentials = useCredentials(patient);
  return (
    <Answer of={credentials} rows={3}>
      {(rows) => (
        <>
          <DevicesPanel patient={patient} credentials={rows} />
          {rows.some(({ holder, state }) => holder === 'patient' && state === 'in-use') ? null : (
            <AssistedPanel patient={patient} identity={identity} />
          )}
          <GuardiansPanel patient={patient} credentials={rows} />
        </>
      )}
    </Answer>
  );
}
