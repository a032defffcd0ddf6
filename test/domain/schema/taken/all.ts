import { access } from './access.ts';
import { campaigns } from './campaigns.ts';
import { applications, creators } from './creators.ts';
import { figures } from './figures.ts';
import type { Kind } from './kinds.ts';
import { engagement, lift } from './lift.ts';
import { conversions } from './orders.ts';
import { links, posts } from './posts.ts';
import { reports } from './reports.ts';
import { hooks } from './shops.ts';
import { ppc, rates, spend } from './spend.ts';
import { squads } from './squads.ts';
import { surveys } from './surveys.ts';

export type Part = 'params' | 'query' | 'body';
type Taken = Partial<Record<Part, Kind | readonly Kind[]>>;

/** What each call takes and what it refuses, told apart from the schemas: a call without its row fails. */
export const TAKEN: Readonly<Record<string, Taken>> = {
  ...access,
  ...creators,
  ...applications,
  ...campaigns,
  ...surveys,
  ...squads,
  ...posts,
  ...links,
  ...conversions,
  ...hooks,
  ...spend,
  ...ppc,
  ...rates,
  ...engagement,
  ...lift,
  ...figures,
  ...reports,
};
