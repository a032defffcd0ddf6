import type * as z from 'zod';
import type { ALL_ROUTES } from '../domain/schema/all-routes.ts';
import type { RouteShape } from '../domain/schema/route.ts';

/** Every route that the client knows; types only, so the client carries no schema. */
type Shape = (typeof ALL_ROUTES)[number];

export type Method = RouteShape['method'];
type Of<M extends Method> = Extract<Shape, { method: M }>;
/** The paths that answer to a method. */
export type PathOf<M extends Method> = Of<M>['path'];
type ShapeAt<M extends Method, P extends string> = Extract<Of<M>, { path: P }>;

/**
 * As the schema takes it, but for texts: an id, a day or one word of a list comes from an address, a form or a file, and
 * whether it is one is the API's to say. `limit` may be written as the number that it is.
 */
type Input<S> = S extends z.ZodType ? Numbered<Texts<z.input<S>>> : never;
type Texts<T> = T extends string
  ? string
  : T extends readonly (infer One)[]
    ? readonly Texts<One>[]
    : T extends object
      ? { [K in keyof T]: Texts<T[K]> }
      : T;
/** What is `undefined` is not asked for. */
type Asked<S> = { [K in keyof Input<S>]: Input<S>[K] | undefined };
type Numbered<I> = I extends { limit?: unknown } ? { [K in keyof I]: K extends 'limit' ? number : I[K] } : I;
type Part<Name extends string, S, Taken = Input<S>> = S extends z.ZodType
  ? Record<string, never> extends z.input<S>
    ? { [N in Name]?: Taken }
    : { [N in Name]: Taken }
  : unknown;
type Query<S> = Part<'query', S, Asked<S>>;

/** What a call takes besides its path. */
export type CallOptions<M extends Method, P extends PathOf<M>> = Part<
  'params',
  ShapeAt<M, P> extends { params: infer S } ? S : undefined
> &
  Query<ShapeAt<M, P> extends { query: infer S } ? S : undefined> &
  Part<'body', ShapeAt<M, P> extends { body: infer S } ? S : undefined> & { idempotencyKey?: string };

type Success = 200 | 201 | 202 | 207;
/** What it comes back with. */
export type AnswerTo<M extends Method, P extends PathOf<M>> =
  ShapeAt<M, P> extends { answers: infer A }
    ? {
        [S in keyof A]: S extends Success
          ? A[S] extends z.ZodType
            ? z.output<A[S]>
            : string
          : S extends 204
            ? undefined
            : never;
      }[keyof A]
    : never;

/** The paths whose answers are pages, and what stands on them. */
export type ItemOf<P extends PathOf<'get'>> =
  AnswerTo<'get', P> extends
    | { data: (infer Item)[]; nextCursor: string | null }
    | { rows: (infer Item)[]; nextCursor: string | null }
    ? Item
    : never;
