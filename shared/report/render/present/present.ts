import { contentAddress } from '../../../domain/report/content-address.ts';
import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { nextWeek, previousWeek } from '../../../domain/time/week.ts';
import { figureText, numberOfWeek, type Speech, weekTitle } from '../figures.ts';
import { formatFor, safeLocale } from '../format.ts';
import { readable } from '../readable.ts';
import { messagesFor } from '../words/messages.ts';
import { presentBest } from './present-best.ts';
import { presentDark, presentMessages } from './present-channels.ts';
import { presentEarning, presentPromotion } from './present-creators.ts';
import { presentAction, presentMoved, presentTiles, presentTilesNote } from './present-headline.ts';
import { presentLift } from './present-lift.ts';
import { presentMail } from './present-mail.ts';
import { presentEarlier, presentHow, presentSafety } from './present-notes.ts';
import { presentPace } from './present-pace.ts';
import { presentProgramme } from './present-programme.ts';
import { presentStages } from './present-stages.ts';
import type { Button, ReportView, SectionId, ViewSection } from './view.ts';

/** One reader's language for one snapshot. An unknown locale is read as British English. */
export function speechFor(snapshot: Pick<ReportSnapshot, 'brand'>, wanted: string | undefined): Speech {
  const locale = safeLocale(wanted);
  return { say: messagesFor(locale), format: formatFor(locale, snapshot.brand.currency) };
}

export type Reader = {
  /** BCP 47; its language picks the catalogue, its region the numbers. */
  locale?: string;
  /** The stored snapshot's address, where what is rendered is a copy with spend withheld. */
  address?: string;
};

/** The snapshot in one reader's language, in the order in which it is read. */
export function presentReport(stored: ReportSnapshot, reader: Reader): ReportView {
  const snapshot = readable(stored);
  const speech = speechFor(snapshot, reader.locale);
  const { say, format } = speech;
  const { period, brand } = snapshot;
  return {
    language: say.language,
    subject: subjectOf(snapshot, speech),
    preheader: preheaderOf(snapshot, speech),
    brand: brand.name,
    title: period.provisional
      ? say.provisionalTitle(format.span(period.provisional.elapsedHours))
      : weekTitle(period.week, speech),
    days: format.days(period.firstDay, period.lastDay),
    banners: bannersOf(snapshot, speech),
    otherWeeks: otherWeeks(snapshot, speech),
    tiles: snapshot.kind === 'empty' ? [] : presentTiles(snapshot, speech),
    tilesNote: presentTilesNote(snapshot, speech, safeLocale(reader.locale)),
    actionTitle: say.actionTitle,
    action: presentAction(snapshot, speech),
    mail: presentMail(snapshot, speech),
    sections: sectionsOf(
      snapshot,
      reader.address ?? contentAddress(stored),
      safeLocale(reader.locale),
      speech,
    ),
    footer: { ...say.footer, why: say.footer.why(brand.name), open: say.openReport },
  };
}

/** Before a brand's first week there is none, and behind the running one neither; the one in between leads to what it would be. */
function otherWeeks({ period, kind }: ReportSnapshot, speech: Speech): Button[] {
  const { week, provisional } = period;
  const to = (other: string, label: string) => ({ label, path: `/app/reports/week/${other}` });
  const [before, after] = [previousWeek(week), nextWeek(week)];
  return [
    ...(kind === 'first' ? [] : [to(before, `← ${weekTitle(before, speech)}`)]),
    ...(provisional ? [] : [to(after, `${weekTitle(after, speech)} →`)]),
  ];
}

/** In the order. A quiet week leaves out what would only say "none". */
function sectionsOf(
  snapshot: ReportSnapshot,
  address: string,
  locale: string,
  speech: Speech,
): ViewSection[] {
  const all = [
    presentMoved(snapshot, speech),
    presentStages(snapshot, speech),
    presentPromotion(snapshot, speech),
    presentBest(snapshot, speech),
    presentPace(snapshot, speech),
    presentEarning(snapshot, speech),
    presentDark(snapshot, speech),
    ...presentLift(snapshot, speech),
    ...presentProgramme(snapshot, speech),
    presentMessages(snapshot, speech),
    presentSafety(snapshot, speech),
    presentEarlier(snapshot, speech),
    presentHow(snapshot, address, locale, speech),
  ];
  return snapshot.kind === 'empty' ? all.filter(({ id }) => tellsInQuietWeek(id, snapshot)) : all;
}

function tellsInQuietWeek(id: SectionId, snapshot: ReportSnapshot): boolean {
  switch (id) {
    case 'stages':
      return snapshot.weeks.some(({ clicks }) => clicks > 0);
    case 'earning':
      return snapshot.stillEarning.length > 0;
    case 'earlier':
      return snapshot.earlierWeeks.length > 0 || snapshot.revision.number > 1;
    default:
      return id === 'safety' || id === 'how';
  }
}

/** "Sock Works: creator ROI, week 46 – €4,182.60, ROI +85%" */
function subjectOf(snapshot: ReportSnapshot, speech: Speech): string {
  const { say, format } = speech;
  const { netRevenueMinor, marginRoi } = snapshot.headline;
  const opening = say.subject(snapshot.brand.name, numberOfWeek(snapshot.period.week));
  if (snapshot.kind === 'empty') return `${opening} – ${say.subjectEmpty}`;
  const roi = marginRoi.value === null ? [] : [say.subjectRoi(format.signedPercent(marginRoi.value))];
  return `${opening} – ${[figureText(netRevenueMinor, format.money, speech), ...roi].join(', ')}`;
}

/** What an inbox shows after the subject: the four figures and what to do. */
function preheaderOf(snapshot: ReportSnapshot, speech: Speech): string {
  if (snapshot.kind === 'empty') return presentAction(snapshot, speech);
  const figures = presentTiles(snapshot, speech).map(({ label, value }) => `${label} ${value}`);
  return `${figures.join(' · ')}. ${presentAction(snapshot, speech)}`;
}

function bannersOf(snapshot: ReportSnapshot, { say, format }: Speech): string[] {
  const { provisional } = snapshot.period;
  const quiet = snapshot.kind === 'empty' && !provisional;
  const neverAny = snapshot.weeks.every(({ clicks }) => clicks === 0);
  return [
    ...(provisional ? [say.provisional(format.span(provisional.elapsedHours))] : []),
    ...(snapshot.revision.number > 1 ? [say.revised(format.count(snapshot.revision.number))] : []),
    ...(quiet ? [neverAny ? say.empty.first : say.empty.quiet] : []),
  ];
}
