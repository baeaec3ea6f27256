import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that hold processes up, the longest first; all others fill what the workers have left. */
const groups = ['tests/kill', 'tests/indistinguishable', 'tests/old-copy', 'tests/', ''];

/** Starts long files before short ones also where no earlier run has measured them, so that no worker waits at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const groupOf = ({ moduleId }: TestSpecification) =>
      groups.find((name) => relative(process.cwd(), moduleId).startsWith(name));
    const measured = await BaseSequencer.prototype.sort.call(this, files);
    return groups.flatMap((group) => measured.filter((file) => groupOf(file) === group));
  }
}

export default defineConfig({
  test: {
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // A slow machine may once miss a bound that real processes are given.
    retry: process.env['CI'] === undefined ? 0 : 1,
    include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.real.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
