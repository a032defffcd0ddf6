import { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import { describeRoute, writeDocument } from './document.ts';

/** The document of every call; an installation tells its own address, the reference and the client's types need none. */
export function apiDocument(publicUrl = 'https://vou.ch') {
  const registry = new OpenAPIRegistry();
  for (const shape of ALL_ROUTES) describeRoute(registry, shape);
  return writeDocument(registry, publicUrl);
}
