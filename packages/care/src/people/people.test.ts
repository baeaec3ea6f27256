import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newPasskey, softwarePasskey } from '@careledger/keys';
import { fromBase64url } from '@careledger/proof';
import { openWard, type Ward } from '../ward.fixture.ts';

let ward: Ward;
const people = () => ward.hospital.people;
const password = 'correct horse battery';

beforeAll(async () => {
  ward = await openWard();
});
beforeEach(() => ward.refresh());
afterAll(() => ward[Symbol.asyncDispose]());

describe('people', () => {
  it('I1.2 lets a practitioner enter himself in the directory by his own act, once', async () => {
    const { chart } = ward.hospital;
    for (let n = 0; n < 2; n++) await people().login({ user: 'doctor', password });
    const { fhirId, handle } = people().person('doctor') ?? { fhirId: '', handle: '' };
    expect(chart.info({ type: 'Practitioner', id: fhirId })).toMatchObject({
      version: 1,
      author: handle,
    });
    await people().login({ user: 'administrator', password });
    expect(people().person('administrator')?.fhirId).toBe('');
  });

  it('I1.3 uses a key only inside its owner’s session', async () => {
    const session = await people().login({ user: 'doctor', password });
    const actor = people().actor(session.token);
    if (actor.kind !== 'staff') throw new Error('staff expected');
    expect(actor.sign(new Uint8Array(4)).length).toBeGreaterThan(60);
    people().logout(session.token);
    expect(() => actor.sign(new Uint8Array(4))).toThrow('session has ended');
    expect(() => people().actor(session.token)).toThrow('Sign in first');
  });

  it('I8.1 ends a session after 30 minutes of silence and not before', async () => {
    const { token } = await people().login({ user: 'nurse', password });
    for (let n = 0; n < 5; n++) {
      ward.time.now += 29 * 60_000;
      people().actor(token);
    }
    ward.time.now += 31 * 60_000;
    expect(() => people().actor(token)).toThrow('Sign in first');
  });

  it('I8.1 slows guessing down and never locks the ward out', async () => {
    const guess = (from: string) =>
      people().login({ user: 'doctor', password: 'wrong guess', from });
    for (let n = 0; n < 5; n++)
      await expect(guess('elsewhere')).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(guess('elsewhere')).rejects.toMatchObject({ code: 'throttled' });
    await people().login({ user: 'doctor', password, from: 'ward 3' });
    await people().login({ user: 'nurse', password, from: 'elsewhere' });
    ward.time.now += 61_000;
    await people().login({ user: 'doctor', password, from: 'elsewhere' });
    await expect(people().login({ user: 'nobody', password })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('I8.1 ASVS 6.3.1 counts guesses that are sent at once like as many in a row', async () => {
    const guesses = Array.from({ length: 40 }, async (_, n) =>
      people().login({ user: 'doctor', password: `wrong guess ${n}`, from: 'elsewhere' }),
    );
    const ended = await Promise.allSettled(guesses);
    const codes = ended.map((each) => {
      const reason: unknown = each.status === 'rejected' ? each.reason : undefined;
      return typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : '';
    });
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(5);
    expect(codes.filter((code) => code === 'throttled')).toHaveLength(35);
    await people().login({ user: 'doctor', password, from: 'ward 3' });
  });

  it('I8.2 steps up for five minutes', async () => {
    const { token } = await people().login({ user: 'doctor', password });
    const actor = people().actor(token);
    const isUp = () => actor.kind === 'staff' && actor.steppedUp;
    expect(isUp()).toBe(false);
    await people().stepUp({ token, password });
    expect(isUp()).toBe(true);
    ward.time.now += 6 * 60_000;
    expect(isUp()).toBe(false);
  });

  it('R1 lets administrators alone add staff, and each user name once', async () => {
    const person = { user: 'newcomer', name: 'New Comer', role: 'nurse', password } as const;
    await expect(people().addPractitioner(person)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      people().addPractitioner({ ...person, by: ward.as('doctor') }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const by = ward.as('administrator');
    const tries = await Promise.allSettled([
      people().addPractitioner({ ...person, by }),
      people().addPractitioner({ ...person, by }),
    ]);
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(
      people()
        .directory()
        .filter(({ user }) => user === 'newcomer'),
    ).toHaveLength(1);
  });

  it('I8.3 gives a new account a password of chance, good for a week and for choosing another', async () => {
    const by = ward.as('administrator');
    const person = { user: 'fresh', name: 'Fresh Face', role: 'nurse', by } as const;
    const { password: given = '' } = await people().addPractitioner(person);
    const go = (newPassword?: string) =>
      people().login({
        user: 'fresh',
        password: given,
        ...(newPassword === undefined ? {} : { newPassword }),
      });
    await expect(go()).rejects.toMatchObject({ code: 'new-password' });
    await expect(people().vouch({ user: 'fresh', password: given })).rejects.toMatchObject({
      code: 'new-password',
    });
    const now = ward.time.now;
    ward.time.now += 8 * 86_400_000;
    await expect(go('words of my own')).rejects.toMatchObject({ code: 'unauthenticated' });
    ward.time.now = now;
    await expect(go('words of my own')).resolves.toMatchObject({ user: 'fresh' });
    await expect(go()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('I10 admits at once, with a random handle, and lists limited fields only', async () => {
    const admitted = await people().admit(ward.as('nurse'), {
      resourceType: 'Patient',
      name: [{ family: 'Roe' }],
      birthDate: '1999',
    });
    expect(people().patients(ward.as('administrator'))).toContainEqual({
      id: admitted.id,
      handle: admitted.handle,
      born: '1999',
      enrolled: false,
    });
    expect(admitted.handle).toMatch(/^[0-9a-f]{64}$/);
    await Promise.all([
      people().updatePatient(admitted.id, { card: 'a' }),
      people().updatePatient(admitted.id, { enrolled: true }),
    ]);
    await ward.restart();
    expect(people().patientByHandle(admitted.handle)).toMatchObject({
      enrolled: true,
      fields: { card: 'a' },
    });
    expect(() => people().patients(ward.as('researcher'))).toThrow('Only staff');
  });

  it('I8.1 signs a patient in by passkey, each challenge once', async () => {
    const { id } = await people().admit(ward.as('doctor'), { resourceType: 'Patient' });
    const passkey = softwarePasskey(newPasskey());
    const [rpId, origin] = ['northgate.localhost', 'http://northgate.localhost:8101'];
    const credential = {
      id: passkey.id,
      spki: fromBase64url(passkey.spki),
      rpId,
      origins: [origin],
    };
    const challenge = people().challenge();
    const assertion = passkey.assertion({ rpId, origin, challenge: fromBase64url(challenge) });
    const go = () => people().loginPatient({ patient: id, credential, challenge, assertion });
    const { token } = await go();
    expect(people().actor(token)).toMatchObject({ kind: 'patient', patient: id });
    await expect(go()).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
