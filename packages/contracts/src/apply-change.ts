import {
  commitment,
  positionOf,
  provesLeaf,
  rootAfter,
  type Hex,
  type Verify,
} from '@careledger/proof';
import type { Change, DeviceChange, PatientChange, StaffAuthority, StaffChange } from './change.ts';
import { areWitnesses, isAddedBy, isAsserted, isWitnessed } from './consent-check.ts';
import type { ConsentDocument, OpenedDocument, Witnesses } from './consent-document.ts';
import { demand } from './contract-error.ts';
import { leafHashOf, leafMessage } from './leaf.ts';
import {
  demandCredentialAdded,
  demandCredentialsFollow,
  demandDeviceFollows,
  demandEnrolment,
  demandHeadFollows,
  demandStaffFollows,
  isSame,
} from './leaf-rules.ts';
import { mayRegister, type Member } from './member.ts';
import { credentialOf, type PatientLeaf } from './patient-leaf.ts';
import { isSigned } from './signature.ts';
import { isActiveAt, keyAt, type StaffProof } from './staff-leaf.ts';

/** What a change is judged by: `staff` and `stop` are the roots at the start of the transaction, `root` the one of its map by now. */
export type ChangeGround = {
  readonly channel: string;
  readonly own: Member;
  readonly now: number;
  readonly staff: Hex;
  readonly stop: Hex;
  readonly root: Hex;
};

/** What staff or an office are judged by. */
export type StaffGround = Pick<ChangeGround, 'channel' | 'own' | 'now' | 'staff'>;

/** Where a leaf hash now stands, and the root of its map with it. */
export type Changed = { readonly position: Hex; readonly leaf: Hex; readonly root: Hex };

/** Judges one change by the rules of its map and its signers; throws `ContractError` where it may not be. */
export async function applyChange(
  change: Change,
  ground: ChangeGround,
  verify: Verify,
): Promise<Changed> {
  const { handle } = change.leaf;
  const old = change.old === null ? null : leafHashOf(change.old.leaf, change.old.nonce);
  const leaf = leafHashOf(change.leaf, change.nonce);
  const position = positionOf(handle);
  demand(old !== leaf, 'rule', 'a change changes something');
  // The position comes of the new handle, and the old leaf must stand there: a handle cannot change.
  const root = rootAfter({ root: ground.root, position, old, leaf, path: change.path });
  demand(root !== undefined, 'stale', 'the path of the leaf does not hold');
  const message = leafMessage({
    channel: ground.channel,
    member: ground.own.id,
    map: change.map,
    handle,
    old,
    leaf,
  });
  if (change.map === 'staff') await judgeStaff(change, ground, message, verify);
  if (change.map === 'patients') await judgePatient(change, ground, message, verify);
  if (change.map === 'devices') await judgeDevice(change, ground, message, verify);
  return { position, leaf, root };
}

/** Demands that an office key or another's administrator signed a message of this member. */
export async function demandStaffAuthority(
  by: StaffAuthority,
  asked: { ground: StaffGround; message: Uint8Array; about: Hex | null },
  verify: Verify,
): Promise<void> {
  const { ground, message, about } = asked;
  if (by.kind === 'office') {
    demand(ground.own.admins.includes(by.key), 'authority', 'this is no office key of the member');
    const { key, signature } = by;
    demand(
      await isSigned({ spki: key, message, signature }, verify),
      'signature',
      'the office did not sign',
    );
    return;
  }
  demand(by.staff.leaf.role === 'administrator', 'authority', 'only an administrator may');
  demand(by.staff.leaf.handle !== about, 'authority', 'nobody administers himself');
  await demandSigned(by.staff, by.signature, { ground, message }, verify);
}

async function judgeStaff(
  change: StaffChange,
  ground: ChangeGround,
  message: Uint8Array,
  verify: Verify,
): Promise<void> {
  demandStaffFollows(change.old?.leaf, change.leaf, ground.now);
  demand(
    mayRegister(ground.own.kind, change.leaf.role),
    'rule',
    'no such role at this kind of member',
  );
  const about = change.leaf.handle;
  await demandStaffAuthority(change.by, { ground, message, about }, verify);
}

async function judgeDevice(
  change: DeviceChange,
  ground: ChangeGround,
  message: Uint8Array,
  verify: Verify,
): Promise<void> {
  const { staff, signature } = change.by;
  demandDeviceFollows(change.old?.leaf, change.leaf, ground.now);
  const { role } = staff.leaf;
  demand(role === 'doctor' || role === 'nurse', 'authority', 'only a practitioner may');
  await demandSigned(staff, signature, { ground, message }, verify);
}

async function judgePatient(
  change: PatientChange,
  ground: ChangeGround,
  message: Uint8Array,
  verify: Verify,
): Promise<void> {
  const { old, leaf, by } = change;
  if (by.kind === 'two-staff') {
    if (old === null) demandEnrolment(leaf);
    else demandCredentialsFollow(old.leaf, leaf);
    demand(areWitnesses(by.signers, ground.now), 'authority', 'two active staff must sign');
    for (const { staff, signature } of by.signers)
      await demandSigned(staff, signature, { ground, message }, verify);
    return;
  }
  demand(old !== null, 'rule', 'a patient is enrolled by two of staff');
  if (by.kind === 'credential')
    return demandAddition(old.leaf, { leaf, by, message }, ground, verify);
  demandDocument(leaf, by.document, ground.own);
  if (by.kind === 'assertion') {
    demandHeadFollows(old.leaf, leaf, by.credential);
    demandStopFollows(old.leaf, leaf, isRaised(old.leaf, by.stopPath, ground.stop));
    await demandAssertion(leaf, by, ground, verify);
    return;
  }
  demandHeadFollows(old.leaf, leaf, 'assisted');
  isRaised(old.leaf, by.stopPath, ground.stop);
  demandStopFollows(old.leaf, leaf, false);
  demandNarrowed(old.leaf, by.before, by.document.form);
  await demandWitnesses(leaf, by, ground, verify);
}

