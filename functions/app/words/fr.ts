/** The pages' words; test/functions/app/words.test.ts holds them against what the pages say. */
export const FR: Readonly<Record<string, string>> = {};
