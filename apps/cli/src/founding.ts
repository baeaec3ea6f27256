import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planConsortium, writePeople, type Consortium, type DemoPerson } from '@careledger/node';
import { foundConsortium } from '@careledger/node/founding';

/** The hospitals of a demonstration, in their order. */
export const hospitals = ['Northgate', 'Riverside'] as const;

const staffOf: Readonly<Record<string, readonly { user: string; name: string; role: string }[]>> = {
  northgate: [
    { user: 'adams', name: 'Dr Ada Adams', role: 'doctor' },
    { user: 'bell', name: 'Nurse Ben Bell', role: 'nurse' },
    { user: 'cole', name: 'Cora Cole', role: 'administrator' },
    { user: 'dean', name: 'Dario Dean', role: 'privacy-officer' },
  ],
  riverside: [
    { user: 'ellis', name: 'Dr Emil Ellis', role: 'doctor' },
    { user: 'frost', name: 'Nurse Fay Frost', role: 'nurse' },
    { user: 'grant', name: 'Gina Grant', role: 'administrator' },
    { user: 'hale', name: 'Hugo Hale', role: 'privacy-officer' },
  ],
};

/** Founds a demonstration in an empty folder: two hospitals with staff, passwords made here and now. */
export async function foundDemonstration(
  data: string,
  options: { portBase: number; engine: Consortium['engine'] },
): Promise<Consortium> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const consortium = planConsortium({
    names: hospitals,
    portBase: options.portBase,
    demo: true,
    engine: options.engine,
  });
  await foundConsortium(data, consortium);
  const people = consortium.members.flatMap((member): DemoPerson[] => {
    const staff = (staffOf[member.id] ?? []).map((person) => ({
      ...person,
      password: randomBytes(9).toString('base64url'),
    }));
    writeFileSync(join(data, member.folder, 'first-people.json'), JSON.stringify(staff), {
      mode: 0o600,
    });
    return staff.map(({ user, role, password }) => ({ member: member.id, user, role, password }));
  });
  writePeople(data, people);
  return consortium;
}
