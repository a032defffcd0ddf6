import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { registerAnalytics } from './analytics.ts';
import { registerAttribution } from './attribution.ts';
import { registerClicks } from './clicks.ts';
import { registerDarkSocial } from './dark-social.ts';
import { registerDecay } from './decay.ts';
import { registerExports } from './exports.ts';
import { registerPromotions } from './promotions.ts';
import { registerReportFiles } from './report-files.ts';
import { registerReportMails } from './report-mails.ts';
import { registerReportSettings } from './report-settings.ts';
import { registerReports } from './reports.ts';
import { registerRoi } from './roi.ts';
import { registerShares } from './shares.ts';
import { registerSources } from './sources.ts';

/** Of this room; loaded by the first request to one of its routes. */
export function registerAnswersRoom(api: Api, deps: ApiDeps): void {
  registerSources(api, deps);
  registerAnalytics(api, deps);
  registerClicks(api, deps);
  registerRoi(api, deps);
  registerAttribution(api, deps);
  registerDarkSocial(api, deps);
  registerDecay(api, deps);
  registerPromotions(api, deps);
  registerReportFiles(api, deps);
  registerReports(api, deps);
  registerReportMails(api, deps);
  registerShares(api, deps);
  registerReportSettings(api, deps);
  registerExports(api, deps);
}
