import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Name, size and time of each file that these files and folders below `root` hold, tests left out, in order: another list is another build. */
export function stateOfSources(root: string, sources: readonly string[]): string[] {
  const rows = sources.flatMap((source) => {
    const place = join(root, source);
    if (!existsSync(place)) return [];
    const names = statSync(place).isDirectory()
      ? filesIn(place).map((name) => join(place, name))
      : [place];
    return names.map((name) => {
      const { size, mtimeMs } = statSync(name);
      return `${relative(root, name)} ${size} ${mtimeMs}`;
    });
  });
  return rows.toSorted((a, b) => (a < b ? -1 : 1));
}

/** The files of a folder and those below it, tests left out, relative to it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
