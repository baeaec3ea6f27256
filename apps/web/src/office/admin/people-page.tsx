import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../parts/button.tsx';
import { Segments } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { peopleWords } from '../words/people-words.ts';
import { AddPatient } from './add-patient.tsx';
import { AddStaff, type AddedStaff } from './add-staff.tsx';
import { GivenPassword } from './given-password.tsx';
import { PatientList } from './patient-list.tsx';
import { StaffList } from './staff-list.tsx';
import { WaitingEnrolments } from '../enrol/waiting-enrolments.tsx';

/** Staff and patients with limited fields, and how to add one. */
export function PeoplePage() {
  const say = useWords(peopleWords);
  const [, go] = useLocation();
  const [shown, setShown] = useState<'staff' | 'patients'>('staff');
  const [open, setOpen] = useState<'staff' | 'patient'>();
  const [added, setAdded] = useState<AddedStaff>();
  const segments = [
    { value: 'staff', label: say('staff') },
    { value: 'patients', label: say('patients') },
  ] as const;
  return (
    <div className="wrap wrap--office stack">
      <div className="head">
        <div>
          <h1>{say('title')}</h1>
          <p className="lead soft">{say('lead')}</p>
        </div>
        <span className="push row">
          <Button icon="plus" onClick={() => setOpen('staff')}>
            {say('addStaff')}
          </Button>
          <Button icon="plus" onClick={() => setOpen('patient')}>
            {say('addPatient')}
          </Button>
        </span>
      </div>
      {added === undefined ? null : (
        <>
          <Notice kind={added.settled ? 'ok' : 'sys'} says="polite">
            {say(added.settled ? 'saved' : 'savedHere', { name: added.name })}
          </Notice>
          <GivenPassword password={added.password} />
        </>
      )}
      <WaitingEnrolments />
      <Panel
        title={say(shown)}
        acts={<Segments label={say('show')} value={shown} options={segments} onChange={setShown} />}
        footer={shown === 'staff' ? say('suspensionNote') : undefined}
      >
        {shown === 'staff' ? <StaffList /> : <PatientList />}
      </Panel>
      {open === 'staff' ? (
        <AddStaff
          onClose={() => setOpen(undefined)}
          onAdded={(person) => {
            setOpen(undefined);
            setAdded(person);
          }}
        />
      ) : null}
      {open === 'patient' ? (
        <AddPatient
          onClose={() => setOpen(undefined)}
          onAdded={(id) => go(`/admin/people/${id}`)}
        />
      ) : null}
    </div>
  );
}
