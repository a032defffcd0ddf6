import { OpenAPIHono } from '@hono/zod-openapi';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import { describeRoute, writeDocument } from './document.ts';

/** The document without an installation: for the reference and the client's types. */
export function apiDocument(publicUrl = 'https://vou.ch') {
  const app = new OpenAPIHono();
  for (const shape of ALL_ROUTES) describeRoute(app.openAPIRegistry, shape);
  return writeDocument(app, publicUrl);
}
