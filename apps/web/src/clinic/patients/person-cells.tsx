import { Link } from 'wouter';
import { useBaseWords, useFormats } from '../../prefs/prefs.tsx';
import { genderOf } from '../data/care.ts';

/** Name, birth date with age, gender: the cells that tell a patient from others, the name opening the chart. */
export function PersonCells({
  patient,
  name,
  born,
  sex,
}: {
  patient: string;
  name: string;
  born: string | null;
  sex: string | null;
}) {
  const sayBase = useBaseWords();
  const formats = useFormats();
  return (
    <>
      <th scope="row">
        <Link className="person-link" href={`/patients/${patient}`}>
          {name}
        </Link>
      </th>
      <td className="nowrap">
        {born === null ? '' : `${formats.date(born)} (${formats.age(born)})`}
      </td>
      <td>{sayBase(`gender.${genderOf(sex)}`)}</td>
    </>
  );
}
