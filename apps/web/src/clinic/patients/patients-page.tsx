import { useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { at, textOf } from '../record/json.ts';
import { patientsWords } from '../words/patients.ts';
import { AdmitDialog } from './admit-dialog.tsx';
import { FindPatients } from './find-patients.tsx';
import { MyPatients } from './my-patients.tsx';

/** Who needs me now: the patients in my care, and how to find any other. */
export function PatientsPage() {
  const say = useWords(patientsWords);
  const [isAdmitting, setAdmitting] = useState(false);
  // The words of the bar's field come with the page's own state, never in its address (I3).
  const asked = textOf(at(useHistoryState<unknown>(), 'find')) ?? '';
  return (
    <div className="page stack">
      <div className="head">
        <h1>{say('title')}</h1>
        <span className="push">
          <Button icon="plus" onClick={() => setAdmitting(true)}>
            {say('admit')}
          </Button>
        </span>
      </div>
      <FindPatients key={asked} asked={asked} />
      <MyPatients />
      {isAdmitting ? <AdmitDialog onClose={() => setAdmitting(false)} /> : null}
    </div>
  );
}
