import type { ImportFile } from './import-file.ts';

export const SHOP = 'https://shop.example.com';

/** What other shorteners export. `leads`: old addresses and where each leads; `clicks`: of one of them. */
export type LinksFile = ImportFile & { leads: Record<string, string>; clicks: number; refused: string[] };

const objects = (list: readonly object[]): string[] => list.map((one) => JSON.stringify(one));

export const LINKS: LinksFile[] = [
  {
    vendor: 'Bitly',
    name: 'bitly.csv',
    head: 'Link,Custom Link,Date created,Title,Destination URL,Engagements,Status',
    rows: [
      `bit.ly/3xYzBi,go.example.com/Bi-Spring,2024-03-04,Spring,${SHOP}/bi1,"1,204",Active`,
      `bit.ly/3xYzBj,,2024-03-05,"Hats, caps",${SHOP}/bi2,7,Archived`,
      'bit.ly/3xYzBk,,2024-03-06,No way,not an address,1,Active',
      `bit.ly/3xYzBl,,2024-03-07,Loose, comma,${SHOP}/bi4,1,Active`,
    ],
    eol: '\r\n',
    leads: { '/3xYzBi': '/bi1', '/Bi-Spring': '/bi1', '/BI-SPRING': '/bi1' },
    clicks: 1_204,
    refused: ['line 4: ', 'line 5: '],
  },
  {
    vendor: 'Dub',
    name: 'dub.csv',
    head: 'Short link,Destination URL,Clicks,Created at,Tags,Archived',
    rows: [
      `https://go.example.com/summer/sale,${SHOP}/du1,88,2024-05-01T10:00:00.000Z,"a, b",No`,
      `https://go.example.com/gr%C3%B6%C3%9Fe,${SHOP}/du2,3,2024-05-01T10:00:00.000Z,,No`,
      `https://go.example.com/,${SHOP}/du3,3,2024-05-01T10:00:00.000Z,,No`,
    ],
    leads: { '/summer/sale': '/du1', '/gr%C3%B6%C3%9Fe': '/du2', '/größe': '/du2' },
    clicks: 88,
    refused: ['line 4: address: is the domain itself'],
  },
  {
    vendor: 'Short.io',
    name: 'short.csv',
    head: 'idString,shortURL,path,originalURL,title,clicks,createdAt,updatedAt,expiresAt,tags',
    rows: [
      `lnk_a1_b2,https://go.example.com/sio.26,sio.26,${SHOP}/si1,One,15,2024-05-01T10:00:00.000Z,,,x`,
      `lnk_a1_b3,https://go.example.com/ab,ab,${SHOP}/si2,Two,1,2024-05-01T10:00:00.000Z,,,`,
      `lnk_a1_b4,https://go.example.com/api/x,api/x,${SHOP}/si3,Three,1,2024-05-01T10:00:00.000Z,,,`,
    ],
    leads: { '/sio.26': '/si1', '/ab': '/si2' },
    clicks: 15,
    refused: ['line 4: address: Vouch answers /api/x itself'],
  },
  {
    vendor: 'Rebrandly',
    name: 'rebrandly.json',
    head: '',
    rows: objects([
      {
        id: 'r1',
        title: 'One\u0001',
        slashtag: 'Reb-One',
        destination: `${SHOP}/re1`,
        shortUrl: 'rebrand.ly/Reb-One',
        domain: { id: 'd', fullName: 'rebrand.ly' },
        createdAt: '2024-05-01T10:00:00.000Z',
        clicks: 31,
        tags: [{ name: 'a' }, { name: 'b' }],
      },
      { id: 'r2', slashtag: 'help', destination: `${SHOP}/re2`, shortUrl: 'rebrand.ly/help', clicks: 2 },
      { id: 'r3', slashtag: 'Reb-Three', shortUrl: 'rebrand.ly/Reb-Three', clicks: 2 },
    ]),
    joined: (rows) => `[${rows.join()}]`,
    leads: { '/Reb-One': '/re1', '/reb-one': '/re1', '/help': '/re2' },
    clicks: 31,
    refused: ['line 3: destination: is missing'],
  },
  {
    vendor: 'Shlink',
    name: 'shlink.json',
    head: '',
    rows: objects([
      {
        shortCode: 'ShLi1',
        shortUrl: 'https://s.example.com/ShLi1',
        longUrl: `${SHOP}/sh1`,
        dateCreated: '2024-05-01T10:00:00+02:00',
        visitsSummary: { total: 1_000, nonBots: 900, bots: 100 },
        tags: ['a'],
        meta: { validSince: null, validUntil: '2030-05-01T10:00:00+02:00', maxVisits: 1_500 },
        domain: null,
      },
      {
        shortCode: 'shli1x',
        shortUrl: 'https://s.example.com/shli1x',
        longUrl: `${SHOP}/sh2`,
        visitsSummary: { total: 60 },
        meta: { maxVisits: 50 },
      },
      {
        shortCode: 'ShLi3',
        shortUrl: 'https://s.example.com/ShLi3',
        longUrl: 'mailto:x@example.com',
        visitsSummary: { total: 1 },
      },
    ]),
    joined: (rows) => `{"shortUrls":{"data":[${rows.join()}],"pagination":{"currentPage":1,"pagesCount":1}}}`,
    leads: { '/ShLi1': '/sh1' },
    clicks: 1_000,
    refused: ['line 3: '],
  },
  {
    vendor: 'YOURLS',
    name: 'yourls_url.csv',
    head: '"keyword";"url";"title";"timestamp";"ip";"clicks"',
    rows: [
      `"1";"${SHOP}/yo1";"First";"2019-01-02 03:04:05";"192.0.2.4";"412"`,
      `"Yo10";"${SHOP}/yo2";"";"2019-01-02 03:04:05";"192.0.2.4";"5"`,
      `"YoIO";"${SHOP}/yo3";"A twin";"2019-01-02 03:04:05";"192.0.2.4";"6"`,
      `"yo10";"${SHOP}/yo4";"Its small twin";"2019-01-02 03:04:05";"192.0.2.4";"7"`,
      '"";"";"";"";"";""',
      `"Yo99";"";"";"2019-01-02 03:04:05";"192.0.2.4";"5"`,
    ],
    leads: { '/1': '/yo1', '/Yo10': '/yo2', '/YoIO': '/yo3', '/yo10': '/yo4', '/YO10': '/yo2' },
    clicks: 412,
    refused: ['line 7: destination: is missing'],
  },
  {
    vendor: 'Shlink (its CSV)',
    name: 'shlink.csv',
    head: 'Long URL,Short code,Domain,Title,Tags',
    rows: [
      `${SHOP}/sc1,Csv-One,s.example.com,One,a|b`,
      `${SHOP}/sc2,csv.two,s.example.com,"Two, or so",`,
      `${SHOP}/sc3,,s.example.com,Three,`,
    ],
    leads: { '/Csv-One': '/sc1', '/csv.two': '/sc2' },
    clicks: 0,
    refused: ['line 4: address: is missing'],
  },
];
