import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { registerApplications } from './applications.ts';
import { registerAssets } from './assets.ts';
import { registerCalls } from './calls.ts';
import { registerCampaigns } from './campaigns.ts';
import { registerCreators } from './creators.ts';
import { registerDrops } from './drops.ts';
import { registerEngagement } from './engagement.ts';
import { registerLinks } from './links.ts';
import { registerPosts } from './posts.ts';
import { registerSquads } from './squads.ts';
import { registerSurveys } from './surveys.ts';
import { registerTimetable } from './timetable.ts';

/** Of this room; loaded by the first request to one of its routes. */
export function registerProgrammeRoom(api: Api, deps: ApiDeps): void {
  registerCreators(api, deps);
  registerApplications(api, deps);
  registerCampaigns(api, deps);
  registerSurveys(api, deps);
  registerSquads(api, deps);
  registerDrops(api, deps);
  registerTimetable(api, deps);
  registerCalls(api);
  registerPosts(api, deps);
  registerAssets(api, deps);
  registerLinks(api, deps);
  registerEngagement(api);
}
