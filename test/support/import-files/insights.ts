import type { ImportFile } from './import-file.ts';

/** What platforms say of posts. `posts`: those that the good lines speak of; `first`: what is known of the first. */
export type InsightsFile = ImportFile & {
  posts: string[];
  first: Record<string, number>;
  refused: string[];
};

const instagram = (id: string) => `https://www.instagram.com/reel/${id}/`;
const tiktok = (id: number) => `https://www.tiktok.com/@ada/video/730000000000000000${id}`;
const youtube = (id: string) => `https://www.youtube.com/watch?v=${id}`;

export const INSIGHTS: InsightsFile[] = [
  {
    vendor: 'Instagram (Business Suite)',
    name: 'Sep-01-2026_Sep-30-2026_1.csv',
    head: '\ufeffPost ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves',
    rows: [
      `"17900000000000001","1784","ada","Ada","Warm, ""really""\nwarm socks",31,"09/15/2026 18:00",${instagram('IgA1')},"IG reel","","Lifetime",18400,9001,1204,17,3,12,40`,
      `"17900000000000002","1784","ada","Ada","",0,"09/03/2026 09:30",${instagram('IgA2')},"IG carousel","","Lifetime",900,,31,,,2,`,
      `"17900000000000003","1784","ada","Ada","",0,"09/04/2026 09:30",${instagram('IgA3')},"IG image","","Lifetime",several,1,1,,,2,`,
      `"17900000000000004","1784","ada","Ada","",0,"09/05/2026 09:30",${instagram('IgA4')},"IG image","","Lifetime",,,,,,,`,
    ],
    eol: '\r\n',
    posts: [instagram('IgA1'), instagram('IgA2')],
    first: { views: 18_400, reach: 9_001, likes: 1_204, shares: 17, comments: 12, saves: 40 },
    refused: ['line 5: views: "several" is no whole number', 'line 6: no counter stands in this line'],
  },
  {
    vendor: 'Instagram (Business Suite, German)',
    name: 'beitraege.csv',
    head: 'Beitrags-ID;Konto-ID;Konto-Benutzername;Kontoname;Beschreibung;Dauer (Sek.);Veröffentlichungszeitpunkt;Permalink;Beitragstyp;Datenkommentar;Datum;Aufrufe;Reichweite;„Gefällt mir“-Angaben;Geteilte Inhalte;Follows;Kommentare;Gespeicherte Beiträge',
    rows: [
      `17900000000000011;1784;ada;Ada;Socken;31;15.09.2026 18:00;${instagram('IgD1')};IG-Reel;;Insgesamt;18.400;9.001;1.204;17;3;12;40`,
      `17900000000000012;1784;ada;Ada;;0;03.09.2026 09:30;${instagram('IgD2')};IG-Bild;;Insgesamt;12.345;2.100;31;;;2;`,
      `17900000000000013;1784;ada;Ada;;0;03.09.2026 09:30;${instagram('IgD3')};IG-Bild;;Insgesamt;viele;2.100;31;;;2;`,
    ],
    eol: '\r\n',
    encoding: 'windows-1252',
    posts: [instagram('IgD1'), instagram('IgD2')],
    first: { views: 18_400, reach: 9_001, likes: 1_204, shares: 17, comments: 12, saves: 40 },
    refused: ['line 4: views: "viele" is no whole number'],
  },
  {
    vendor: 'TikTok Studio',
    name: 'Content.csv',
    head: 'Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Average watch time,Add to favorites',
    rows: [
      `Socks,${tiktok(1)},September 1,1.2K,31,12,"18,400",0:09,88`,
      `"Hats, caps",${tiktok(2)},September 2,7,--,undefined,900,11.5,`,
      `Gloves, warm,${tiktok(3)},September 3,7,1,1,1,0:09,2`,
    ],
    posts: [tiktok(1), tiktok(2)],
    first: { likes: 1_200, comments: 31, shares: 12, views: 18_400, saves: 88 },
    refused: ['line 4: has 10 cells where the heading has 9'],
  },
  {
    vendor: 'YouTube Studio (Table data.csv)',
    name: 'Table data.csv',
    head: 'Content,Video title,Video publish time,Duration,Views,Engaged views,Watch time (hours),Subscribers,Impressions,Impressions click-through rate (%),Likes,Comments added,Shares',
    rows: [
      'Total,,,,19300,17000,310.5,12,,,1211,33,12',
      'dQw4w9WgXcA,"Socks, warm","Sep 1, 2026",61,18400,16200,300.25,10,81000,4.1,1204,31,12',
      '-aBcDeFgHiJ,Hats,"Sep 2, 2026",45,900,800,10.25,2,,,7,2,',
      'zzzzzzzzzzz,Gloves,"Sep 3, 2026",45,some,800,10.25,2,,,7,2,',
    ],
    posts: [youtube('dQw4w9WgXcA'), youtube('-aBcDeFgHiJ')],
    first: { views: 18_400, likes: 1_204, comments: 31, shares: 12 },
    refused: ['line 5: views: "some" is no whole number'],
  },
];
