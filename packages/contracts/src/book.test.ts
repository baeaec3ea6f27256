import { createTree, leafHash, utf8 } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import {
  advance,
  answerInputFor,
  answerStep,
  ask,
  claimBook,
  consent,
  contribute,
  createChannel,
  createHospital,
  enrolPatient,
  enrolStaff,
  foundConsortium,
  foundOwnBook,
  grantTo,
  random32,
} from '../testing/index.ts';

const NOW = 1_800_000_000_000;

async function founded() {
  const clock = () => NOW;
  const channel = 'careledger';
  const north = createHospital({ id: 'northgate', channel, clock });
  const river = createHospital({ id: 'riverside', channel, clock });
  const ledger = createChannel([north, river], { channel, clock });
  await ledger.must(foundConsortium([north, river]));
  for (const hospital of [north, river]) {
    await ledger.must(foundOwnBook(hospital));
    await ledger.must(claimBook(hospital));
  }
  const enrol = async (hospital: typeof north, role: 'doctor' | 'nurse' | 'administrator') => {
    const { step, person } = enrolStaff(hospital, { role });
    await ledger.must(step);
    return person;
  };
  return {
    ledger,
    north,
    river,
    nurse: await enrol(north, 'nurse'),
    doctor: await enrol(north, 'doctor'),
    admin: await enrol(north, 'administrator'),
    asker: await enrol(river, 'doctor'),
  };
}

describe('book', () => {
  it('D2 answers', async () => {
    const { ledger, north, river, nurse, doctor, asker } = await founded();
    const { step, patient } = enrolPatient(north, { signers: [nurse, doctor] });
    await ledger.must(step);
    await ledger.must(contribute(doctor, [random32(), random32()]));
    const grant = grantTo({ hospital: river, person: asker }, ['medications', 'allergies']);
    await ledger.must(consent(patient, { grants: [grant] }).step);
    const tree = createTree([leafHash(utf8('a')), leafHash(utf8('b'))]);
    await ledger.must(advance(north, tree, { from: 0, to: 1 }));
    await ledger.must(advance(north, tree, { from: 1, to: 2 }));
    const offered = [{ commitment: random32(), kind: 'medications', labels: [], date: null }];
    const input = answerInputFor(north, ask(asker, north), { patient, offered });
    const done = await ledger.must(answerStep(north, input));
    expect(done.reads).toHaveLength(9);
    expect(done.writes).toHaveLength(1);
  });
});
