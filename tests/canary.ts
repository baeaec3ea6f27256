/** What must stand nowhere in clear: found by its letters, wherever it lies. */
export const canary = {
  family: 'Zyxwvutkanari',
  given: 'Quillemina',
  number: 'CANARY-4711-0815',
  phone: '+99 555 0123 4567',
  street: 'Kanarienvogelgasse 77',
  birthDate: '1931-07-13',
  snomed: '73211009987654',
  medicine: '99887766554433',
  text: 'Canary sings in the coal mine at dawn',
  display: 'Kanarigraphic disorder of the ward',
  note: 'Words of the emergency: unconscious canary found',
  clinician: 'Dr Canaria Finch',
} as const;

const patientUrl = 'urn:uuid:7d0c6a6e-52d2-4e3a-9f6a-5b0b1ad60001';
const subject = { reference: patientUrl };
const coded = (code: string, system: string) => ({
  coding: [{ system, code, display: canary.display }],
  text: canary.text,
});
const entryOf = (
  fullUrl: string,
  resource: { resourceType: string; [member: string]: unknown },
) => ({ fullUrl, resource, request: { method: 'POST', url: resource.resourceType } });

/** A patient who consists of canaries. */
export const canaryBundle = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    entryOf(patientUrl, {
      resourceType: 'Patient',
      identifier: [{ system: 'urn:example:insurance', value: canary.number }],
      name: [{ family: canary.family, given: [canary.given] }],
      telecom: [{ system: 'phone', value: canary.phone }],
      address: [{ line: [canary.street] }],
      gender: 'female',
      birthDate: canary.birthDate,
    }),
    entryOf('urn:uuid:7d0c6a6e-52d2-4e3a-9f6a-5b0b1ad60002', {
      resourceType: 'Condition',
      clinicalStatus: {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' },
        ],
      },
      code: coded(canary.snomed, 'http://snomed.info/sct'),
      subject,
      note: [{ text: canary.text }],
    }),
    entryOf('urn:uuid:7d0c6a6e-52d2-4e3a-9f6a-5b0b1ad60003', {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: coded(
        canary.medicine,
        'http://www.nlm.nih.gov/research/umls/rxnorm',
      ),
      subject,
      requester: { display: canary.clinician },
    }),
  ],
};
