import * as fc from 'fast-check';
import { isbot } from 'isbot';
import { describe, expect, it } from 'vitest';
import { botTokens, isBotShaped } from '../../../shared/domain/judge/tables/bot-words.ts';
import { tokenFinder } from '../../../shared/domain/judge/token-finder.ts';
import { agentsOf } from './labelled.ts';

const findWord = tokenFinder(botTokens('bot', 0));
const saysBot = (agent: string) =>
  findWord(agent.toLowerCase()) !== undefined || isBotShaped(agent.toLowerCase());

const SETS = [
  'ua_arcjet_wellknown',
  'ua_detect_inapp',
  'ua_inapp_spy',
  'ua_intoli_useragents',
  'ua_isbot_browsers',
  'ua_isbot_crawlers',
  'ua_social_preview',
];
const agents = SETS.flatMap(agentsOf);
const word = fc.constantFrom(...agents.flatMap((agent) => agent.split(' ')));

describe('isbot’s rules, taken apart', () => {
  it('say of every labelled user agent what isbot says', () => {
    expect(agents.filter((agent) => saysBot(agent) !== isbot(agent))).toEqual([]);
  });

  it('say the same of words thrown together and of cut ones', () => {
    const shuffled = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    const cut = fc
      .tuple(fc.constantFrom(...agents), fc.nat(200), fc.nat(200))
      .map(([agent, from, length]) => agent.slice(from, from + length));
    const typed = fc.string({ unit: fc.constantFrom(...'abt1.0/;()@|_ <Gnews') });
    fc.assert(
      fc.property(fc.oneof(shuffled, cut, typed), (agent) => {
        fc.pre(agent !== '');
        expect(saysBot(agent)).toBe(isbot(agent));
      }),
      { numRuns: 20_000 },
    );
  });
});
