import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { allergiesOf } from '../record/allergies.ts';
import { currentOf, type Copy } from '../record/copies.ts';
import { medicinesOf } from '../record/medicines.ts';
import { reconcileAllergies, reconcileMedicines } from '../record/reconcile.ts';
import { reconcileWords } from '../words/reconcile.ts';
import { ChartFrame } from './chart-frame.tsx';
import { MedicinesPanel } from './medicines-panel.tsx';
import { MedicinesTable } from './medicines-table.tsx';
import { ReconcileAllergies, ReconcileMedicines } from './reconcile-table.tsx';

/** Medicines now and before; with another hospital's list beside ours where it was asked. */
export function MedicinesPage() {
  return (
    <ChartFrame tab="medicines">
      {({ chart, write }) => (
        <div className="stack">
          <MedicinesPanel chart={chart} onPrescribe={() => write('prescription')} />
          {newestOfEach(chart.copies).map((copy) => (
            <Reconcile key={copy.custodian} chart={chart} copy={copy} />
          ))}
          <Before chart={chart} />
        </div>
      )}
    </ChartFrame>
  );
}

function Reconcile({ chart, copy }: { chart: Chart; copy: Copy }) {
  const theirs = currentOf(chart.copies.filter(({ custodian }) => custodian === copy.custodian));
  const about = { copy, patient: chart.patient };
  const medicines = reconcileMedicines(medicinesOf(chart.own), medicinesOf(theirs));
  const allergies = reconcileAllergies(allergiesOf(chart.own).known, allergiesOf(theirs).known);
  return (
    <>
      <ReconcileMedicines {...about} rows={medicines} />
      <ReconcileAllergies {...about} rows={allergies} />
    </>
  );
}

function Before({ chart }: { chart: Chart }) {
  const say = useWords(reconcileWords);
  const before = medicinesOf(chart.entries).filter(({ isActive }) => !isActive);
  if (before.length === 0) return null;
  return (
    <Panel title={say('before')}>
      <MedicinesTable caption={say('before')} medicines={before} />
    </Panel>
  );
}

/** The newest answer of each hospital; copies come newest first. */
function newestOfEach(copies: readonly Copy[]): readonly Copy[] {
  return copies.filter(
    (copy, index) => copies.findIndex(({ custodian }) => custodian === copy.custodian) === index,
  );
}
