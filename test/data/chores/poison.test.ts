import { expect, it } from 'vitest';
import { closeUsedUpLinks } from '../../../shared/data/clicks/click-limit.ts';
import { eraseExported } from '../../../shared/data/clicks/erase-exported.ts';
import { keepUnpacked } from '../../../shared/data/counts/keep-unpacked.ts';
import { LIMITED_PARTITION, limitedKey } from '../../../shared/data/table/keys.ts';
import { recordRow } from '../../../shared/data/table/records-store.ts';
import { anApi } from '../../support/api-builders.ts';
import { aBrandId, aLinkId } from '../../support/builders.ts';
import { startEngine } from '../../support/engine.ts';

const [poisoned, sound] = [aBrandId('poisoned'), aBrandId('sound')].sort() as [string, string];

it('an erasure that cannot be done holds up nobody else’s', async () => {
  const marks = [poisoned, sound].map((brandId) => ({
    kind: 'erase' as const,
    brandId,
    period: '2026-11-22T09|clk_1',
    token: 'one',
  }));
  const cleared: string[] = [];
  const counts = {
    listDirty: async () => marks,
    clearDirty: async ({ brandId }: { brandId: string }) => {
      cleared.push(brandId);
      return 'done' as const;
    },
  };
  const erasing = eraseExported(counts, async (brandId) => {
    if (brandId === poisoned) throw new Error('the object is no gzip');
  });
  await expect(erasing).rejects.toThrow('1 erasures wait, first Error: the object is no gzip');
  expect(cleared).toEqual([sound]);
});

it('rows that cannot be told to stay lose nobody else’s', async () => {
  const kept: string[] = [];
  const keeping = keepUnpacked({
    clicks: {
      listPartitionsOfHour: async (_hour, brandId) => {
        if (brandId === poisoned) throw new Error('its index is broken');
        kept.push(String(brandId));
        return [];
      },
    },
    counts: {
      listDirty: async () =>
        [poisoned, sound].map((brandId) => ({
          kind: 'hour' as const,
          brandId,
          period: '2026-01-01T09',
          token: 'one',
        })),
      putOffExpiry: async () => {},
    },
    now: () => Date.parse('2026-11-22T09:00:00Z'),
  });
  await expect(keeping).rejects.toThrow('1 hours could not be kept');
  expect(kept).toEqual([sound]);
});

it('a link whose brand is gone holds open no other that is used up', async () => {
  const engine = await startEngine();
  const { deps, sock } = await anApi(engine);
  const { records } = deps.stores.tables;
  const [gone, lost] = [aBrandId('000'), aLinkId('lost')];
  await records.put(recordRow(gone as never, 'LINK', { id: lost, clickLimit: 1 } as never));
  await records.put(limitedKey(gone, lost));
  // Without a limit any more: its entry goes at the next look.
  await records.put(limitedKey(sock.brand.id, aLinkId('none')));
  await expect(closeUsedUpLinks(deps.stores)).rejects.toThrow('1 brands’ limits could not be looked at');
  const left: string[] = [];
  for await (const { sk } of records.query(LIMITED_PARTITION)) left.push(sk);
  expect(left).toEqual([`${gone}#${lost}`]);
  await engine.stop();
});
