import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { registerConversions } from './conversions.ts';
import { registerFx } from './fx.ts';
import { registerPpc } from './ppc.ts';
import { registerSpend } from './spend.ts';

/** Of this room; loaded by the first request to one of its routes. */
export function registerOrdersRoom(api: Api, deps: ApiDeps): void {
  registerConversions(api, deps);
  registerSpend(api, deps);
  registerPpc(api, deps);
  registerFx(api, deps);
}
