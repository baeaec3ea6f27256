import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    isolate: false,
    fileParallelism: false,
    // A slow machine may once miss a bound that real processes are given.
    retry: process.env['CI'] === undefined ? 0 : 1,
    include: ['packages/**/*.real.test.ts', 'apps/**/*.real.test.ts', 'tests/**/*.real.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
