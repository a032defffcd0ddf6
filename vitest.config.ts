import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/support/temporary-folder.ts',
    setupFiles: 'test/support/each-file.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // A second and a half of every file went into loading again what the file before it had loaded.
    isolate: false,
  },
});
