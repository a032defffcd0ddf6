/** DynamoDB's words for more at once than it takes: the same request may be asked again. */
const WORDS: ReadonlySet<unknown> = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
]);

export const isTooMuch = (word: unknown): boolean => WORDS.has(word);
