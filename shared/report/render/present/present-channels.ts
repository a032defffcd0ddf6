import { appName } from '../../../domain/judge/tables/app-names.ts';
import type { MessageMixShown, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { figureCell, figureText } from '../figures.ts';
import { type Block, cell, lines, table, textBlock, type ViewSection, type ViewTable } from './view.ts';

/** Dark social as a range, what says so, and what others would have called it. */
export function presentDark({ darkSocial: dark }: ReportSnapshot, speech: Speech): ViewSection {
  const { say, format } = speech;
  const nothing = dark.visits === 0 && !dark.byCodeAlone?.orders;
  if (nothing) return { id: 'dark', title: say.dark.title, blocks: [textBlock(say.dark.none)] };
  const direct = dark.referrerOnly.find(({ bucket }) => bucket === 'Direct')?.clicks;
  const shares = dark.sharesSeen.map(({ app, count }) =>
    say.dark.sharesOne(appName(app), format.count(count)),
  );
  const all = format.count(dark.visits);
  const { byCodeAlone: code } = dark;
  return {
    id: 'dark',
    title: say.dark.title,
    blocks: [
      ...(dark.visits === 0 ? [] : [textBlock(howMuch(dark, speech))]),
      ...lines([
        say.dark.meaning,
        ...(dark.netRevenueMinor.high > 0
          ? [say.dark.money(span(format.money, dark.netRevenueMinor, say))]
          : []),
        ...(code?.orders
          ? [say.dark.codes(format.count(code.orders), format.money(code.netRevenueMinor))]
          : []),
        ...(direct === undefined ? [] : [say.dark.referrerOnly(format.count(direct), dark.visits, all)]),
        ...(shares.length > 0 ? [say.dark.shares(format.list(shares))] : []),
      ]),
      ...table(signs(dark, speech)),
      ...table(apps(dark, speech)),
    ],
  };
}

type Dark = ReportSnapshot['darkSocial'];

/** Their share of all clicks; of few how many, and of none that there was no sign. */
function howMuch(dark: Dark, { say, format }: Speech): string {
  const all = format.count(dark.visits);
  if (dark.high === 0) return say.dark.noSign(dark.visits, all);
  return dark.share
    ? say.dark.range(span(format.percent, dark.share, say), all)
    : say.dark.few(span(format.count, dark, say), dark.visits, all);
}

function span(
  write: (value: number) => string,
  { low, high }: { low: number; high: number },
  say: Speech['say'],
): string {
  const [least, most] = [write(low), write(high)];
  return least === most ? least : say.range(least, most);
}

/** What makes up the upper end, surest first; adds up to it. */
function signs(
  { evidence = [], low, high }: ReportSnapshot['darkSocial'],
  { say, format }: Speech,
): ViewTable {
  const count = (clicks: number) => cell(format.count(clicks), { bar: high > 0 ? clicks / high : 0 });
  return {
    caption: say.dark.signs,
    columns: [
      { label: say.dark.sign, align: 'left' },
      { label: say.dark.clicks, align: 'right' },
    ],
    rows: [
      ...evidence.map(({ sign, clicks }) => ({ cells: [cell(say.dark.signOf[sign]), count(clicks)] })),
      ...(evidence.length > 0
        ? [
            {
              cells: [
                cell(say.dark.atMost),
                cell(format.count(high), { detail: say.dark.sure(format.count(low)) }),
              ],
              total: true,
            },
          ]
        : []),
    ],
  };
}

const APPS_SHOWN = 7;

/** The same clicks by app; what is not shown one by one stands in a last row. */
function apps({ byApp, high }: ReportSnapshot['darkSocial'], { say, format }: Speech): ViewTable {
  const rest = byApp.slice(APPS_SHOWN).reduce((sum, { clicks }) => sum + clicks, 0);
  const rows = byApp.slice(0, APPS_SHOWN).map(({ app, clicks }) => ({
    name: app === null ? (say.app['unknown'] ?? '') : (say.app[app] ?? appName(app)),
    clicks,
  }));
  return {
    caption: say.dark.apps,
    columns: [
      { label: say.dark.app, align: 'left' },
      { label: say.dark.clicks, align: 'right' },
    ],
    rows: [...rows, ...(rest > 0 ? [{ name: say.dark.otherApps, clicks: rest }] : [])].map(
      ({ name, clicks }) => ({
        cells: [cell(name), cell(format.count(clicks), { bar: high > 0 ? clicks / high : 0 })],
      }),
    ),
  };
}

/** What the brief asked the posts to say, and what they said. */
export function presentMessages(snapshot: ReportSnapshot, speech: Speech): ViewSection {
  const { say, format } = speech;
  const blocks = snapshot.messages.flatMap((mix): Block[] => [
    textBlock(
      say.messages.intro(
        mix.campaign,
        mix.posts,
        format.count(mix.posts),
        figureText(mix.gap, format.percent, speech),
      ),
    ),
    ...table(mixTable(mix, speech)),
  ]);
  return {
    id: 'messages',
    title: say.messages.title,
    blocks: blocks.length > 0 ? blocks : [textBlock(say.messages.none)],
  };
}

function mixTable(mix: MessageMixShown, speech: Speech): ViewTable {
  const { say, format } = speech;
  return {
    caption: mix.campaign,
    columns: [
      { label: say.messages.message, align: 'left' },
      { label: say.messages.asked, align: 'right' },
      { label: say.messages.delivered, align: 'right' },
      { label: say.messages.sold, align: 'right' },
      { label: say.messages.roi, align: 'right' },
    ],
    rows: mix.rows.map(({ message, asked, delivered, sold, roi }) => ({
      cells: [
        cell(message),
        cell(format.percent(asked), { bar: asked }),
        cell(format.percent(delivered), { bar: delivered }),
        cell(sold === undefined ? '–' : format.percent(sold)),
        roi ? figureCell(roi, format.signedPercent, speech) : cell('–'),
      ],
    })),
  };
}
