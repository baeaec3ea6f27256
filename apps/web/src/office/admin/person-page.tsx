import * as v from 'valibot';
import { Link, useParams } from 'wouter';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { personWords } from '../words/person-words.ts';
import { PatientPerson } from './patient-person.tsx';
import { useStaff } from './staff.ts';
import { StaffPerson } from './staff-person.tsx';

/** Patients as an administrator sees them. */
const patientsForm = v.union([
  rowsOf(v.object({ id: v.string(), born: maybeText, enrolled: v.boolean() })),
  v.array(v.object({ id: v.string(), born: maybeText, enrolled: v.boolean() })),
]);

/** One person: a member of staff or a patient, found by the random handle in the address. */
export function PersonPage() {
  const say = useWords(personWords);
  const { id = '' } = useParams();
  const staff = useStaff();
  const patients = useAnswer('patients', {}, patientsForm);
  const colleague = staff.data?.find(({ handle }) => handle === id);
  const patient = patients.data?.find((each) => each.id === id);
  return (
    <div className="wrap wrap--office stack">
      <p>
        <Link href="/admin/people">{say('back')}</Link>
      </p>
      {colleague !== undefined ? (
        <StaffPerson person={colleague} />
      ) : patient !== undefined ? (
        <PatientPerson {...patient} />
      ) : staff.isPending || patients.isPending ? (
        <Waiting rows={4} />
      ) : (
        <h1>{say('gone')}</h1>
      )}
    </div>
  );
}
