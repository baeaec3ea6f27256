import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    isolate: false,
    maxWorkers: 2,
    // A slow machine may once miss a bound that real processes are given.
    retry: process.env['CI'] === undefined ? 0 : 1,
    include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.real.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
