import type { PageShape } from '../http/visit.ts';
import { decisionPages } from './decisions.tsx';
import { adsPages } from './figures/ads.tsx';
import { agesPage } from './figures/ages.tsx';
import { clickPages } from './figures/clicks.tsx';
import { liftPages } from './figures/lift.tsx';
import { orderPages } from './figures/orders.tsx';
import { reportPages } from './figures/reports.tsx';
import { sourcesPage } from './figures/sources.tsx';
import { spendPages } from './figures/spend.tsx';
import { stagePages } from './figures/stages.tsx';
import { callPages } from './programme/calls.tsx';
import { campaignPages } from './programme/campaigns.tsx';
import { creatorPages } from './programme/creators.tsx';
import { linkPages } from './programme/links.tsx';
import { ownLinksPage } from './programme/own-links.tsx';
import { postPages } from './programme/posts.tsx';
import { squadPages } from './programme/squads.tsx';
import { surveyPages } from './programme/surveys.tsx';
import { timetablePage } from './programme/timetable.tsx';
import { volunteerPages } from './programme/volunteers.tsx';
import { settingsPages } from './settings/all.tsx';
import { shopPages } from './settings/shop.tsx';
import { weekPage } from './week.tsx';

/** Every page, in the order in which addresses are matched. Tests make the matrix of roles from this list. */
export const PAGES: readonly PageShape[] = [
  weekPage,
  ...volunteerPages,
  ...callPages,
  ...decisionPages,
  ...liftPages,
  sourcesPage,
  ...stagePages,
  ...campaignPages,
  ...surveyPages,
  ...squadPages,
  timetablePage,
  ...creatorPages,
  agesPage,
  ...postPages,
  ownLinksPage,
  ...linkPages,
  ...clickPages,
  ...orderPages,
  ...spendPages,
  ...adsPages,
  ...reportPages,
  ...settingsPages,
  ...shopPages,
];
