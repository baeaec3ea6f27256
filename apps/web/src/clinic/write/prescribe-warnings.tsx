import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useMemberName } from '../data/people.ts';
import type { AllergyWarning, Duplicate } from '../record/warnings.ts';
import { therapyWords } from '../words/therapy.ts';
import { writeWords } from '../words/write.ts';

/** What speaks against a medicine, said as soon as it is known. */
export function PrescribeWarnings({
  medicine,
  allergies,
  duplicates,
}: {
  medicine: string;
  allergies: readonly AllergyWarning[];
  duplicates: readonly Duplicate[];
}) {
  const say = useWords(writeWords);
  const sayGroup = useWords(therapyWords);
  const formats = useFormats();
  const memberName = useMemberName();
  if (medicine === '') return null;
  if (allergies.length + duplicates.length === 0)
    return (
      <p className="hint" role="status">
        {say('prescribe.clear', { incomplete: say('prescribe.incomplete') })}
      </p>
    );
  return (
    <div className="stack-2" role="alert">
      {allergies.map(({ allergy, group, reach }) => {
        const words = { substance: allergy.substance, more: formats.list(allergy.reactions) };
        const text =
          group === null || reach === 'substance'
            ? say('prescribe.allergy.substance', words)
            : reach === 'group'
              ? say('prescribe.allergy.group', { ...words, medicine, group: sayGroup(group) })
              : say('prescribe.allergy.crossing', { ...words, group: sayGroup(group) });
        return (
          <Notice key={allergy.entry.id} kind="alarm">
            <Rich text={text} />
          </Notice>
        );
      })}
      {duplicates.map(({ group, medicine: taken }) => {
        const words = { medicine: taken.name, held: memberName(taken.entry.custodian) };
        return (
          <Notice key={taken.entry.id} kind="part">
            <Rich
              text={
                group === null
                  ? say('prescribe.duplicate.substance', words)
                  : say('prescribe.duplicate.group', { ...words, group: sayGroup(group) })
              }
            />
          </Notice>
        );
      })}
    </div>
  );
}
