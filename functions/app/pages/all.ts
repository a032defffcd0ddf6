import type { PageShape } from '../http/visit.ts';
import { clickPages } from './clicks.tsx';
import { creatorPages } from './creators.tsx';
import { decisionPages } from './decisions.tsx';
import { linkPages } from './links.tsx';
import { orderPages } from './orders.tsx';
import { postPages } from './posts.tsx';
import { programmePages } from './programme.tsx';
import { reportPages } from './reports.tsx';
import { settingsPages } from './settings.tsx';
import { spendPages } from './spend.tsx';
import { stagePages } from './stages.tsx';
import { volunteerPages } from './volunteers.tsx';
import { weekPage } from './week.tsx';

/** Every page, in the order in which addresses are matched. Tests make the matrix of roles from this list. */
export const PAGES: readonly PageShape[] = [
  weekPage,
  ...volunteerPages,
  ...decisionPages,
  ...stagePages,
  ...programmePages,
  ...creatorPages,
  ...postPages,
  ...linkPages,
  ...clickPages,
  ...orderPages,
  ...spendPages,
  ...reportPages,
  ...settingsPages,
];
