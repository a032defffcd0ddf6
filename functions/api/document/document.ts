import { type OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { EVENT_DATA } from '../../../shared/domain/schema/access/webhook-events.ts';
import { Instant } from '../../../shared/domain/schema/common.ts';
import * as z from '../../../shared/domain/schema/late-zod.ts';
import { OPERATIONS } from '../../../shared/domain/schema/operations.ts';
import { Problem } from '../../../shared/domain/schema/problem.ts';
import { isRaw, type RouteShape, statusesOf } from '../../../shared/domain/schema/route.ts';
import { tellDocument } from './told-document.ts';

type PathConfig = Parameters<OpenAPIRegistry['registerPath']>[0];

const SECURITY = 'apiKey';

const MEANINGS: Record<number, string> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Taken on.',
  207: 'Some were refused: see the answer of each.',
  204: 'Done; nothing to say. Also the answer to `Prefer: return=minimal`.',
  304: 'Not changed since the ETag in `If-None-Match`.',
  400: 'Not readable: malformed JSON, cursor or Idempotency-Key.',
  401: 'No API key, or not a valid one.',
  403: 'The key lacks the scope.',
  404: 'There is no such thing in this brand.',
  409: 'Clashes with what is there, or the Idempotency-Key was used for another request.',
  410: 'It has ended.',
  413: 'The body is too large.',
  415: 'The body is not declared as JSON.',
  422: 'A field is wrong or unknown; `errors` names each.',
  429: 'Too many requests; see `Retry-After`.',
  500: 'Our mistake; logged.',
  503: 'Too busy; see `Retry-After`.',
};

/** Puts a route into the document, with every status it may answer. */
export function describeRoute(registry: OpenAPIRegistry, shape: RouteShape): void {
  const path = {
    method: shape.method,
    path: shape.path,
    operationId: operationId(shape),
    tags: [shape.tag],
    summary: shape.summary,
    description: [shape.description, scopeSentence(shape)].filter(Boolean).join('\n\n'),
    security: shape.scope === 'public' ? [] : [{ [SECURITY]: [shape.scope] }],
    request: {
      ...(shape.params ? { params: shape.params } : {}),
      ...(shape.query ? { query: shape.query } : {}),
      ...(shape.body
        ? { body: { required: true, content: { 'application/json': { schema: shape.body } } } }
        : {}),
    },
    ...(shape.method === 'post' && shape.scope !== 'public' ? { parameters: [IDEMPOTENCY_KEY] } : {}),
    responses: Object.fromEntries(statusesOf(shape).map((status) => [status, responseOf(shape, status)])),
  };
  registry.registerPath(z.made(path) as PathConfig);
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Same key and body: the first answer again. Kept 48 h.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const scopeSentence = ({ scope }: RouteShape): string =>
  scope === 'public'
    ? 'No key needed.'
    : scope === 'operator'
      ? 'Operator’s key only.'
      : `Scope: \`${scope}\`.`;

function responseOf(shape: RouteShape, status: number) {
  const description = MEANINGS[status] ?? 'See the body.';
  const answer = shape.answers[status];
  if (isRaw(answer)) {
    const binary = !/^text\/|json|svg/.test(answer.media);
    return {
      description,
      content: {
        [mediaType(answer.media)]: {
          schema: binary ? { type: 'string', format: 'binary' } : { type: 'string' },
        },
      },
    };
  }
  if (answer) return { description, content: { 'application/json': { schema: answer } } };
  if (status < 400 || answer === null) return { description };
  return { description, content: { 'application/problem+json': { schema: Problem } } };
}

const mediaType = (media: string): string => media.split(';', 1)[0] ?? media;

/** `links.create`: what the client calls it, too. */
const operationId = ({ method, path }: RouteShape): string | undefined =>
  OPERATIONS[`${method} ${path}` as keyof typeof OPERATIONS];

/** What is sent to webhooks: in the document as `webhooks`, by the event's type. */
function describeEvents(registry: OpenAPIRegistry): void {
  for (const [type, { summary, data }] of Object.entries(EVENT_DATA)) {
    const schema = z
      .strictObject({
        type: z.literal(type).meta({ description: 'What happened.', example: type }),
        timestamp: Instant.meta({ description: 'When it happened.' }),
        data: data.meta({ description: 'What it is about.' }),
      })
      .meta({ id: `${type.split(/[._]/).map(capitalised).join('')}Event` });
    const webhook = {
      method: 'post',
      path: type,
      operationId: `event.${type}`,
      tags: ['Webhooks'],
      summary,
      description: SIGNED,
      security: [],
      request: { body: { required: true, content: { 'application/json': { schema } } } },
      responses: { 200: { description: 'Taken. Any 2xx will do; anything else is tried again.' } },
    };
    registry.registerWebhook(z.made(webhook) as PathConfig);
  }
}

const SIGNED =
  'Signed by Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`); the same `webhook-id` is the same event.';

const capitalised = (word: string): string => `${word[0]?.toUpperCase()}${word.slice(1)}`;

/** The OpenAPI 3.1 document of everything registered. */
export function writeDocument(registry: OpenAPIRegistry, publicUrl: string) {
  registry.registerComponent('securitySchemes', SECURITY, {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'vouch_<id>_<secret><checksum>',
    description: 'An API key of one brand. The scopes named on each call are what the key must hold.',
  });
  describeEvents(registry);
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Vouch API',
      version: '1',
      description:
        'Tracked shortlinks for micro-influencer posts: links, clicks, conversions, ROI. ' +
        'Errors are RFC 9457 problem documents; lists are paged by sealed cursors; every POST takes an Idempotency-Key.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: publicUrl }],
  });
  return tellDocument(document);
}
