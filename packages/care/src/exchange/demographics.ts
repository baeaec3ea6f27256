import type { Request } from '@careledger/contracts';
import { samePerson } from '@careledger/fhir';
import { canonical, sha256, toBase64url, utf8, type Hex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import type { Demographics } from './wire.ts';
import { comparisonOf, personOf } from './wire.ts';

/** What stands in a request in place of a card: a commitment to who is meant, salted with the request's own nonce. */
export function personCard(member: string, person: Demographics, nonce: Hex): string {
  const { family, given, born, sex } = person;
  const digest = sha256(utf8(canonical({ v: 1, family, given, born, sex, nonce })));
  // 23 bytes, so that the longest member's name still fits.
  return `${member}:~${toBase64url(digest.subarray(0, 23))}`;
}

/** The one patient whose name, birth date and sex are these, or nobody; only for an emergency (C8, C12). */
export async function patientLike(
  hospital: Hospital,
  request: Request,
  person: Demographics,
): Promise<string | undefined> {
  if (request.basis === 'grant')
    throw new CareError('forbidden', 'Only an emergency is asked for without a card.');
  if (request.card !== personCard(request.custodian, person, request.nonce))
    throw new CareError('forbidden', 'The request was signed for somebody else.');
  const rows = hospital.index
    .prepare('select id from chart_patient where born = ? order by id')
    .all(person.born);
  const wanted = comparisonOf({
    name: { family: person.family, given: [person.given] },
    birthDate: person.born,
    sex: person.sex,
  });
  const found = await Promise.all(
    rows.flatMap((row) => {
      const id = typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : '';
      return hospital.people.patient(id) === undefined ? [] : [likeness(hospital, id, wanted)];
    }),
  );
  const [only, ...others] = found.filter((id) => id !== undefined);
  return others.length === 0 ? only : undefined;
}

async function likeness(
  { chart }: Hospital,
  id: string,
  wanted: ReturnType<typeof comparisonOf>,
): Promise<string | undefined> {
  const mine = await chart.compare(id);
  return samePerson(personOf(mine), wanted) ? id : undefined;
}
