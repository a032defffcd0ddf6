import { apiKeyRoutes } from './access/api-keys.ts';
import { brandRoutes } from './access/brand.ts';
import { domainRoutes } from './access/domains.ts';
import { erasureRoutes } from './access/erasures.ts';
import { peopleRoutes } from './access/people.ts';
import { webhookRoutes } from './access/webhooks.ts';
import { analyticsRoutes } from './answers/analytics.ts';
import { attributionRoutes } from './answers/attribution.ts';
import { clickRoutes } from './answers/clicks.ts';
import { darkSocialRoutes } from './answers/dark-social.ts';
import { decayRoutes } from './answers/decay.ts';
import { exportRoutes } from './answers/exports.ts';
import { promotionRoutes } from './answers/promotions.ts';
import { reportSettingsRoutes } from './answers/report-settings.ts';
import { reportRoutes } from './answers/reports.ts';
import { roiRoutes } from './answers/roi.ts';
import { sourceRoutes } from './answers/sources.ts';
import { baselineRoutes } from './lift/baselines.ts';
import { liftRoutes } from './lift/lift.ts';
import { liftPlanRoutes } from './lift/plans.ts';
import { conversionRoutes } from './orders/conversions.ts';
import { fxRoutes } from './orders/fx.ts';
import { ppcRoutes } from './orders/ppc.ts';
import { spendRoutes } from './orders/spend.ts';
import { applicationRoutes } from './programme/applications.ts';
import { assetRoutes } from './programme/assets.ts';
import { callRoutes } from './programme/calls.ts';
import { campaignRoutes } from './programme/campaigns.ts';
import { creatorRoutes } from './programme/creators.ts';
import { dropRoutes } from './programme/drops.ts';
import { engagementRoutes } from './programme/engagement.ts';
import { linkRoutes } from './programme/links.ts';
import { postRoutes } from './programme/posts.ts';
import { squadRoutes } from './programme/squads.ts';
import { surveyRoutes } from './programme/surveys.ts';
import { timetableRoutes } from './programme/timetable.ts';
import { checkRoutes } from './shops/check.ts';
import { hookRoutes } from './shops/hooks.ts';

/** By the rooms that answer them (functions/api/routes); an address of fixed words stands before one with a place that takes it in. */
export const ROUTES_OF = {
  access: [
    ...brandRoutes,
    ...apiKeyRoutes,
    ...peopleRoutes,
    ...domainRoutes,
    ...webhookRoutes,
    ...erasureRoutes,
  ],
  programme: [
    ...creatorRoutes,
    ...applicationRoutes,
    ...callRoutes,
    ...campaignRoutes,
    ...surveyRoutes,
    ...squadRoutes,
    ...dropRoutes,
    ...timetableRoutes,
    ...postRoutes,
    ...assetRoutes,
    ...linkRoutes,
    ...engagementRoutes,
  ],
  orders: [...conversionRoutes, ...spendRoutes, ...ppcRoutes, ...fxRoutes],
  shops: [...hookRoutes, ...checkRoutes],
  lift: [...baselineRoutes, ...liftRoutes, ...liftPlanRoutes],
  answers: [
    ...analyticsRoutes,
    ...roiRoutes,
    ...sourceRoutes,
    ...reportRoutes,
    ...reportSettingsRoutes,
    ...attributionRoutes,
    ...clickRoutes,
    ...darkSocialRoutes,
    ...decayRoutes,
    ...exportRoutes,
    ...promotionRoutes,
  ],
} as const;
export type RouteRoom = keyof typeof ROUTES_OF;

/** The whole API: what the typed client knows. A test holds it against what the app answers. */
export const ALL_ROUTES = [
  ...ROUTES_OF.access,
  ...ROUTES_OF.programme,
  ...ROUTES_OF.orders,
  ...ROUTES_OF.shops,
  ...ROUTES_OF.lift,
  ...ROUTES_OF.answers,
] as const;
