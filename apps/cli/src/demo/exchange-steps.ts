import { join } from 'node:path';
import { rowsOf, textIn } from '../rows.ts';
import { enrolWithPasskey } from '../seed.ts';
import {
  askWithCard,
  expectedUrls,
  fact,
  noOccasion,
  patientGrants,
  patientWithdraws,
  statusOf,
  until,
  type Stage,
} from './stage.ts';
import { expectThat, type Teller } from './teller.ts';

const granted = ['medications', 'allergies', 'problems'];

/** From the founding to the first answer: nobody sees anything before she grants. */
export async function tellExchange(stage: Stage, teller: Teller): Promise<void> {
  await teller.step('found', async () => {
    const members = rowsOf(await stage.custodian.call('members', {}));
    expectThat(
      members.length === 2 && members.every((m) => m['status'] === 'active'),
      'not two active members',
    );
    return {
      says: 'Northgate and Riverside found a consortium: each has keys, a peer and a book of its own.',
    };
  });
  await teller.step('admit', async () => {
    const rows = rowsOf(
      await stage.custodian.call('import', {
        source: stage.bundle.name,
        bundle: stage.bundle.value,
      }),
    );
    const patient = rows.find((row) => row['type'] === 'Patient');
    expectThat(patient !== undefined, 'the bundle has no Patient');
    stage.facts.set('patient', textIn(patient, 'id'));
    return { says: `Northgate admits a patient at once: ${rows.length} entries are in the chart.` };
  });
  await teller.step('contribute', async () => {
    const passkey = join(stage.scratch, 'passkey.json');
    const { card, tx, stop } = await enrolWithPasskey(stage.data, stage.consortium, {
      member: 'northgate',
      patient: fact(stage, 'patient'),
      file: passkey,
    });
    stage.facts.set('card', card).set('stop', stop).set('passkey', passkey);
    const isAnchored = await until(
      async () => Number((await statusOf(stage, 'northgate'))['unanchored']) === 0,
      20_000,
    );
    expectThat(isAnchored, 'the entries were not anchored in 20 s');
    return {
      says: 'Two staff enrol her, her card is printed, and every entry is anchored on the ledger.',
      tx,
    };
  });
  await teller.step('ask-refused', async () => {
    const { answer, resources } = await askWithCard(stage);
    expectThat(
      answer['available'] === false && resources.length === 0,
      'something was shown without a grant',
    );
    stage.facts.set('says', textIn(answer, 'says'));
    return {
      says: "Riverside's doctor asks with her card: nothing can be shown, and that is recorded.",
      tx: textIn(answer, 'tx'),
    };
  });
  await teller.step('grant', async () => {
    const { grant, tx } = await patientGrants(stage, granted);
    stage.facts.set('grant', grant);
    return {
      says: 'By her passkey she lets him see medications, allergies and problems, for treatment, for 30 days.',
      tx,
    };
  });
  await teller.step('ask-granted', async () => {
    const { answer, resources } = await askWithCard(stage);
    const expected = expectedUrls(stage, granted);
    const got = resources.map((r) => r.fullUrl ?? '').toSorted();
    expectThat(
      JSON.stringify(got) === JSON.stringify(expected),
      `he got ${got.length} entries, expected were ${expected.length}`,
    );
    expectThat(
      textIn(answer, 'says') === fact(stage, 'says'),
      'the words differ from those of a refusal',
    );
    return {
      says: `He gets exactly those: ${resources.length} entries, sealed to him alone.`,
      tx: textIn(answer, 'tx'),
      resources,
    };
  });
  await teller.step('ask-outside', async () => {
    const { answer, resources } = await askWithCard(stage, ['vitals']);
    expectThat(
      answer['available'] === false && resources.length === 0,
      'vitals were shown without a grant for them',
    );
    return { says: 'He asks for vitals: nothing, in the same words.', tx: textIn(answer, 'tx') };
  });
  await teller.step('amend', async () => amend(stage));
}

