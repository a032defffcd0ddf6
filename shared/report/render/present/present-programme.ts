import type { ProgrammeOfWeek, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { isBeyondChance } from '../../../domain/statistics/beyond-chance.ts';
import { figureCell, type Speech } from '../figures.ts';
import { PROGRAMME_OF_WEEK, type ProgrammeWords } from '../words/programme-words.ts';
import { presentAges } from './present-ages.ts';
import { presentLasting } from './present-lasting.ts';
import { type Block, cell, lines, table, textBlock, type ViewSection, type ViewTable } from './view.ts';

/** What was due, what squads had early, who came by themselves, ages, and ads beside it; nothing where nothing was asked. */
export function presentProgramme({ programme, total }: ReportSnapshot, speech: Speech): ViewSection[] {
  if (!programme) return [];
  const words = wordsOf(speech);
  const blocks: Block[] = [
    ...lines(timetableLines(programme, words, speech)),
    ...lines((programme.drops ?? []).map((drop) => dropLine(drop, words, speech))),
    ...sourceBlocks(programme, words, speech),
    ...(programme.ages ? presentAges(programme.ages, speech) : []),
    ...lines(adsLines(programme, total.clicks.value ?? 0, words, speech)),
    ...(programme.lasting ? presentLasting(programme.lasting, speech) : []),
  ];
  return [{ id: 'programme', title: words.title, blocks }];
}

const wordsOf = ({ say }: Speech): ProgrammeWords => PROGRAMME_OF_WEEK[say.language];

function timetableLines({ timetable }: ProgrammeOfWeek, words: ProgrammeWords, { format }: Speech): string[] {
  if (!timetable) return [];
  const { due, onTime, late, missing, next } = timetable;
  const kept = { due, onTime, late, missing };
  return [
    ...(due > 0 ? [words.kept(counted(kept, format.count))] : []),
    ...(next ? [words.next(next.creator, format.day(next.dueOn))] : []),
  ];
}

function dropLine(
  { name, posts, median, ordinary, p }: NonNullable<ProgrammeOfWeek['drops']>[number],
  words: ProgrammeWords,
  { format }: Speech,
): string {
  const isMore = p !== null && isBeyondChance(p) ? (median ?? 0) > (ordinary ?? 0) : undefined;
  const compared =
    p === null || median === null || ordinary === null
      ? words.tooSoon
      : words.compared(format.count(median), format.count(ordinary), isMore);
  return `${words.drop(name, counted(posts, format.count))} ${compared}`;
}

function sourceBlocks({ sources }: ProgrammeOfWeek, words: ProgrammeWords, speech: Speech): Block[] {
  if (!sources) return [];
  const differ = sources.beyondChance.map((one) => words.differ[one]);
  return [
    ...table(sourceTable(sources.rows, words, speech)),
    textBlock(differ.length > 0 ? differ.join(' ') : words.alike),
  ];
}

function sourceTable(
  rows: NonNullable<ProgrammeOfWeek['sources']>['rows'],
  words: ProgrammeWords,
  speech: Speech,
): ViewTable {
  const { format } = speech;
  const share = ({ successes, trials }: (typeof rows)[number]['fit']) =>
    cell(trials > 0 ? words.of(format.count(successes), format.count(trials)) : '–');
  const { columns } = words;
  return {
    caption: words.sources,
    columns: [
      { label: columns.source, align: 'left' },
      { label: columns.creators, align: 'right', wide: true },
      { label: columns.roi, align: 'right' },
      { label: columns.cac, align: 'right', wide: true },
      { label: columns.fit, align: 'right' },
      { label: columns.broken, align: 'right' },
    ],
    rows: rows.map(({ source, creators, roi, cacMinor, fit, broken }) => ({
      cells: [
        cell(words.source[source]),
        cell(format.count(creators)),
        figureCell(roi, format.signedPercent, speech),
        cell(cacMinor === null ? '–' : format.money(Math.round(cacMinor))),
        share(fit),
        share(broken),
      ],
    })),
  };
}

function adsLines(
  { ads }: ProgrammeOfWeek,
  posts: number,
  words: ProgrammeWords,
  { format }: Speech,
): string[] {
  if (!ads) return [];
  const { clicks, spendMinor } = ads;
  const cost =
    spendMinor === null || clicks === 0
      ? ''
      : ` ${words.adsCost(format.money(spendMinor), format.money(Math.round(spendMinor / clicks)))}`;
  return [words.ads(format.count(clicks), format.count(posts)) + cost];
}

const counted = <K extends string>(counts: Record<K, number>, write: (count: number) => string) =>
  Object.fromEntries(Object.entries<number>(counts).map(([name, count]) => [name, write(count)])) as Record<
    K,
    string
  >;
