import { Link } from 'wouter';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { medicinesOf } from '../record/medicines.ts';
import { chartWords } from '../words/chart.ts';
import { MedicineWarnings } from './medicine-warnings.tsx';
import { MedicinesTable } from './medicines-table.tsx';

/** The medicines taken now over all hospitals, with what speaks against them. */
export function MedicinesPanel({ chart, onPrescribe }: { chart: Chart; onPrescribe: () => void }) {
  const say = useWords(chartWords);
  const medicines = medicinesOf(chart.entries).filter(({ isActive }) => isActive);
  const foreign = medicines.filter(({ entry }) => !entry.isOurs).length;
  return (
    <section className="panel" aria-labelledby="medicines">
      <header>
        <h2 id="medicines">{say('medicines.now')}</h2>
        {medicines.length > 0 ? <span className="count">{medicines.length}</span> : null}
        <span className="push row">
          {foreign === 0 ? null : (
            <Link className="btn btn--quiet btn--sm" href={`/patients/${chart.patient}/medicines`}>
              {say('medicines.reconcile', { n: foreign })}
            </Link>
          )}
          <Button kind="quiet" size="small" onClick={onPrescribe}>
            {say('medicines.prescribe')}
          </Button>
        </span>
      </header>
      <MedicineWarnings entries={chart.entries} />
      {medicines.length === 0 ? (
        <p className="item quiet">{say('medicines.none')}</p>
      ) : (
        <MedicinesTable caption={say('medicines.now')} medicines={medicines} />
      )}
    </section>
  );
}
