import { rowsOf, textIn } from '../rows.ts';
import { simulate } from '../simulation.ts';
import { fact, until, type Stage } from './stage.ts';
import { expectThat, type Teller } from './teller.ts';

const readings = 120;
const forged = 3;

/** A bedside monitor sends signed readings; a forged one is kept out; the series is anchored. */
export async function tellMonitoring(stage: Stage, teller: Teller): Promise<void> {
  const plan = {
    member: 'northgate',
    patient: fact(stage, 'patient'),
    devices: 1,
    seed: 'story',
    speed: null,
  };
  await teller.step('readings', async () => {
    await simulate(stage.custodian, { ...plan, readings, faults: {} }, () => {});
    const rows = rowsOf(await stage.custodian.call('readings', { patient: plan.patient }));
    expectThat(
      new Set(rows.map((row) => textIn(row, 'reading'))).size === readings,
      `${rows.length} values of ${readings} readings are in the series`,
    );
    stage.facts.set('reading', textIn(rows[0], 'reading'));
    const scores = rowsOf(await stage.custodian.call('scores', { patient: plan.patient })).flatMap(
      (row) => (typeof row['score'] === 'number' ? [row['score']] : []),
    );
    const alerts = rowsOf(await stage.custodian.call('alerts', { patient: plan.patient }));
    if (scores.length === 0)
      return {
        says: `A bedside monitor sends ${readings} signed readings; this patient is not scored by NEWS2 (under 16 or age unknown).`,
      };
    const [least, most] = [Math.min(...scores), Math.max(...scores)];
    expectThat(
      most >= 7 && alerts.length > 0,
      `NEWS2 rose to ${most} only, ${alerts.length} alerts`,
    );
    return {
      says: `A bedside monitor sends ${readings} signed readings over MQTT; NEWS2 rises from ${least} to ${most}, an alert opens.`,
    };
  });
  await teller.step('forged-reading', async () => {
    const before = rowsOf(await stage.custodian.call('readings', { patient: plan.patient })).length;
    await simulate(
      stage.custodian,
      { ...plan, seed: 'forger', readings: forged, faults: { forged } },
      () => {},
    );
    const kept = rowsOf(await stage.custodian.call('quarantine', {})).filter(
      (row) => row['reason'] === 'signature',
    );
    expectThat(kept.length >= forged, `${kept.length} forged readings were set aside`);
    const after = rowsOf(await stage.custodian.call('readings', { patient: plan.patient }));
    const isAnchored = await until(
      async () =>
        textIn(
          rowsOf(await stage.custodian.call('prove', { id: fact(stage, 'reading') }))[0],
          'proof',
        ) !== '',
      10_000,
    );
    expectThat(isAnchored, 'the journal was not anchored in 10 s');
    return {
      says: `${kept.length} forged readings are kept out of her series and listed (${after.length - before} true values beside them); the checkpoint is anchored.`,
    };
  });
}
