import type { Family } from '../move.ts';
import { accessFamilies, tellingFamilies } from './access.ts';
import { bulkFamilies, catalogFamilies } from './catalog.ts';
import { liftFamilies } from './lift.ts';
import { orderFamilies } from './orders.ts';
import { partFamilies, settingFamilies } from './parts.ts';
import { programmeFamilies } from './programme.ts';
import { reportFamilies } from './reports.ts';

/** Everything that writers fight over. */
export const FAMILIES: readonly Family[] = [
  ...catalogFamilies,
  ...bulkFamilies,
  ...partFamilies,
  ...programmeFamilies,
  ...settingFamilies,
  ...orderFamilies,
  ...accessFamilies,
  ...tellingFamilies,
  ...reportFamilies,
  ...liftFamilies,
];

/** Routes that write, and that nobody fights over here, each with where it is tried instead. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'post /v1/brands': 'the operator’s: test/functions/api/conventions.test.ts makes one of fifty at once',
  'post /v1/brands/{id}/api-keys': 'the operator’s; the same store as /v1/api-keys',
  'post /v1/hooks': 'shops: test/functions/api/shops',
  'patch /v1/hooks/{id}': 'shops',
  'delete /v1/hooks/{id}': 'shops',
  'post /v1/hooks/{id}/events/{eventId}/replay': 'shops',
  'post /v1/hooks/{platform}/{token}': 'shops; what it does is /v1/conversions and what follows',
  'post /v1/domains': 'DNS decides: test/functions/api/domains.test.ts',
  'post /v1/domains/{id}/check': 'the same',
  'delete /v1/domains/{id}': 'the same',
  'post /v1/webhooks/{id}/deliveries/{deliveryId}/replay': 'test/functions/webhooks',
  'delete /v1/reports/{id}/shares/{shareId}': 'the same as /v1/shares/{id}',
};
