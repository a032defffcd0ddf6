import type * as z from 'zod';
import { because } from '../../../shared/domain/reasons.ts';

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
        ? because('missing', { what: kindOf(issue.expected) })
        : notOfKind(issue.expected);
    case 'too_small':
      return leastOf(issue, Number(issue.minimum));
    case 'too_big':
      return mostOf(issue, Number(issue.maximum));
    case 'invalid_value':
      return because(issue.values.length > 1 ? 'not-one-of' : 'not-it', {
        list: issue.values.map(String).join(', '),
      });
    case 'not_multiple_of':
      return because('not-a-multiple', { n: issue.divisor });
    case 'invalid_format':
      return issue.input === '' ? because('empty') : ofFormat(issue.format);
    case 'invalid_union':
      return issue.input === undefined ? because('missing', { what: 'a value' }) : because('no-known-form');
    case 'invalid_key':
      return issue.issues[0]?.message ?? because('not-acceptable');
    case 'unrecognized_keys':
      return because('unknown-field');
    default:
      return because('not-acceptable');
  }
}

function ofFormat(format: string): string {
  switch (format) {
    case 'email':
      return because('not-an-email');
    case 'url':
      return because('not-an-https-address');
    case 'datetime':
      return because('not-a-time', { example: '2026-10-05T09:30:00+02:00' });
    case 'date':
      return because('not-a-date', { example: '2026-10-05' });
    default:
      return because('not-of-form');
  }
}

const kindOf = (expected: string): string => KINDS[expected] ?? 'of another kind';

function notOfKind(expected: string): string {
  if (expected === 'string') return because('not-a-text');
  if (expected === 'number') return because('not-a-number');
  return expected === 'int'
    ? because('not-a-whole-number')
    : because('not-of-kind', { what: kindOf(expected) });
}

const isList = (origin: string): boolean => origin === 'array' || origin === 'set';

function leastOf({ origin, inclusive }: Bounded, n: number): string {
  if (origin === 'string') return n === 1 ? because('empty') : because('too-short', { n });
  if (isList(origin)) return n === 1 ? because('no-entry') : because('too-few-entries', { n });
  return inclusive === false ? because('not-above', { n }) : because('below-least', { n });
}

function mostOf({ origin, inclusive }: Bounded, n: number): string {
  if (origin === 'string') return because('too-long', { n });
  if (isList(origin)) return because('too-many-entries', { n });
  return inclusive === false ? because('not-below', { n }) : because('above-most', { n });
}
type Bounded = { origin: string; inclusive?: boolean };
