import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const Row = v.object({
  member: v.string(),
  user: v.string(),
  role: v.string(),
  password: v.exactOptional(v.string()),
  passkey: v.exactOptional(v.string()),
});

/** A sign-in of the demonstration; `passkey` is the path of a software authenticator's key. */
export type DemoPerson = v.InferOutput<typeof Row>;

const file = (data: string) => join(data, 'demonstration-people.json');

/** The demonstration's sign-ins of a data folder; none where it is no demonstration. */
export function readPeople(data: string): DemoPerson[] {
  try {
    return v.parse(v.array(Row), JSON.parse(readFileSync(file(data), 'utf8')));
  } catch {
    return [];
  }
}

/** Keeps the demonstration's sign-ins, readable by the owner alone. */
export function writePeople(data: string, people: readonly DemoPerson[]): void {
  writeFileSync(file(data), `${JSON.stringify(people, null, 2)}\n`, { mode: 0o600 });
}
