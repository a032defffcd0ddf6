import { defineConfig } from 'vitest/config';

/** The domain's own tests alone: they have to notice a mutant of it, not the whole product's minutes later. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.{ts,tsx}'],
    // Stryker runs tests in threads, where TZ can't be changed: those which do are left to the others.
    exclude: ['test/domain/report/build/build-snapshot.test.ts'],
    globalSetup: 'test/support/temporary-folder.ts',
    testTimeout: 120_000,
    maxWorkers: 1,
  },
});
