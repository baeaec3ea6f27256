import {
  addAllergy,
  addFinding,
  addNote,
  addPrescription,
  addProblem,
  addProcedure,
  addVaccination,
} from './clinical.ts';
import { panels, tests } from './laboratory.ts';
import { bearingOf, seen, visitDays } from './story.ts';
import type { Story } from './story.ts';
import { addPanel, addResult } from './visit.ts';

const negative = { system: 'http://snomed.info/sct', code: '260385009', display: 'Negative' };

/** Asthma; contraception by an implant after a normal pregnancy. */
export const asthma: Story['tell'] = (record, person) => {
  const airways = addProblem(record, 'asthma', { since: '2009-04-20' });
  const pregnancy = addProblem(record, 'pregnancy', { since: '2023-08-14', until: '2024-05-09' });
  addAllergy(record, 'grass', '2008-06-01');
  addAllergy(record, 'latex', '2019-01-23');
  const bearing = bearingOf(person, { systolic: 112, diastolic: 70, pulse: 74 });
  const antenatal = seen(record, '2023-11-20', {
    type: 'antenatal',
    reasons: [pregnancy],
    bearing,
  });
  addPanel(antenatal, panels.bloodCount, { '718-7': -2 });
  addProcedure(antenatal, 'ultrasound', pregnancy);
  for (const [at, day] of visitDays(record, 3, 200).entries()) {
    const visit = seen(record, day, {
      type: at === 1 ? 'symptom' : 'checkUp',
      reasons: [airways],
      bearing,
    });
    if (at === 0) {
      addPrescription(visit, 'inhaler', airways);
      addPrescription(visit, 'implant', undefined);
      addProcedure(visit, 'implant');
    }
    if (at === 1) {
      addPrescription(visit, 'steroid', airways);
      addProcedure(visit, 'spirometry', airways);
    }
    addVaccination(visit, at === 2 ? 'tetanus' : 'influenza');
    if (at === 2) addNote(visit, 'note', 'Asthma well controlled, inhaler technique checked.');
  }
};

/** Back pain led to dependence on opioids, now treated; tests for infections, all negative. */
export const opioids: Story['tell'] = (record, person) => {
  const back = addProblem(record, 'backPain', { since: '2019-10-08' });
  const dependence = addProblem(record, 'opioids', { since: '2022-03-17' });
  addAllergy(record, 'penicillin', '2001-09-09');
  const bearing = bearingOf(person, { pulse: 80 });
  for (const [at, day] of visitDays(record, 4, 90).entries()) {
    const visit = seen(record, day, { reasons: at % 2 === 0 ? [dependence] : [back], bearing });
    if (at === 0) {
      addPrescription(visit, 'buprenorphine', dependence);
      addProcedure(visit, 'counselling', dependence);
      addFinding(visit, {
        code: '56888-1',
        display: 'HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay',
        category: 'laboratory',
        value: negative,
      });
      addPanel(visit, panels.metabolic);
    }
    if (at === 1) addPrescription(visit, 'naproxen', back, 'completed');
    if (at === 2) {
      addFinding(visit, {
        code: '19295-5',
        display: 'Opiates [Presence] in Urine by Screen method',
        category: 'laboratory',
        value: negative,
      });
      addPanel(visit, panels.bloodCount);
    }
    if (at === 3) {
      addPrescription(visit, 'naltrexone', dependence);
      addVaccination(visit, 'influenza');
      addNote(visit, 'note', 'Back pain on exertion only. Physiotherapy continues.');
    }
  }
};

/** HIV, well suppressed; raised lipids. */
export const hiv: Story['tell'] = (record, person) => {
  const infection = addProblem(record, 'hiv', { since: '2013-02-26' });
  const lipids = addProblem(record, 'lipids', { since: '2020-10-12' });
  addAllergy(record, 'peanut', '1990-01-15');
  const bearing = bearingOf(person, { systolic: 126 });
  for (const [at, day] of visitDays(record, 3, 180).entries()) {
    const visit = seen(record, day, {
      type: 'checkUp',
      reasons: at === 1 ? [lipids] : [infection],
      bearing,
    });
    addResult(visit, tests.viralLoad);
    addResult(visit, tests.cd4);
    addPanel(visit, panels.lipids, at === 0 ? { '2093-3': 4, '18262-6': 3 } : { '2093-3': 1 });
    if (at === 0) {
      addPrescription(visit, 'dolutegravir', infection);
      addPrescription(visit, 'emtricitabine', infection);
      addPrescription(visit, 'atorvastatin', lipids);
    }
    addVaccination(visit, at === 1 ? 'pneumococcus' : 'influenza');
    if (at === 2) addNote(visit, 'note', 'Lipids near target. No new complaints.');
  }
};

/** A child with asthma, vaccinations and an infected ear. */
export const child: Story['tell'] = (record, person) => {
  const airways = addProblem(record, 'asthma', { since: '2022-10-03' });
  const ear = addProblem(record, 'otitis', { since: '2025-11-12', until: '2025-11-24' });
  addAllergy(record, 'peanut', '2020-05-19');
  const bearing = bearingOf(person, { systolic: 98, diastolic: 60, pulse: 92, respiration: 20 });
  const early = seen(record, '2020-08-17', {
    type: 'checkUp',
    bearing: {
      ...bearing,
      heightCm: 78,
      weightKg: 10.4,
      pulse: 118,
      respiration: 27,
      systolic: 90,
      diastolic: 55,
    },
  });
  for (const vaccine of ['measles', 'polio', 'diphtheria', 'varicella'] as const)
    addVaccination(early, vaccine);
  const ill = seen(record, '2025-11-12', { type: 'symptom', reasons: [ear], bearing });
  addPrescription(ill, 'amoxicillin', ear, 'completed');
  for (const [at, day] of visitDays(record, 2, 150).entries()) {
    const visit = seen(record, day, { type: 'checkUp', reasons: [airways], bearing });
    if (at === 0) addPrescription(visit, 'inhaler', airways);
    else addNote(visit, 'note', 'Growing well. Asthma plan explained to the family.');
    addVaccination(visit, 'influenza');
  }
};
