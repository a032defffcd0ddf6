import { expect, it } from 'vitest';
import { twoLevelBeliefs } from '../../../shared/domain/statistics/two-levels.ts';

const candidates = [
  { within: 0.3, between: 0.1 },
  { within: 0.6, between: 0.1 },
];
const thrice = ({ within }: { within: number }) => (within === 0.3 ? Math.log(3) : 0);

it('believes the prior alone where nothing was measured', () => {
  const beliefs = twoLevelBeliefs([], candidates, thrice);
  expect(beliefs.map(({ plausibility }) => plausibility)).toEqual([
    expect.closeTo(0.75),
    expect.closeTo(0.25),
  ]);
});

it('does not learn how members differ from groups of one', () => {
  const lone = [[{ mean: 0, variance: 0.01 }]];
  const beliefs = twoLevelBeliefs(lone, candidates, thrice);
  expect(beliefs.map(({ plausibility }) => plausibility)).toEqual([
    expect.closeTo(0.75),
    expect.closeTo(0.25),
  ]);
});
