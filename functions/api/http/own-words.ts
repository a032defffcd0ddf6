import type * as z from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What a schema expects, as something to send. */
const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  nonoptional: 'a value',
};

/** What is wrong with a field, in one voice: what to send, never how a parser sees it. A schema's own words go first. */
export function inOwnWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing: send ${kindOf(issue.expected)}`
        : `must be ${kindOf(issue.expected)}`;
    case 'too_small':
      return boundOf(issue, Number(issue.minimum), issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return boundOf(issue, Number(issue.maximum), issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.input === ''
        ? 'must not be empty'
        : `must be ${FORMATS[issue.format] ?? 'of the form that /docs shows'}`;
    case 'invalid_union':
      return issue.input === undefined ? 'is missing' : 'must have one of the forms that /docs shows';
    case 'unrecognized_keys':
      return 'unknown field';
    default:
      return 'is not acceptable: see /docs';
  }
}

const FORMATS: Record<string, string> = {
  email: 'an e-mail address',
  url: 'a web address that begins with https://',
  datetime: 'a time such as 2026-10-05T09:30:00+02:00',
  date: 'a day such as 2026-10-05',
};

const kindOf = (expected: string): string => KINDS[expected] ?? 'of another kind';

function boundOf({ origin }: { origin?: string }, bound: number, how: string): string {
  if (origin === 'string')
    return bound === 1 && how === 'at least' ? 'must not be empty' : `must have ${how} ${bound} characters`;
  if (origin === 'array' || origin === 'set')
    return `must hold ${how} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
  return `must be ${how} ${bound}`;
}
