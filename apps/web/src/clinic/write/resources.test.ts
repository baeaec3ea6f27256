import { validate } from '@careledger/fhir';
import { describe, expect, it } from 'vitest';
import { allergiesOf } from '../record/allergies.ts';
import { documentsOf, textContent } from '../record/documents.ts';
import { medicinesOf } from '../record/medicines.ts';
import { ours } from '../record/record.fixture.ts';
import { toBase64 } from './base64.ts';
import {
  allergyResource,
  documentResource,
  noAllergyResource,
  prescriptionResource,
  problemResource,
} from './resources.ts';

const occasion = { patient: 'p1', now: '2026-11-21T05:00:00Z' };
const note = documentResource(occasion, {
  code: '11506-3',
  kind: 'Progress note',
  title: 'Progress note',
  contentType: 'text/plain; charset=utf-8',
  data: toBase64(new TextEncoder().encode('Müde, aber wach.')),
});
const allergy = allergyResource(occasion, {
  substance: 'Penicillin',
  reaction: 'Anaphylaxis',
  severity: 'severe',
  isHighRisk: true,
  isConfirmed: true,
});
const wish = {
  medicine: 'doxycycline 100 mg oral capsule',
  dose: 1,
  unit: 'capsule',
  times: 2,
  route: 'oral',
  isAsNeeded: false,
  reason: '',
};

describe('what the pages write', () => {
  it.each([
    ['a note', note],
    ['an allergy', allergy],
    ['no known allergies', noAllergyResource(occasion)],
    ['a problem', problemResource(occasion, { name: 'Asthma', since: '2019-03' })],
    ['a prescription', prescriptionResource(occasion, wish)],
    [
      'one against a warning',
      prescriptionResource(occasion, { ...wish, reason: 'No other works' }),
    ],
  ])('R1 %s is valid FHIR R4', (_, resource) => {
    expect(validate(resource).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('reads back as it was written', () => {
    const [document] = documentsOf(ours(note));
    expect(document && textContent(document)).toBe('Müde, aber wach.');
    expect(allergiesOf(ours(allergy)).known).toMatchObject([
      { substance: 'Penicillin', reactions: ['Anaphylaxis'], severity: 'severe', isHighRisk: true },
    ]);
    expect(medicinesOf(ours(prescriptionResource(occasion, wish)))).toMatchObject([
      {
        name: 'doxycycline',
        strength: '100\u00a0mg',
        rhythm: { times: 2, unit: 'd' },
        route: 'oral',
      },
    ]);
  });

  it('C10 records that no allergy is known as an entry of its own', () => {
    expect(allergiesOf(ours(noAllergyResource(occasion)))).toMatchObject({
      known: [],
      denied: [{ isConfirmed: false }],
    });
  });
});
