import type * as z from 'zod';
import type { Scope } from './scopes.ts';

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** A body that isn't JSON: an image, a page, a CSV stream. */
export type RawAnswer = { media: string };
/** What one status answers with: a schema, another medium, or nothing (204). */
export type AnswerShape = z.ZodType | RawAnswer | null;

/**
 * One call of the API as the outside sees it: the handler is typed by it, the document and the client are made
 * from it. Refusals that every route shares (401, 403, 422, 429, …) are not named here: see `statusesOf`.
 */
export type RouteShape = {
  method: (typeof METHODS)[number];
  /** `/v1/posts/{id}` */
  path: string;
  /** What the key must hold. `operator`: the operator's key only. `public`: no key. */
  scope: Scope | 'operator' | 'public';
  /** Writes what reports read whole and keep in memory (creators, posts, links, spend …): they hear of it. */
  changesCatalogue?: true;
  tag: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What the body is parsed by, where its parts are judged one by one. */
  readAs?: z.ZodType;
  /** Texts of a list that stayed empty are left out as well: what forms of shops send. */
  emptyEntriesToo?: true;
  answers: Readonly<Record<number, AnswerShape>>;
  /** Own refusals beside the common ones, such as 409. */
  refusals?: readonly number[];
};

/** Names a route; keeps its literal types. */
export const route = <const R extends RouteShape>(shape: R): R => shape;

export const isRaw = (answer: AnswerShape | undefined): answer is RawAnswer =>
  typeof answer === 'object' && answer !== null && 'media' in answer;

/** Every status that a route may answer with, ascending. */
export function statusesOf(shape: RouteShape): number[] {
  const statuses = new Set([
    ...Object.keys(shape.answers).map(Number),
    ...(shape.refusals ?? []),
    429,
    500,
    503,
  ]);
  const add = (...more: number[]) => more.forEach((status) => void statuses.add(status));
  if (shape.scope !== 'public') add(401, 403);
  if (shape.params) add(404);
  if (shape.query) add(422);
  if (shape.query && 'cursor' in shape.query.shape) add(400);
  if (shape.query && Object.keys(shape.query.shape).some((name) => name.endsWith('Id'))) add(404);
  if (shape.body) add(400, 413, 415, 422);
  if (shape.method === 'post') add(400, 409);
  const answersJson = Object.values(shape.answers).some((answer) => answer && !isRaw(answer));
  if (shape.method === 'get' && answersJson) add(304);
  if (shape.method !== 'get' && answersJson) add(204);
  return [...statuses].sort((a, b) => a - b);
}
