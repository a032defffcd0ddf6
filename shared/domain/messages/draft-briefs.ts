import { splitByLargestRemainder } from '../attribution/money-split.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { addDays, listDays } from '../time/week.ts';

/** What people said about a product in some months of the year: how many named each message, counts or percentages. */
export type SeasonFigures = {
  /** 1–12; all twelve: whatever the season. */
  months: readonly number[];
  messages: readonly { name: string; answers: number }[];
  /** How many people were asked; absent: not told. */
  respondents?: number;
};
export type SurveyFigures = { surveyId: string; heldOn: string; seasons: readonly SeasonFigures[] };

export type DraftBrief = {
  validFrom: string;
  validTo: string;
  messages: { name: string; weight: number }[];
  surveyId: string;
  months: readonly number[];
  respondents?: number;
};
export type Draft = {
  briefs: DraftBrief[];
  /** Days of the campaign for whose month no survey speaks. */
  daysWithout: number;
};

/**
 * A campaign's briefs from surveys: for each stretch of its days the weights of the figures that speak for its month,
 * the narrowest season first, then the newest survey. Socks that sell by four equal reasons over the year, and by
 * 60/20/10/10 in winter, have two briefs in a campaign from November to January.
 */
export function draftBriefs(
  surveys: readonly SurveyFigures[],
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
): Draft {
  const ranked = surveys
    .flatMap(({ seasons, ...survey }) => seasons.map((season) => ({ ...survey, ...season })))
    .sort(
      (one, other) =>
        one.months.length - other.months.length ||
        other.heldOn.localeCompare(one.heldOn) ||
        one.surveyId.localeCompare(other.surveyId),
    );
  const briefs: DraftBrief[] = [];
  let daysWithout = 0;
  for (const day of listDays(startsOn, endsOn)) {
    const figures = ranked.find(({ months }) => months.includes(Number(day.slice(5, 7))));
    const last = briefs.at(-1);
    if (!figures) daysWithout++;
    else if (last && last.months === figures.months && addDays(last.validTo, 1) === day) last.validTo = day;
    else
      briefs.push({
        validFrom: day,
        validTo: day,
        messages: weightsOf(figures),
        surveyId: figures.surveyId,
        months: figures.months,
        ...(figures.respondents === undefined ? {} : { respondents: figures.respondents }),
      });
  }
  return { briefs, daysWithout };
}

const PARTS = 10_000;

/** Shares that come to exactly 1, in hundredths of a percent; what is less than that is left out. */
function weightsOf({ messages }: SeasonFigures): { name: string; weight: number }[] {
  const parts = splitByLargestRemainder(
    PARTS,
    messages.map(({ answers }) => answers),
  );
  return messages
    .map(({ name }, index) => ({ name, weight: (parts[index] ?? 0) / PARTS }))
    .filter(({ weight }) => weight > 0);
}

/** 90 % half-width of a share of one half among so many people: no other share of the survey is known worse. */
export const widestMargin = (respondents: number): number =>
  normalQuantile(0.9) * Math.sqrt(0.25 / respondents);