/** A patient adds one more passkey of hers with one that she has; a guardian does not (I9). */
async function demandAddition(
  old: PatientLeaf,
  added: {
    leaf: PatientLeaf;
    by: Extract<PatientChange['by'], { kind: 'credential' }>;
    message: Uint8Array;
  },
  { own }: ChangeGround,
  verify: Verify,
): Promise<void> {
  const { leaf, by, message } = added;
  demandCredentialAdded(old, leaf);
  const held = credentialOf(old, by.credential);
  demand(held !== undefined, 'authority', 'the patient has no such credential');
  demand(held.holder === 'patient', 'authority', 'a guardian adds no credential');
  demand(held.retired === null, 'authority', 'the credential is retired');
  demand(held.scope === 'consent', 'authority', 'the credential may only view');
  const isSignedByIt = await isAddedBy({ own, message }, held, by.assertion, verify);
  demand(isSignedByIt, 'signature', 'the passkey did not sign this');
}

async function demandAssertion(
  leaf: PatientLeaf,
  by: Extract<PatientChange['by'], { kind: 'assertion' }>,
  { channel, own, now }: ChangeGround,
  verify: Verify,
): Promise<void> {
  const held = credentialOf(leaf, by.credential);
  demand(held !== undefined, 'authority', 'the patient has no such credential');
  demand(held.retired === null, 'authority', 'the credential is retired');
  demand(held.scope === 'consent', 'authority', 'the credential may not consent');
  // A patient's own act is never refused for time (C7); a guardian's period is its bound (I7).
  if (held.holder === 'guardian')
    demand(
      held.from <= now && (held.until === null || now < held.until),
      'authority',
      'the period of the guardian is over',
    );
  demand(
    await isAsserted({ channel, own, leaf }, held, by.assertion, verify),
    'signature',
    'the passkey did not sign this',
  );
}

async function demandWitnesses(
  leaf: PatientLeaf,
  by: Extract<PatientChange['by'], { kind: 'assisted' }>,
  ground: ChangeGround,
  verify: Verify,
): Promise<void> {
  const { at, signers } = by;
  demand(areWitnesses(signers, at), 'authority', 'two active staff must sign');
  demandPaths(signers, ground.staff);
  demand(
    await isWitnessed({ channel: ground.channel, own: ground.own, leaf, at }, signers, verify),
    'signature',
    'one of two did not sign',
  );
}

/** A member of staff stands under the committed root, is active now, and signed with the key of now. */
async function demandSigned(
  staff: StaffProof,
  signature: string,
  { ground, message }: { ground: StaffGround; message: Uint8Array },
  verify: Verify,
): Promise<void> {
  demandPaths([{ staff }], ground.staff);
  const spki = keyAt(staff.leaf, ground.now);
  demand(isActiveAt(staff.leaf.status, ground.now), 'authority', 'the signer is not active');
  demand(spki !== undefined, 'authority', 'the signer has no key now');
  demand(
    await isSigned({ spki, message, signature }, verify),
    'signature',
    'a signature is not valid',
  );
}

function demandPaths(signers: Witnesses | readonly { staff: StaffProof }[], root: Hex): void {
  for (const { staff } of signers) {
    const { leaf, nonce, path } = staff;
    const holds = provesLeaf(root, positionOf(leaf.handle), leafHashOf(leaf, nonce), path);
    demand(holds, 'stale', 'the path of a signer does not hold');
  }
}

function demandDocument(leaf: PatientLeaf, document: OpenedDocument, own: Member): void {
  const { form, nonce } = document;
  const { head, handle } = leaf;
  demand(commitment(nonce, form) === head.document, 'rule', 'the document is not that of the head');
  demand(form.member === own.id, 'rule', 'the document is of another member');
  demand(form.handle === handle, 'rule', 'the document is of another patient');
  demand(form.version === head.version, 'rule', 'the document is of another version');
  demand(form.stop === head.stop, 'rule', 'the document names another stop code');
}

function isRaised({ head }: PatientLeaf, path: string, root: Hex): boolean {
  const position = positionOf(head.stop);
  const raised = provesLeaf(root, position, head.stop, path);
  demand(
    raised || provesLeaf(root, position, null, path),
    'stale',
    'the path of the stop code does not hold',
  );
  return raised;
}

/** A raised stop gives way to a new code only; one that was not raised stays (C11). */
function demandStopFollows(old: PatientLeaf, leaf: PatientLeaf, raised: boolean): void {
  const isKept = old.head.stop === leaf.head.stop;
  demand(raised !== isKept, 'rule', 'a stop code changes when it was raised, and only then');
}

/** Where a passkey could sign, two of staff may take away and not add. */
function demandNarrowed(old: PatientLeaf, before: OpenedDocument, document: ConsentDocument): void {
  if (!old.credentials.some(({ retired, scope }) => retired === null && scope === 'consent'))
    return;
  const last = before.form;
  demand(
    commitment(before.nonce, last) === old.head.document,
    'rule',
    'the last document is not that of the head',
  );
  const isNarrower =
    document.grants.every((grant) => last.grants.some((each) => isSame(each, grant))) &&
    last.denials.every((denial) => document.denials.some((each) => isSame(each, denial)));
  demand(isNarrower, 'authority', 'with a passkey only the patient grants');
}
