import { list } from 'isbot';
import { once } from '../../remember.ts';
import type { Token } from '../token-finder.ts';

/**
 * isbot's rules, taken apart so that most of them cost nothing: nearly all need a certain word, and all words are looked
 * for in one pass together with the preview fetchers' (fetcher-of.ts). What begins with `^` is tried once, at the
 * start; the few without a word of three letters are tried as they are. Together they say what isbot says.
 */
export function botTokens<Row>(row: Row, rank: number): Token<Row>[] {
  return worded.map(({ rule, word }) => {
    if (rule === word) return { text: word, row, rank };
    const pattern = once(() => new RegExp(rule));
    return { text: word, row, rank, accepts: (agent: string) => pattern().test(agent) };
  });
}

/** Whether one of the rules without a word takes the agent, in lower case, for a fetcher's. */
export const isBotShaped = (agent: string): boolean => starts().test(agent) || wordless().test(agent);

const CUT = '\n';
/** Half of the rules are a word and no more; of one that is tried at the start nobody asks for its word. */
const PLAIN = /^[^\\()[\]?*^$+|]+$/;
const rules = list.map((rule) => ({
  rule,
  word: PLAIN.test(rule) || rule.startsWith('^') ? rule : wordOf(rule),
}));
const worded = rules.filter(({ rule, word }) => !rule.startsWith('^') && word.length >= 3);
const starts = once(() => new RegExp(joined(({ rule }) => rule.startsWith('^'))));
const wordless = once(() => new RegExp(joined(({ rule, word }) => !rule.startsWith('^') && word.length < 3)));

function joined(isWanted: (one: (typeof rules)[number]) => boolean): string {
  return rules
    .filter(isWanted)
    .map(({ rule }) => rule)
    .join('|');
}

/** The longest text that every match of the rule holds: groups, classes and what may be missing are cut out. */
function wordOf(rule: string): string {
  let fixed = '';
  let depth = 0;
  for (const sign of rule.replace(/\\[^./-]/g, CUT).replaceAll('\\', '')) {
    if ('(['.includes(sign)) depth += 1;
    else if (')]'.includes(sign)) depth -= 1;
    else if ('?*'.includes(sign)) fixed = fixed.slice(0, -1) + CUT;
    else fixed += depth > 0 || '^$+|'.includes(sign) ? CUT : sign;
  }
  return fixed.split(CUT).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
