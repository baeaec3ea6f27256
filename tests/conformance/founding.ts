import {
  changeStep,
  claimBook,
  consent,
  contribute,
  enrolPatient,
  enrolStaff,
  foundConsortium,
  foundOwnBook,
  grantTo,
  memberForm,
  newPatient,
  newPerson,
  random32,
  setStatus,
  staffChange,
  twoStaffChange,
  type Hospital,
  type Person,
} from '@careledger/contracts/testing';

import { endorsedBy, type Cast, type World } from './world.ts';

/** The consortium and two books come into being. */
export async function foundEverything({ engine, recorder, north, river }: World): Promise<void> {
  const forms = [north, river].map((each) => memberForm(each, engine.certificates(each.id)));
  const founding = () => foundConsortium([north, river], forms);
  await recorder.send(
    'M2 governance with one endorsement is without effect',
    north,
    endorsedBy(founding(), north),
    'ENDORSEMENT_POLICY_FAILURE',
  );
  await recorder.send('M2 the consortium is founded', north, founding());
  await recorder.send('M2 it is founded once', river, founding(), 'refused exists');
  for (const hospital of [north, river]) {
    await recorder.send('E8.3 a book is founded', hospital, foundOwnBook(hospital));
    await recorder.send('E8.3 its writer is claimed', hospital, claimBook(hospital));
  }
  await recorder.send(
    'E7.2 nobody founds another’s book',
    north,
    foundOwnBook(river),
    'refused creator',
  );
}

/** Staff, two patients, a contribution and a grant. */
export async function populate(world: World): Promise<Cast> {
  const { recorder, north, river } = world;
  const staff = [
    await hire(world, north, 'doctor'),
    await hire(world, north, 'nurse'),
    await hire(world, north, 'administrator'),
    await hire(world, river, 'doctor'),
    await hire(world, river, 'doctor'),
  ] as const;
  const [doctor, nurse, administrator, asker, colleague] = staff;

  const impostor = newPerson(north, 'doctor');
  const self = staffChange(north, { old: null, now: impostor.held }, doctor);
  await recorder.send(
    'I1.2 a doctor registers nobody',
    north,
    changeStep(north, [self]),
    'refused authority',
  );

  const first = enrolPatient(north, { signers: [doctor, nurse] });
  await recorder.send('C5.4 two of staff enrol a patient', north, first.step);
  const second = enrolPatient(north, { signers: [nurse, administrator] });
  await recorder.send('C5.4 two of staff enrol another', north, second.step);
  const third = newPatient(north);
  const lone = twoStaffChange(third, { old: null, now: third.held }, [doctor, doctor]);
  await recorder.send(
    'C5.4 one of staff signing twice enrols nobody',
    north,
    changeStep(north, [lone]),
    'refused authority',
  );

  await recorder.send(
    'R3 a contribution is anchored',
    north,
    contribute(doctor, [random32(), random32(), random32()]),
  );
  await contributeSuspended(world, doctor);

  const { patient } = first;
  const grant = () => [grantTo({ hospital: river, person: asker }, ['medications', 'allergies'])];
  await recorder.send(
    'C5.1 an assertion for another origin grants nothing',
    north,
    consent(patient, { grants: grant() }, { origin: river.origin }).step,
    'refused signature',
  );
  const granted = consent(patient, { grants: grant() }).step;
  await recorder.send('C5.1 the patient grants by passkey', north, granted);
  await recorder.send('C5.3 the same assertion counts once', north, granted, 'refused stale');
  return { doctor, nurse, administrator, asker, colleague, patient, neighbour: second.patient };
}

async function hire(
  { recorder }: World,
  hospital: Hospital,
  role: 'doctor' | 'nurse' | 'administrator',
): Promise<Person> {
  const { step, person } = enrolStaff(hospital, { role });
  await recorder.send(`I1 the office registers a ${role}`, hospital, step);
  return person;
}

async function contributeSuspended(world: World, doctor: Person): Promise<void> {
  const { recorder, north } = world;
  const locum = await hire(world, north, 'doctor');
  const before = contribute(locum, [random32()]);
  const suspendedAt = Date.now();
  await recorder.send(
    'I4 the office suspends a doctor',
    north,
    setStatus(locum, { status: 'suspended', at: suspendedAt }),
  );
  const late = contribute(locum, [random32()], { at: Math.max(Date.now(), suspendedAt) });
  await recorder.send('I4 what he signs after it is refused', north, late, 'refused authority');
  await recorder.send(
    'I4 a path from before the suspension is stale',
    north,
    before,
    'refused stale',
  );
  const early = contribute(locum, [random32()], { at: suspendedAt - 1 });
  await recorder.send('I4 what he signed before it is anchored', north, early);
  await recorder.send(
    'I1.2 an act signed by another is refused',
    north,
    contribute({ ...doctor, signer: locum.signer }, [random32()]),
    'refused signature',
  );
}
