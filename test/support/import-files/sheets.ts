import type { ImportFile } from './import-file.ts';

const tiktok = (id: number) => `https://www.tiktok.com/@ada/video/740000000000000000${id}`;
const POSTED = ['stage=microcontent', 'destination=https://shop.example.com/socks', 'format=short'];

/** What stands there before the sheets come: their creator, and the posts that they speak of. */
export const CREATOR = { handle: '@ada', platform: 'tiktok' };
export const POSTS = [tiktok(5), tiktok(6)];

/** Sheets that people keep by hand, and what ads and shops export. */
export const SHEETS: ImportFile[] = [
  {
    vendor: 'creators, from Excel in German',
    name: 'creators.csv',
    head: 'Benutzername;Plattform;Follower;Gutschein;Ort;Notizen',
    rows: [
      '@bob;tiktok;12,5K;BOB5, BOB10;München;mag Wolle – „sehr“ (5 €)',
      '@cleo.knits;IG;6.200;CLEO10;Köln;',
      '@dan;tiktok;viele;DAN5;Ulm;',
      'https://www.instagram.com/eve/;;900;;;"zwei\nZeilen"',
      ';tiktok;5;;;',
    ],
    eol: '\r\n',
    encoding: 'windows-1252',
    refused: ['line 4: followers: "viele"', 'line 7: handle: is missing'],
  },
  {
    vendor: 'posts by their addresses',
    name: 'posts.csv',
    head: 'Permalink,Account username,Publish time,Tags',
    rows: [
      `${tiktok(1)}?is_from_webapp=1,ada,09/15/2026 18:00,"spring, wool"`,
      `${tiktok(2)},ada,09/03/2026 09:30,`,
      `${tiktok(3)},nobody.known,09/03/2026 09:30,`,
      'https://www.tiktok.com/@ada/video/7400000000000000004,@ada,yesterday,',
    ],
    wish: { as: 'posts', set: POSTED },
    refused: ['line 4: ', 'line 5: publishedAt: "yesterday"'],
  },
  {
    vendor: 'posts without addresses',
    name: 'stories.csv',
    head: 'Creator\tPlatform\tPublished',
    rows: ['@ada\ttiktok\t2026-09-15 18:00', 'ada\ttiktok\t2026-09-16 18:00', '\ttiktok\t2026-09-17 18:00'],
    encoding: 'utf-16le',
    wish: { as: 'posts', set: POSTED },
    refused: ['line 4: handle: is missing'],
  },
  {
    vendor: 'fees by hand',
    name: 'fees.csv',
    head: 'Costs of September\nday,creator,amount,kind,note',
    rows: [
      '2026-09-01,@ada,150,fee,"two, in\none go"',
      '2026-09-01,Ada,150,fee,',
      '2026-09-01,ada,150.00,fee,',
      '2026-09-02,ada,a lot,fee,',
      'Total,,450,,',
    ],
    refused: ['line 7: amount: "a lot"'],
  },
  {
    vendor: 'Meta Ads, German',
    name: 'Kampagnen.csv',
    head: '"Tag","Kampagnenname","Ausgegebener Betrag (EUR)","Impressionen","Reichweite","Link-Klicks"',
    rows: [
      '"2026-09-01","Herbst","12,50","1200","900","31"',
      '"2026-09-02","Herbst","8,90","1100","800","22"',
      '"2026-09-31","Herbst","8,90","1100","800","22"',
      '"","","21,40","2300","1700","53"',
    ],
    wish: { as: 'spend', set: ['kind=boost', 'stage=campaign'], map: ['Kampagnenname=note'] },
    refused: ['line 4: incurredOn: "2026-09-31"'],
  },
  {
    vendor: 'Google Ads, for Excel',
    name: 'campaigns.csv',
    head: 'Campaign report\n"September 1, 2026 - September 3, 2026"\nDay\tCampaign\tCampaign ID\tCurrency code\tCost\tImpr.\tClicks\tConversions',
    rows: [
      '2026-09-01\tSocks\t123456789012345678\tEUR\t10.20\t1,200\t31\t--',
      '2026-09-02\tSocks\t123456789012345678\tEUR\t1,049.90\t1,100\t22\t1.00',
      '2026-09-03\tSocks\t123456789012345678\tEUR\t--\t1,100\t22\t1.00',
      'Total: Account\t\t\tEUR\t1,060.10\t3,400\t75\t1.00',
    ],
    encoding: 'utf-16le',
    wish: { as: 'spend', set: ['kind=boost', 'stage=campaign'], map: ['Campaign=note'] },
    refused: ['line 6: amount: is missing'],
  },
  {
    vendor: 'counters by hand',
    name: 'counters.csv',
    head: 'Post URL;Measured at;Likes;Comments;Saves;Reach',
    rows: [
      `${tiktok(5)};2026-09-20;1.204;31;40;9.001`,
      `${tiktok(6)}?is_from_webapp=1;2026-09-20;31;2;;2.100`,
      `${tiktok(5)};2026-09-27;1.304;33;41;9.500`,
      `${tiktok(9)};2026-09-20;31;2;;2.100`,
    ],
    refused: ['line 5: '],
  },
  {
    vendor: 'orders of Shopify',
    name: 'orders_export.csv',
    head: 'Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Cancelled at,Refunded Amount,Id',
    rows: [
      '#1001,a@example.com,paid,2026-10-02 17:10:00 +0200,EUR,41.93,49.90,ADA10,2026-10-02 17:09:34 +0200,1,Socks,,0.00,5550001\n#1001,a@example.com,,,,,,,,2,Yarn,,,',
      '#1002,b@example.com,pending,,EUR,10.00,10.00,,2026-10-02 18:09:34 +0200,1,Socks,,0.00,5550002',
      '#1003,c@example.com,partially_refunded,2026-10-03 09:00:00 +0200,EUR,25.00,30.00,,2026-10-03 08:59:00 +0200,1,Hat,,12.50,5550003',
      '#1004,d@example.com,paid,2026-10-03 09:00:00 +0200,EUR,free,free,,2026-10-03 08:59:00 +0200,1,Hat,,,5550004',
    ],
    refused: ['line 6: '],
  },
  {
    vendor: 'payments of PayPal, German',
    name: 'paypal.csv',
    head: '"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Transaktionscode"',
    rows: [
      '"03.10.2026","09:15:00","CEST","Ada","Zahlung","Abgeschlossen","EUR","1.049,90","-1,20","1.048,70","7AB12"',
      '"03.10.2026","09:16:00","CEST","Bo","Zahlung","Offen","EUR","9,90","-0,20","9,70","7AB13"',
      '"03.10.2026","25:15:00","CEST","Cy","Zahlung","Abgeschlossen","EUR","9,90","-0,20","9,70","7AB14"',
    ],
    wish: { as: 'orders' },
    refused: ['line 4: time: "25:15:00"'],
  },
  {
    vendor: 'charges of Stripe',
    name: 'unified_payments.csv',
    head: 'id,Created date (UTC),Amount,Amount Refunded,Currency,Converted Amount,Status,Description,order_id (metadata)',
    rows: [
      'ch_1,2026-10-02 07:10:00,49.90,0.00,eur,49.90,Paid,Socks,A-1',
      'ch_2,2026-10-02 08:10:00,10.00,4.00,eur,10.00,Refunded,Socks,A-2',
      'ch_3,2026-10-02 09:10:00,10.00,0.00,eur,10.00,Failed,Socks,A-3',
      'ch_4,,10.00,0.00,eur,10.00,Paid,Socks,A-4',
    ],
    wish: { as: 'orders' },
    refused: ['line 5: occurredAt: is missing'],
  },
];
