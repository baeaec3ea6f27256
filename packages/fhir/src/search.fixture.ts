import type { Resource } from './resource.ts';

/** A synthetic patient with what searches trip over: umlauts, commas, bars, a partial date. */
export const patient: Resource = {
  resourceType: 'Patient',
  id: 'p1',
  meta: { lastUpdated: '2024-05-01T10:00:00Z', tag: [{ system: 'http://t', code: 'x' }] },
  identifier: [{ system: 'http://mrn', value: '12,3|4' }],
  name: [{ family: 'Müller-Lüdenscheidt', given: ['Ånna', 'Zoë'] }, { text: 'Anne Smith' }],
  gender: 'female',
  birthDate: '1974-12',
  active: true,
  telecom: [
    { system: 'phone', value: '555-0100' },
    { system: 'email', value: 'a@example.org' },
  ],
  address: [{ city: 'Straßburg', postalCode: '67000' }],
  deceasedBoolean: false,
};
