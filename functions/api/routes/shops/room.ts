import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { registerCheck } from './check.ts';
import { registerHooks } from './hooks.ts';
import { registerReceiveHook } from './receive-hook.ts';

/** Of this room; loaded by the first request to one of its routes. */
export function registerShopsRoom(api: Api, deps: ApiDeps): void {
  registerHooks(api, deps);
  registerReceiveHook(api, deps);
  registerCheck(api, deps);
}
