import { expect, it } from 'vitest';
import { inOneMoment, onceAMoment } from '../../shared/data/table/one-moment.ts';

it('reads once within a moment what outside of one is read anew, and knows whom it asked for what', async () => {
  let read = 0;
  const [one, other] = [{}, {}];
  const ask = async (of: object, name: string) => onceAMoment(of, name, async () => ++read);
  expect([await ask(one, 'a'), await ask(one, 'a')]).toEqual([1, 2]);
  const seen = await inOneMoment(async () => [
    ...(await Promise.all([ask(one, 'a'), ask(one, 'a'), ask(one, 'b'), ask(other, 'a')])),
    await ask(one, 'a'),
  ]);
  expect(seen).toEqual([3, 3, 4, 5, 3]);
  const both = await Promise.all([inOneMoment(() => ask(one, 'a')), inOneMoment(() => ask(one, 'a'))]);
  expect(both).toEqual([6, 7]);
  expect(await ask(one, 'a')).toBe(8);
});
