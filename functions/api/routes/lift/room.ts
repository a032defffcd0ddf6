import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { registerBaselines } from './baselines.ts';
import { registerLift } from './lift.ts';
import { registerLiftPlans } from './plans.ts';

/** Of this room; loaded by the first request to one of its routes. */
export function registerLiftRoom(api: Api, deps: ApiDeps): void {
  registerBaselines(api, deps);
  registerLift(api, deps);
  registerLiftPlans(api);
}
