import type { MessageMix, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { appName } from '../app-names.ts';
import type { Speech } from '../figures.ts';
import { figureCell, figureText } from '../figures.ts';
import { type Block, cell, lines, type Section, type Table, table, text } from './view.ts';

/** Dark social as a range, what we saw of it, and what others would have called it. */
export function presentDark({ darkSocial: dark }: ReportSnapshot, { say, format }: Speech): Section {
  if (dark.visits === 0) return { id: 'dark', title: say.dark.title, blocks: [text(say.dark.none)] };
  const share = (part: number) => format.percent(part / dark.visits);
  const span = (least: string, most: string) => (least === most ? least : say.range(least, most));
  const direct = dark.referrerOnly.find(({ bucket }) => bucket === 'Direct')?.clicks;
  const { low, high } = dark.netRevenueMinor;
  const shares = dark.sharesSeen.map(({ app, count }) =>
    say.dark.sharesOne(appName(app), format.count(count)),
  );
  const apps: Table = {
    caption: say.dark.title,
    columns: [
      { label: say.dark.app, align: 'left' },
      { label: say.dark.clicks, align: 'right' },
    ],
    rows: dark.byApp.map(({ app, clicks }) => ({
      cells: [cell(say.app[app] ?? appName(app)), cell(format.count(clicks), { bar: clicks / dark.visits })],
    })),
  };
  return {
    id: 'dark',
    title: say.dark.title,
    blocks: [
      text(say.dark.range(span(share(dark.low), share(dark.high)), format.count(dark.visits))),
      ...lines([
        ...(high > 0 ? [say.dark.money(span(format.money(low), format.money(high)))] : []),
        ...(direct === undefined ? [] : [say.dark.referrerOnly(share(direct))]),
        ...(shares.length > 0 ? [say.dark.shares(format.list(shares))] : []),
      ]),
      ...table(apps),
    ],
  };
}

/** What the brief asked the posts to say, and what they said. */
export function presentMessages(snapshot: ReportSnapshot, speech: Speech): Section {
  const { say, format } = speech;
  const blocks = snapshot.messages.flatMap((mix): Block[] => [
    text(
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
    blocks: blocks.length > 0 ? blocks : [text(say.messages.none)],
  };
}

function mixTable(mix: MessageMix, speech: Speech): Table {
  const { say, format } = speech;
  return {
    caption: mix.campaign,
    columns: [
      { label: say.messages.message, align: 'left' },
      { label: say.messages.asked, align: 'right' },
      { label: say.messages.delivered, align: 'right' },
      { label: say.messages.roi, align: 'right' },
    ],
    rows: mix.rows.map(({ message, asked, delivered, roi }) => ({
      cells: [
        cell(message),
        cell(format.percent(asked), { bar: asked }),
        cell(format.percent(delivered), { bar: delivered }),
        roi ? figureCell(roi, format.signedPercent, speech) : cell('–'),
      ],
    })),
  };
}