async function amend(stage: Stage) {
  const { resources } = await askWithCard(stage);
  const first = resources.find(
    (r) =>
      r.type === 'Condition' || r.type === 'MedicationRequest' || r.type === 'AllergyIntolerance',
  );
  if (!first) return noOccasion('there is no record to amend');
  const id = `${first.type}/${first.id}`;
  const before = rowsOf(await stage.custodian.call('history', { id }))[0];
  const resource = before?.['resource'];
  expectThat(typeof resource === 'object' && resource !== null, 'the record has no history');
  const amended = {
    ...resource,
    resourceType: first.type,
    note: [{ text: 'Reviewed and confirmed.' }],
  };
  await stage.custodian.call('amend', { id, version: String(first.version), resource: amended });
  const history = rowsOf(await stage.custodian.call('history', { id }));
  expectThat(history.length === first.version + 1, 'not both versions stand in the history');
  const isNew = await until(
    async () =>
      (await askWithCard(stage)).resources.some(
        (r) => r.id === first.id && r.version === first.version + 1,
      ),
    20_000,
  );
  expectThat(isNew, 'his next answer is not the new version');
  stage.facts.set('record', id);
  return {
    says: `Northgate amends ${first.type}: both versions stand in its history, his next answer is the new one.`,
    resources: [first],
  };
}

/** What she sees, and that a withdrawal, an emergency and a stop do what they say. */
export async function tellControl(stage: Stage, teller: Teller): Promise<void> {
  await teller.step('seen', async () => {
    const rows = rowsOf(
      await stage.custodian.call('disclosures', { patient: fact(stage, 'patient') }),
    );
    const outcomes = new Set(rows.map((row) => textIn(row, 'outcome')));
    expectThat(
      outcomes.has('refused') && outcomes.has('granted'),
      'refusals and releases are not both there',
    );
    stage.facts.set(
      'disclosure',
      textIn(
        rows.find((row) => row['outcome'] === 'granted'),
        'request',
      ),
    );
    return {
      says: `She sees every one of them: ${rows.length} answers, each with who, why and its transaction.`,
    };
  });
  await teller.step('withdraw', async () => {
    const { tx } = await patientWithdraws(stage, fact(stage, 'grant'));
    return { says: 'She withdraws.', tx };
  });
  await teller.step('ask-withdrawn', async () => {
    const { answer, resources } = await askWithCard(stage);
    expectThat(
      answer['available'] === false && resources.length === 0,
      'something was shown after the withdrawal',
    );
    return { says: 'From that transaction on nothing more is shown.', tx: textIn(answer, 'tx') };
  });
  await teller.step('break-glass', async () => breakGlass(stage));
  await teller.step('stop', async () => {
    const { tx: grantTx } = await patientGrants(stage, granted);
    const before = await askWithCard(stage);
    expectThat(
      before.answer['available'] === true || expectedUrls(stage, granted).length === 0,
      'the second grant shows nothing',
    );
    const stopped = rowsOf(
      await stage.doctor.call('stop', { member: 'northgate', code: fact(stage, 'stop') }),
    )[0];
    const after = await askWithCard(stage);
    expectThat(after.answer['available'] === false, 'something was shown after the stop');
    void grantTx;
    return {
      says: 'She grants again; her stop code, shown at Riverside, ends it with no help of Northgate.',
      tx: textIn(stopped, 'tx'),
    };
  });
}

async function breakGlass(stage: Stage) {
  const password = fact(stage, 'doctor-password');
  const answer =
    rowsOf(
      await stage.doctor.call('break-glass', {
        card: fact(stage, 'card'),
        reason: 'ETREAT',
        text: 'Unconscious on arrival; medicines and allergies needed.',
        password,
      }),
    )[0] ?? {};
  const rows = rowsOf(
    await stage.custodian.call('disclosures', { patient: fact(stage, 'patient') }),
  );
  const seen = rows.find((row) => row['tx'] === answer['tx']);
  expectThat(
    seen !== undefined && seen['basis'] === 'emergency',
    'the emergency access is not recorded for her',
  );
  const summary = stage.labels.filter(
    (r) =>
      ['identity', 'allergies', 'medications', 'problems'].includes(r.kind) &&
      (r.labels.length === 0 || ['allergies', 'medications'].includes(r.kind)),
  );
  const resources = rowsOf(answer['resources']).map((row) => ({
    type: textIn(row, 'type'),
    id: textIn(row, 'id'),
    fullUrl: textIn(row, 'fullUrl') || null,
  }));
  expectThat(
    resources.length === summary.length,
    `the emergency summary has ${resources.length} entries, expected were ${summary.length}`,
  );
  return {
    says: `Break-glass opens the emergency summary (${resources.length} entries), recorded for her and the privacy officer.`,
    tx: textIn(answer, 'tx'),
    resources,
  };
}
