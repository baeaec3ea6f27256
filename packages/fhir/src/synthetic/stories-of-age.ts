import {
  addAllergy,
  addFinding,
  addNote,
  addPlan,
  addPrescription,
  addProblem,
  addProcedure,
  addVaccination,
} from './clinical.ts';
import { panels, tests } from './laboratory.ts';
import { bearingOf, seen, visitDays } from './story.ts';
import type { Story } from './story.ts';
import { addPanel, addResult } from './visit.ts';

/** Diabetes and high pressure, treated; a posttraumatic stress disorder with sertraline for it. */
export const diabetes: Story['tell'] = (record, person) => {
  const pressure = addProblem(record, 'hypertension', { since: '2015-03-10' });
  const sugar = addProblem(record, 'diabetes', { since: '2017-09-21' });
  const lipids = addProblem(record, 'lipids', { since: '2018-01-15' });
  const trauma = addProblem(record, 'ptsd', { since: '2021-06-02' });
  addAllergy(record, 'penicillin', '2003-04-11');
  addPlan(record, 'Diabetes self-management', sugar, '2018-01-15');
  const bearing = bearingOf(person, { systolic: 142, diastolic: 86, pulse: 76 });
  const days = visitDays(record, 4, 180);
  for (const [at, day] of days.entries()) {
    const visit = seen(record, day, { reasons: [sugar, pressure], bearing });
    addResult(visit, tests.hba1c, 6 - at);
    addPanel(visit, panels.metabolic, { '2345-7': 6 });
    if (at % 2 === 1) addVaccination(visit, 'influenza');
    if (at === 0) {
      addPrescription(visit, 'lisinopril', pressure);
      addPrescription(visit, 'metformin', sugar);
    }
    if (at === 1) {
      addPrescription(visit, 'sertraline', trauma);
      addProcedure(visit, 'psychotherapy', trauma);
      addNote(
        visit,
        'psychiatry',
        'Nightmares and avoidance since an accident. Sertraline started, therapy arranged.',
      );
    }
    if (at === 2) {
      addPanel(visit, panels.lipids, { '2093-3': 3, '18262-6': 3 });
      addPrescription(visit, 'atorvastatin', lipids);
      addProcedure(visit, 'retina', sugar);
    }
    if (at === 3)
      addNote(
        visit,
        'note',
        'Diabetes better controlled. Continue metformin and lisinopril, review in six months.',
      );
  }
};

/** Lungs and an irregular heart; earlier dependence on alcohol, kept in check with acamprosate. */
export const lungs: Story['tell'] = (record, person) => {
  const lung = addProblem(record, 'copd', { since: '2012-11-05' });
  const heart = addProblem(record, 'fibrillation', { since: '2019-02-18' });
  const alcohol = addProblem(record, 'alcohol', { since: '2014-07-30' });
  addAllergy(record, 'sulfonamide', '1998-05-02');
  addPlan(record, 'Pulmonary rehabilitation', lung, '2023-02-01');
  const bearing = bearingOf(person, { systolic: 131, pulse: 84, respiration: 19, saturation: 93 });
  for (const [at, day] of visitDays(record, 4, 120).entries()) {
    const visit = seen(record, day, {
      type: at === 1 ? 'emergency' : 'followUp',
      reasons: [lung],
      bearing,
    });
    addResult(visit, tests.inr, 14);
    addPanel(visit, at % 2 === 0 ? panels.bloodCount : panels.metabolic);
    if (at === 0) {
      addPrescription(visit, 'combined', lung);
      addPrescription(visit, 'warfarin', heart);
      addProcedure(visit, 'spirometry', lung);
    }
    if (at === 1) addProcedure(visit, 'ecg', heart);
    if (at === 2) {
      addPrescription(visit, 'acamprosate', alcohol);
      addFinding(visit, {
        code: '75626-2',
        display: 'Total score [AUDIT-C]',
        category: 'survey',
        value: 3,
      });
    }
    if (at === 3) {
      addVaccination(visit, 'pneumococcus');
      addNote(visit, 'note', 'Breathing stable on the combined inhaler. INR in range.');
    }
  }
};

/** A weak heart and kidneys, worn knees, and a depression. */
export const heart: Story['tell'] = (record, person) => {
  const failure = addProblem(record, 'heartFailure', { since: '2018-12-04' });
  const kidney = addProblem(record, 'kidney', { since: '2020-06-22' });
  const knee = addProblem(record, 'arthrosis', { since: '2011-03-30' });
  const low = addProblem(record, 'depression', { since: '2023-01-18' });
  addAllergy(record, 'sulfonamide', '1987-10-10');
  addPlan(record, 'Heart failure self-management', failure, '2019-01-10');
  const bearing = bearingOf(person, {
    systolic: 118,
    diastolic: 68,
    pulse: 82,
    respiration: 18,
    saturation: 95,
  });
  for (const [at, day] of visitDays(record, 4, 100).entries()) {
    const visit = seen(record, day, {
      type: at === 2 ? 'emergency' : 'followUp',
      reasons: [failure, kidney],
      bearing,
    });
    addResult(visit, tests.bnp, 40 - at * 6);
    addPanel(visit, panels.metabolic, { '2160-0': 5, '3094-0': 5 });
    if (at === 0) {
      addPrescription(visit, 'furosemide', failure);
      addPrescription(visit, 'amlodipine', undefined);
      addProcedure(visit, 'echo', failure);
    }
    if (at === 1) {
      addPrescription(visit, 'sertraline', low);
      addPrescription(visit, 'naproxen', knee, 'stopped');
    }
    if (at === 3) {
      addVaccination(visit, 'influenza');
      addNote(visit, 'note', 'Weight stable, no swelling. Continue furosemide.');
    }
  }
};

/** A slow thyroid; a screening told of violence at home. */
export const thyroid: Story['tell'] = (record, person) => {
  const gland = addProblem(record, 'thyroid', { since: '2016-05-27' });
  const abuse = addProblem(record, 'partnerAbuse', { since: '2025-10-06' });
  addAllergy(record, 'latex', '2010-08-08');
  const bearing = bearingOf(person, { pulse: 64 });
  for (const [at, day] of visitDays(record, 3, 210).entries()) {
    const visit = seen(record, day, { type: 'checkUp', reasons: [gland], bearing });
    addResult(visit, tests.tsh, at === 0 ? 5 : 1);
    addPanel(visit, at === 1 ? panels.lipids : panels.bloodCount);
    if (at === 0) addPrescription(visit, 'levothyroxine', gland);
    if (at === 1) {
      addProcedure(visit, 'abuseScreening', abuse);
      addProcedure(visit, 'colonoscopy');
    }
    addVaccination(visit, at === 2 ? 'tetanus' : 'influenza');
    if (at === 2) addNote(visit, 'note', 'Thyroid function normal on the present dose.');
  }
};
