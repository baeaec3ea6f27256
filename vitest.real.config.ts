import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    isolate: false,
    fileParallelism: false,
    include: ['packages/**/*.real.test.ts', 'apps/**/*.real.test.ts', 'tests/**/*.real.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
