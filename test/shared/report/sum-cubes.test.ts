import { describe, expect, it } from 'vitest';
import type { DayCubes } from '../../../shared/data/counts/count-reader.ts';
import { sumCubes } from '../../../shared/report/sum-cubes.ts';
import { aCell } from '../../domain/roi/facts-builder.ts';

async function* inTurn(days: DayCubes[]): AsyncGenerator<DayCubes> {
  yield* days;
}

describe('cubes added up as they are read', () => {
  it('sums clicks by week, link, channel and app, whatever else tells the cells apart', async () => {
    const { channels } = await sumCubes(
      inTurn([
        { day: '2026-11-08', cubes: [{ linkId: 'lnk_1', cells: [aCell({ count: 2 })] }] },
        {
          day: '2026-11-09',
          cubes: [{ linkId: 'lnk_1', cells: [aCell({ count: 3 }), aCell({ country: 'AT', count: 4 })] }],
        },
        {
          day: '2026-11-15',
          cubes: [
            { linkId: 'lnk_1', cells: [aCell({ count: 5 }), aCell({ app: '', count: 6 })] },
            { linkId: 'lnk_2', cells: [aCell({ channel: 'search', app: '', count: 7 })] },
          ],
        },
      ]),
      '2026-W46',
    );
    expect(channels).toEqual([
      { day: '2026-11-02', linkId: 'lnk_1', channel: 'own_inapp', app: 'instagram', clicks: 2 },
      { day: '2026-11-09', linkId: 'lnk_1', channel: 'own_inapp', app: 'instagram', clicks: 12 },
      { day: '2026-11-09', linkId: 'lnk_1', channel: 'own_inapp', clicks: 6 },
      { day: '2026-11-09', linkId: 'lnk_2', channel: 'search', clicks: 7 },
    ]);
  });

  it('counts previews and what referrers alone would say in the reported week only, the largest first', async () => {
    const cells = [
      aCell({ count: 3 }),
      aCell({ referrerOnly: 'Social', count: 5 }),
      aCell({ reason: 'preview', app: 'telegram', count: 2 }),
      aCell({ reason: 'preview', app: '', count: 9 }),
      aCell({ reason: 'bot', app: 'curl', count: 9 }),
    ];
    const sums = await sumCubes(
      inTurn([
        { day: '2026-11-08', cubes: [{ linkId: 'lnk_1', cells }] },
        { day: '2026-11-09', cubes: [{ linkId: 'lnk_1', cells }] },
      ]),
      '2026-W46',
    );
    expect(sums.sharesSeen).toEqual([{ app: 'telegram', count: 2 }]);
    expect(sums.referrerOnly).toEqual([
      { bucket: 'Social', clicks: 5 },
      { bucket: 'Direct', clicks: 3 },
    ]);
  });
});
