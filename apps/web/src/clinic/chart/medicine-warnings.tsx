import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useMemberName } from '../data/people.ts';
import { allergiesOf } from '../record/allergies.ts';
import type { Entry } from '../record/entry.ts';
import { medicinesOf } from '../record/medicines.ts';
import { allergyWarnings, duplicatePairs } from '../record/warnings.ts';
import { chartWords } from '../words/chart.ts';
import { therapyWords } from '../words/therapy.ts';

/** What speaks against the medicines taken now: allergies, and medicines that double each other. */
export function MedicineWarnings({ entries }: { entries: readonly Entry[] }) {
  const say = useWords(chartWords);
  const sayGroup = useWords(therapyWords);
  const memberName = useMemberName();
  const medicines = medicinesOf(entries);
  const { known } = allergiesOf(entries);
  const against = medicines
    .filter(({ isActive }) => isActive)
    .flatMap((medicine) =>
      allergyWarnings(medicine, known).map(({ allergy }) => ({ medicine, allergy })),
    );
  const held = ({ custodian }: Entry) => memberName(custodian);
  return (
    <>
      {against.map(({ allergy, medicine }) => (
        <Notice key={`${medicine.entry.id} ${allergy.entry.id}`} kind="alarm">
          <Rich
            text={say('medicines.allergy', {
              medicine: medicine.name,
              substance: allergy.substance,
            })}
          />
        </Notice>
      ))}
      {duplicatePairs(medicines).map(({ first, group, medicine }) => {
        const names = {
          first: first.name,
          firstHeld: held(first.entry),
          second: medicine.name,
          secondHeld: held(medicine.entry),
        };
        return (
          <Notice key={`${first.entry.id} ${medicine.entry.id}`} kind="part">
            <Rich
              text={
                group === null
                  ? say('medicines.duplicate', names)
                  : say('medicines.duplicateGroup', { ...names, group: sayGroup(group) })
              }
            />
          </Notice>
        );
      })}
    </>
  );
}
