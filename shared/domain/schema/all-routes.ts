import { analyticsRoutes } from './analytics.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { applicationRoutes } from './applications.ts';
import { attributionRoutes } from './attribution.ts';
import { brandRoutes } from './brand.ts';
import { campaignRoutes } from './campaigns.ts';
import { clickRoutes } from './clicks.ts';
import { conversionRoutes } from './conversions.ts';
import { creatorRoutes } from './creators.ts';
import { darkSocialRoutes } from './dark-social.ts';
import { decayRoutes } from './decay.ts';
import { engagementRoutes } from './engagement.ts';
import { erasureRoutes } from './erasures.ts';
import { exportRoutes } from './exports.ts';
import { fxRoutes } from './fx.ts';
import { linkRoutes } from './links.ts';
import { postRoutes } from './posts.ts';
import { promotionRoutes } from './promotions.ts';
import { reportSettingsRoutes } from './report-settings.ts';
import { reportRoutes } from './reports.ts';
import { roiRoutes } from './roi.ts';
import { spendRoutes } from './spend.ts';
import { squadRoutes } from './squads.ts';
import { webhookRoutes } from './webhooks.ts';

/** The whole API: what the typed client knows. A test holds it against what the app answers. */
export const ALL_ROUTES = [
  ...brandRoutes,
  ...apiKeyRoutes,
  ...creatorRoutes,
  ...applicationRoutes,
  ...campaignRoutes,
  ...squadRoutes,
  ...postRoutes,
  ...linkRoutes,
  ...webhookRoutes,
  ...conversionRoutes,
  ...spendRoutes,
  ...engagementRoutes,
  ...fxRoutes,
  ...analyticsRoutes,
  ...roiRoutes,
  ...reportRoutes,
  ...reportSettingsRoutes,
  ...attributionRoutes,
  ...clickRoutes,
  ...darkSocialRoutes,
  ...decayRoutes,
  ...erasureRoutes,
  ...exportRoutes,
  ...promotionRoutes,
] as const;
