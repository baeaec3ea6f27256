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
import type { Person } from './person.ts';
import { dayAfter } from './record.ts';
import type { RecordDraft, Reference } from './record.ts';
import { addPanel, addResult, addVisit, addVitalSigns } from './visit.ts';
import type { Bearing, Visit } from './visit.ts';
import { visits } from './vocabulary.ts';

/** A synthetic life: who, and what is told of it. */
export interface Story {
  readonly gender: 'female' | 'male';
  readonly born: number;
  readonly tell: (record: RecordDraft, person: Person) => void;
}

const negative = { system: 'http://snomed.info/sct', code: '260385009', display: 'Negative' };
const positive = { system: 'http://snomed.info/sct', code: '10828004', display: 'Positive' };

/** Visits at regular distance up to the last, which is the same for every story but for some days. */
function visitDays(record: RecordDraft, count: number, everyDays: number): string[] {
  const last = dayAfter('2026-05-04', record.chance.whole(0, 25));
  return Array.from({ length: count }, (_, at) =>
    dayAfter(
      last,
      (at + 1 - count) * everyDays + (at + 1 === count ? 0 : record.chance.whole(-9, 9)),
    ),
  );
}

function seen(
  record: RecordDraft,
  day: string,
  {
    type = 'followUp',
    reasons = [],
    bearing,
  }: {
    readonly type?: keyof typeof visits;
    readonly reasons?: readonly Reference[];
    readonly bearing: Bearing;
  },
): Visit {
  const visit = addVisit(record, {
    day,
    type: visits[type],
    reasons,
    emergency: type === 'emergency',
  });
  addVitalSigns(visit, bearing);
  return visit;
}

function bearingOf(person: Person, changes: Partial<Bearing> = {}): Bearing {
  return {
    systolic: 122,
    diastolic: 76,
    pulse: 72,
    respiration: 15,
    saturation: 98,
    heightCm: person.heightCm,
    weightKg: person.weightKg,
    ...changes,
  };
}

/** Diabetes and high pressure, treated; a posttraumatic stress disorder with sertraline for it. */
const diabetes: Story['tell'] = (record, person) => {
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
const lungs: Story['tell'] = (record, person) => {
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
        value: positive,
      });
    }
    if (at === 3) {
      addVaccination(visit, 'pneumococcus');
      addNote(visit, 'note', 'Breathing stable on the combined inhaler. INR in range.');
    }
  }
};

/** Asthma; contraception by an implant after a normal pregnancy. */
const asthma: Story['tell'] = (record, person) => {
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
const opioids: Story['tell'] = (record, person) => {
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
const hiv: Story['tell'] = (record, person) => {
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
const child: Story['tell'] = (record, person) => {
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

/** A weak heart and kidneys, worn knees, and a depression. */
const heart: Story['tell'] = (record, person) => {
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
const thyroid: Story['tell'] = (record, person) => {
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

/** The stories, in turn. */
export const stories: readonly [Story, ...Story[]] = [
  { gender: 'female', born: 1968, tell: diabetes },
  { gender: 'male', born: 1958, tell: lungs },
  { gender: 'female', born: 1996, tell: asthma },
  { gender: 'male', born: 1991, tell: opioids },
  { gender: 'male', born: 1980, tell: hiv },
  { gender: 'female', born: 2019, tell: child },
  { gender: 'female', born: 1951, tell: heart },
  { gender: 'female', born: 1975, tell: thyroid },
];
