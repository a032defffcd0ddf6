import type * as z from 'zod';
import type { BrandStores } from '../../../shared/data/stores.ts';
import type { IdPrefix } from '../../../shared/domain/id.ts';
import type { BrandId, Id } from '../../../shared/domain/schema/common.ts';
import type { AnswerShape, RawAnswer, RouteShape } from '../../../shared/domain/schema/route.ts';
import type { Scope } from '../../../shared/domain/schema/scopes.ts';
import type { ApiDeps } from '../deps.ts';
import type { Principal } from './acting.ts';
import type { Refusal } from './refusal.ts';

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given: parsed, authorised, and bound to the key's brand. */
export type Call<R extends RouteShape> = {
  params: Output<R['params']>;
  query: Output<R['query']>;
  body: Output<R extends { readAs: infer S } ? S : R['body']>;
  /** Epoch ms, and the same as RFC 3339: one moment for the whole call. */
  now: number;
  at: string;
  deps: ApiDeps;
  request: Request;
  /** A new id. With an Idempotency-Key the n-th id of the call is the same at every repeat. */
  newId: <P extends IdPrefix>(prefix: P) => Id<P>;
  /** Of a secret, never a nonce. With an Idempotency-Key the n-th bytes of the call are the same at every repeat. */
  secretBytes: ApiDeps['random'];
  /** Hash of method, path and body: tells a repeated creation from a clash. */
  origin: string;
  /** Lists: where the page begins, and the sealed way to the next one. */
  pageStart: () => { limit: number; after?: string };
  pageEnd: (lastKey: string | undefined) => string | null;
} & (R['scope'] extends Scope
  ? { brandId: BrandId; stores: BrandStores; key: Principal }
  : R['scope'] extends 'operator'
    ? { key: Principal }
    : unknown);

type BodyOf<A extends AnswerShape> = A extends z.ZodType
  ? z.output<A>
  : A extends RawAnswer
    ? string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
    : undefined;

/** One of the route's declared answers. */
export type AnswerOf<R extends RouteShape> = {
  [S in keyof R['answers'] & number]: {
    status: S;
    body: BodyOf<R['answers'][S]>;
    headers?: Record<string, string>;
  };
}[keyof R['answers'] & number];

export type Handler<R extends RouteShape> = (call: Call<R>) => Promise<AnswerOf<R> | Refusal>;

/** Where routes are put; what `register(api, deps)` of every route file gets. */
export type Api = { on<R extends RouteShape>(shape: R, handler: Handler<R>): void };

export const ok = <B>(body: B) => ({ status: 200 as const, body });
/** 201 where it was made, 200 where it was there. */
export const okOrMade = <B>({ status, body }: { status: 200 | 201; body: B }) =>
  status === 201 ? { status, body } : ok(body);
/** 201 with the place of the new thing. */
export const created = <B extends { id: string }>(body: B, path: string) => ({
  status: 201 as const,
  body,
  headers: { location: `${path}/${body.id}` },
});
export const noContent = () => ({ status: 204 as const, body: undefined });
