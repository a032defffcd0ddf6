import type { SetupCheck } from '../schema/shops/check.ts';

type Seen = Pick<SetupCheck, 'script' | 'lastClick' | 'orders'>;
type Step = SetupCheck['next'][number];

/** What the shop's engineer does next; empty when the last order named its click with the newest script. */
export function nextSteps({ script, lastClick, orders }: Seen): Step[] {
  const refused = orders.lastWithoutClick?.refused[0]?.reason;
  const missing = orders.withoutClick > 0 && refused === undefined;
  return [
    lastClick ? undefined : STEPS.noClick,
    script.lastHeardAt === null ? STEPS.noScript : undefined,
    orders.withClick + orders.withoutClick === 0 ? STEPS.noOrder : undefined,
    missing ? (orders.withClick > 0 ? STEPS.someWithout : STEPS.noneWith) : undefined,
    refused ? { ...STEPS.refused, text: `${STEPS.refused.text} ${REFUSED[refused] ?? refused}.` } : undefined,
    orders.toldTwice.length > 0 ? twice(orders.toldTwice) : undefined,
    script.isNewest === false ? STEPS.oldScript : undefined,
  ].filter((step) => step !== undefined);
}

const twice = (orders: Seen['orders']['toldTwice']): Step => ({
  ...STEPS.twice,
  text: `${STEPS.twice.text} ${orders
    .slice(0, 5)
    .map(({ hooked, bare }) => `${bare} (as ${hooked})`)
    .join(', ')}.`,
});

const STEPS = {
  noClick: {
    code: 'open-a-link',
    text: 'No click in two days: open one of your short links in a browser that doesn’t ask not to be tracked.',
  },
  noScript: {
    code: 'paste-the-script',
    text: 'The script has not been heard of: paste its tag into every page of the shop, open a short link, and call vouch.check() in the console.',
  },
  noOrder: {
    code: 'place-an-order',
    text: 'No order in seven days: place a test order behind a short link, then void it.',
  },
  noneWith: {
    code: 'send-click-ids',
    text: 'No order names a click: send what vouch.clickIds() gives as clickIds with the order.',
  },
  someWithout: {
    code: 'some-without',
    text: 'Some orders name no click. That is right for buyers who came otherwise; a part of the shop without the script looks the same.',
  },
  refused: { code: 'refused-clicks', text: 'The newest order without a click sent one that was refused:' },
  twice: {
    code: 'told-twice',
    text: 'Orders came by a hook and by a program in one moment and stand twice: let one of the two send them, and void the other, reason duplicate:',
  },
  oldScript: {
    code: 'newer-script',
    text: 'The shop runs an older script: it goes on working; the newest tag is under script.tag.',
  },
} as const satisfies Record<string, Step>;

const REFUSED: Readonly<Record<string, string>> = {
  forged: 'its signature is not ours: send it as it came, every letter, capitals and all',
  foreign: 'it is another brand’s',
  unknown: 'no such click is kept: clicks are kept for 35 days',
  repeated: 'it came twice with one order',
  'after-conversion': 'the click is later than the order: look at the shop’s clock and zone',
  'outside-window': 'the click is older than the attribution window',
};
