import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** What somebody has to renew by hand: certificates with their ends, and the last backup; times in ms. */
export interface Upkeep {
  readonly backupAt: number | null;
  readonly certificates: readonly { readonly name: string; readonly until: number }[];
}

const fileName = 'backup.json';
const ending = '.cert.pem';
const noteForm = v.pipe(v.string(), v.parseJson(), v.object({ v: v.literal(1), at: v.number() }));

/** Reads what there is to renew in a member's folder; `publicFile` is the certificate of its pages, where it has one. */
export function upkeepOf(folder: string, publicFile?: string): Upkeep {
  const keys = join(folder, 'keys');
  const own = readdirSync(keys)
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ name: file.slice(0, -ending.length), file: join(keys, file) }));
  const all = publicFile === undefined ? own : [{ name: 'pages', file: publicFile }, ...own];
  return {
    backupAt: lastBackup(folder),
    certificates: all
      .map(({ name, file }) => ({ name, until: endOf(file) }))
      .toSorted((one, other) => one.until - other.until),
  };
}

/** Notes that everything of a member was copied at a time; false where its folder takes no note, as one that is mounted to be read. */
export function noteBackup(folder: string, at: number): boolean {
  const file = join(folder, fileName);
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ v: 1, at }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return true;
  } catch {
    return false;
  }
}

/** When everything was last copied; null where it never was, or where the note cannot be read or is of a form not known here. */
function lastBackup(folder: string): number | null {
  try {
    return v.parse(noteForm, readFileSync(join(folder, fileName), 'utf8')).at;
  } catch {
    return null;
  }
}

const endOf = (file: string): number => Date.parse(new X509Certificate(readFileSync(file)).validTo);
