import { expect, it } from 'vitest';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { importsInto } from '../../support/import-run.ts';

/** What platforms say of posts, in the shapes that their exports have; all rows are made up. */
type Export = {
  vendor: string;
  name: string;
  content: string | Uint8Array;
  set?: string[];
  /** The posts that the good lines speak of, in their order, and what is known of the first. */
  posts: string[];
  first: Record<string, number>;
  refused: string[];
};

const instagram = (id: string) => `https://www.instagram.com/reel/${id}/`;
const tiktok = (id: number) => `https://www.tiktok.com/@ada/video/730000000000000000${id}`;
const youtube = (id: string) => `https://www.youtube.com/watch?v=${id}`;

const EXPORTS: Export[] = [
  {
    vendor: 'Instagram (Business Suite)',
    name: 'Sep-01-2026_Sep-30-2026_1.csv',
    content: [
      '\ufeffPost ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves',
      `"17900000000000001","1784","ada","Ada","Warm, ""really""\nwarm socks",31,"09/15/2026 18:00",${instagram('IgA1')},"IG reel","","Lifetime",18400,9001,1204,17,3,12,40`,
      `"17900000000000002","1784","ada","Ada","",0,"09/03/2026 09:30",${instagram('IgA2')},"IG carousel","","Lifetime",900,,31,,,2,`,
      `"17900000000000003","1784","ada","Ada","",0,"09/04/2026 09:30",${instagram('IgA3')},"IG image","","Lifetime",several,1,1,,,2,`,
      `"17900000000000004","1784","ada","Ada","",0,"09/05/2026 09:30",${instagram('IgA4')},"IG image","","Lifetime",,,,,,,`,
    ].join('\r\n'),
    posts: [instagram('IgA1'), instagram('IgA2')],
    first: { views: 18_400, reach: 9_001, likes: 1_204, shares: 17, comments: 12, saves: 40 },
    refused: ['line 5: views: "several" is no whole number', 'line 6: no counter stands in this line'],
  },
  {
    vendor: 'Instagram (Business Suite, German)',
    name: 'beitraege.csv',
    content: [
      'Beitrags-ID;Konto-ID;Konto-Benutzername;Kontoname;Beschreibung;Dauer (Sek.);Veröffentlichungszeitpunkt;Permalink;Beitragstyp;Datenkommentar;Datum;Aufrufe;Reichweite;„Gefällt mir“-Angaben;Geteilte Inhalte;Follows;Kommentare;Gespeicherte Beiträge',
      `17900000000000011;1784;ada;Ada;Socken;31;15.09.2026 18:00;${instagram('IgD1')};IG-Reel;;Insgesamt;18.400;9.001;1.204;17;3;12;40`,
      `17900000000000012;1784;ada;Ada;;0;03.09.2026 09:30;${instagram('IgD2')};IG-Bild;;Insgesamt;12.345;2.100;31;;;2;`,
      `17900000000000013;1784;ada;Ada;;0;03.09.2026 09:30;${instagram('IgD3')};IG-Bild;;Insgesamt;viele;2.100;31;;;2;`,
    ].join('\r\n'),
    posts: [instagram('IgD1'), instagram('IgD2')],
    first: { views: 18_400, reach: 9_001, likes: 1_204, shares: 17, comments: 12, saves: 40 },
    refused: ['line 4: views: "viele" is no whole number'],
  },
  {
    vendor: 'TikTok Studio',
    name: 'Content.csv',
    content: [
      'Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Average watch time,Add to favorites',
      `Socks,${tiktok(1)},September 1,1.2K,31,12,"18,400",0:09,88`,
      `"Hats, caps",${tiktok(2)},September 2,7,--,undefined,900,11.5,`,
      `Gloves, warm,${tiktok(3)},September 3,7,1,1,1,0:09,2`,
    ].join('\n'),
    posts: [tiktok(1), tiktok(2)],
    first: { likes: 1_200, comments: 31, shares: 12, views: 18_400, saves: 88 },
    refused: ['line 4: has 10 cells where the heading has 9'],
  },
  {
    vendor: 'YouTube Studio (Table data.csv)',
    name: 'Table data.csv',
    content: [
      'Content,Video title,Video publish time,Duration,Views,Engaged views,Watch time (hours),Subscribers,Impressions,Impressions click-through rate (%),Likes,Comments added,Shares',
      'Total,,,,19300,17000,310.5,12,,,1211,33,12',
      'dQw4w9WgXcA,"Socks, warm","Sep 1, 2026",61,18400,16200,300.25,10,81000,4.1,1204,31,12',
      '-aBcDeFgHiJ,Hats,"Sep 2, 2026",45,900,800,10.25,2,,,7,2,',
      'zzzzzzzzzzz,Gloves,"Sep 3, 2026",45,some,800,10.25,2,,,7,2,',
    ].join('\n'),
    posts: [youtube('dQw4w9WgXcA'), youtube('-aBcDeFgHiJ')],
    first: { views: 18_400, likes: 1_204, comments: 31, shares: 12 },
    refused: ['line 5: views: "some" is no whole number'],
  },
];

