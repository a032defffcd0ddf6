import { defineConfig } from 'vitest/config';
import { ShortestFirst } from './shortest-first.ts';

/** The domain's own tests alone: they have to notice a mutant of it, not the whole product's minutes later. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.{ts,tsx}'],
    // What reads the source as text, or counts the CPU that it takes, would fail of the changes written into every file.
    exclude: [
      'test/domain/judge/{one-home,regular-expressions}.test.ts',
      'test/domain/imports/many-lines.test.ts',
    ],
    globalSetup: 'test/support/temporary-folder.ts',
    setupFiles: 'test/support/each-file.ts',
    testTimeout: 900_000,
    maxWorkers: 1,
    sequence: { sequencer: ShortestFirst },
  },
});
