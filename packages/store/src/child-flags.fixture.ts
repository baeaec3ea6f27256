import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Flags under which `process.execPath` runs a TypeScript file of this package. */
export function childFlags(): string[] {
  if ('typescript' in process.features && process.features.typescript) return [];
  const runner = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(runner).href];
}