const host = apiOfFile();

const platformOf = (url: string): string => new URL(url).hostname.split('.').at(-2) ?? '';

async function withPosts(urls: string[]) {
  const tenant = await host.api.anotherBrand();
  const [url = ''] = urls;
  const made = await tenant.as.post('/v1/creators', { handle: '@ada', platform: platformOf(url) });
  const { id: creatorId } = made.json as { id: string };
  const posts: Post[] = [];
  for (const url of urls) {
    const post = {
      creatorId,
      url,
      platform: platformOf(url),
      stage: 'microcontent',
      format: 'short',
      publishedAt: '2026-09-01T10:00:00.000Z',
      messages: [],
      destination: 'https://shop.example.com/socks',
    };
    posts.push((await tenant.as.post('/v1/posts', post)).json as Post);
  }
  const of = async (post: Post | undefined) =>
    ((await tenant.as.get(`/v1/engagement?postId=${post?.id}`)).json as { data: Record<string, unknown>[] })
      .data;
  return { into: importsInto(host.api, tenant), posts, of };
}

it.each(EXPORTS)('$vendor: counters, and the lines that are broken; twice changes nothing', async (file) => {
  const { into, posts, of } = await withPosts(file.posts);
  const path = into.file(file.name, file.content);
  const shown = await into.run(path, { set: file.set ?? [], 'dry-run': true });
  expect(shown.text).toContain('2 ready');
  expect(await of(posts[0])).toEqual([]);
  const first = await into.run(path, { set: file.set ?? [] });
  const said = first.text.split('\n');
  expect(said.slice(0, -1)).toEqual(file.refused.map((start) => expect.stringContaining(start)));
  expect(said.at(-1)).toContain(`2 new, 0 changed, 0 as before, ${file.refused.length} refused`);
  const [snapshot = {}] = await of(posts[0]);
  expect(snapshot).toMatchObject(file.first);
  const [second = {}] = await of(posts[1]);
  expect(second).toMatchObject({ views: expect.any(Number) });
  expect(second).not.toHaveProperty('saves');
  expect((await into.run(path, { set: file.set ?? [] })).text).toContain('0 new, 0 changed, 2 as before');
  expect(await of(posts[0])).toHaveLength(1);
  into.clean();
});

it.each(EXPORTS)('$vendor: goes on where it was stopped', async (file) => {
  const { into, posts, of } = await withPosts(file.posts);
  const path = into.file(file.name, file.content);
  const set = file.set ?? [];
  await expect(into.run(path, { set }, 0)).rejects.toThrow('Nobody answers');
  expect(await of(posts[0])).toEqual([]);
  expect((await into.run(path, { set })).text).toContain('2 new, 0 changed');
  expect(await of(posts[1])).toHaveLength(1);
  into.clean();
});
