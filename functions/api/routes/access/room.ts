import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { registerApiKeys } from './api-keys.ts';
import { registerBrand } from './brand.ts';
import { registerBrands } from './brands.ts';
import { registerDomains } from './domains.ts';
import { registerErasures } from './erasures.ts';
import { registerPeople } from './people.ts';
import { registerWebhooks } from './webhooks.ts';

/** Of this room; loaded by the first request to one of its routes. */
export function registerAccessRoom(api: Api, deps: ApiDeps): void {
  registerBrands(api, deps);
  registerBrand(api, deps);
  registerApiKeys(api, deps);
  registerPeople(api, deps);
  registerDomains(api, deps);
  registerWebhooks(api, deps);
  registerErasures(api, deps);
}
