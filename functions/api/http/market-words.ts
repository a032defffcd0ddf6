import type { FieldWords } from './with-words.ts';

/** Of ads, surveys, ratings and rights; beside `FIELD_WORDS`, in the same form. */
export const MARKET_WORDS: FieldWords = {
  'PpcComparison.ads': 'The brand’s ads, as they were told.',
  'PpcCurve.points': 'Day by day after the money; null with a note.',
  leftAfterFirstDay: ['Share of the clicks that came after the first day.', 0.62],
  'Survey.name': ['What people were asked.', 'Why socks'],
  'SurveyInput.name': ['What people were asked.', 'Why socks'],
  seasons: 'What they said, for some months of the year each.',
  'seasons.messages': 'What they named, and how many.',
  'BriefDraft.brief': 'Drafted, not kept.',
  'brief.surveyId': ['The survey that speaks for these days.', 'srv_0123456789abcdef'],
  margin: ['How far a share may be off.', 0.041],
  'brief.months': ['The months of the season that speaks.', [12, 1, 2]],
  'MessageDrift.briefs': 'One by one, as they are dated.',
  'briefs.posts': ['Posts of these days with a message.', 8],
  'briefs.orders': ['Orders of these posts; parts where posts share one.', 31],
  respondents: ['How many people were asked; null where it was not told.', 400],
  'gaps.delivered': ['Of what posts said; null before the first.', 0.12],
  'gaps.sold': ['Of what sold; null with fewer than five orders.', 0.2],
  'gaps.surveyed': ['Of what surveys say; null where none speaks.', 0.35],
  asked: ['Share that the brief asks for.', 0.6],
};
