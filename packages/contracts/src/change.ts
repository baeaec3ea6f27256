import { assertion, openedDocument, witnesses } from './consent-document.ts';
import { deviceLeaf } from './device-leaf.ts';
import {
  hex32,
  list,
  literal,
  mapPath,
  nullable,
  object,
  signature,
  spki,
  tagged,
  time,
  v1,
  type Form,
  type Of,
} from './form.ts';
import { credentialId, patientLeaf } from './patient-leaf.ts';
import { staffLeaf, staffProof } from './staff-leaf.ts';

const office = object({ kind: literal('office'), key: spki, signature });
const administrator = object({ kind: literal('administrator'), staff: staffProof, signature });
const twoStaff = object({ kind: literal('two-staff'), signers: witnesses });
const byAssertion = object({
  kind: literal('assertion'),
  credential: credentialId,
  assertion,
  document: openedDocument,
  stopPath: mapPath,
});
const assisted = object({
  kind: literal('assisted'),
  at: time,
  signers: witnesses,
  before: openedDocument,
  document: openedDocument,
  stopPath: mapPath,
});
const byCredential = object({
  kind: literal('credential'),
  credential: credentialId,
  assertion,
});
const practitioner = object({ kind: literal('practitioner'), staff: staffProof, signature });

function opened<L>(leaf: Form<L>): Form<{ readonly leaf: L; readonly nonce: string } | null> {
  return nullable(object({ leaf, nonce: hex32 }));
}

const staffBy = tagged('kind', { office, administrator });
const patientBy = tagged('kind', {
  'two-staff': twoStaff,
  assertion: byAssertion,
  assisted,
  credential: byCredential,
});

/** One change of one leaf: what stood there, its path, what shall stand there, and who says so. */
export const change = tagged('map', {
  staff: object({
    map: literal('staff'),
    old: opened(staffLeaf),
    path: mapPath,
    leaf: staffLeaf,
    nonce: hex32,
    by: staffBy,
  }),
  patients: object({
    map: literal('patients'),
    old: opened(patientLeaf),
    path: mapPath,
    leaf: patientLeaf,
    nonce: hex32,
    by: patientBy,
  }),
  devices: object({
    map: literal('devices'),
    old: opened(deviceLeaf),
    path: mapPath,
    leaf: deviceLeaf,
    nonce: hex32,
    by: practitioner,
  }),
});
export type Change = Of<typeof change>;
export type StaffChange = Extract<Change, { map: 'staff' }>;
export type PatientChange = Extract<Change, { map: 'patients' }>;
export type DeviceChange = Extract<Change, { map: 'devices' }>;

/** The private part of `change`: applied in order, each on the root that the one before left. */
export const changeInput = object({ v: v1, changes: list(change, { min: 1, max: 200 }) });
export type ChangeInput = Of<typeof changeInput>;

/** What the office or an administrator signs beside a change. */
export const staffAuthority = staffBy;
export type StaffAuthority = Of<typeof staffAuthority>;
