type Logged = Record<string, unknown>;

/** What the API logged as its own failures, over all tests of a file. */
export let failures: Logged[] = [];

/** What the pages logged as their own failures, over all tests of a file. */
export let pageFailures: Logged[] = [];

/**
 * Files of tests run one after another in one process (vitest.config.ts): each begins with none, and what a file before it left running
 * tells its own list.
 */
export function noFailuresYet(): void {
  failures = [];
  pageFailures = [];
}
