import type { PageShape } from '../http/visit.ts';
import { adsPages } from './ads.tsx';
import { agesPage } from './ages.tsx';
import { callPages } from './calls.tsx';
import { campaignPages } from './campaigns.tsx';
import { clickPages } from './clicks.tsx';
import { creatorPages } from './creators.tsx';
import { decisionPages } from './decisions.tsx';
import { liftPage } from './lift.tsx';
import { linkPages } from './links.tsx';
import { orderPages } from './orders.tsx';
import { postPages } from './posts.tsx';
import { reportPages } from './reports.tsx';
import { settingsPages } from './settings/all.tsx';
import { shopPages } from './shop.tsx';
import { sourcesPage } from './sources.tsx';
import { spendPages } from './spend.tsx';
import { squadPages } from './squads.tsx';
import { stagePages } from './stages.tsx';
import { surveyPages } from './surveys.tsx';
import { timetablePage } from './timetable.tsx';
import { volunteerPages } from './volunteers.tsx';
import { weekPage } from './week.tsx';

/** Every page, in the order in which addresses are matched. Tests make the matrix of roles from this list. */
export const PAGES: readonly PageShape[] = [
  weekPage,
  ...volunteerPages,
  ...callPages,
  ...decisionPages,
  liftPage,
  sourcesPage,
  ...stagePages,
  ...campaignPages,
  ...surveyPages,
  ...squadPages,
  timetablePage,
  ...creatorPages,
  agesPage,
  ...postPages,
  ...linkPages,
  ...clickPages,
  ...orderPages,
  ...spendPages,
  ...adsPages,
  ...reportPages,
  ...settingsPages,
  ...shopPages,
];
