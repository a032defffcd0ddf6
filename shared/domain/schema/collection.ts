import { type Bulk, bulkRoute, EACH } from './bulk.ts';
import { ByExternalId, idOf, pageOf } from './common.ts';
import * as z from './late-zod.ts';
import { type RouteShape, route } from './route.ts';

/** What brands keep, each in a collection of its own under `/v1`. */
type Kept = 'creators' | 'campaigns' | 'squads' | 'posts' | 'links' | 'spend';
type Prefix = Parameters<typeof idOf>[0];
/** What a call says of itself; the rest is the collection's. */
type Own = Omit<RouteShape, 'tag' | 'scope' | 'changesCatalogue' | 'method' | 'path' | 'params' | 'answers'>;
/** What a call that takes many says: what one of them is, and what holds for these besides what every bulk does. */
type OwnBulk<One extends string, S extends z.ZodRawShape> = Omit<
  Bulk<string, One, S, z.ZodType>,
  'many' | 'answer'
> & {
  summary: string;
  more?: string;
};

/**
 * The calls that all collections have. One is written with the scope of its name, and each write is heard of by those who
 * keep the programme in memory: neither can be forgotten.
 */
export function collection<const K extends Kept, const P extends Prefix, A extends z.ZodType>(
  kept: K,
  { tag, id, answer }: { tag: string; id: P; answer: A },
) {
  const path = `/v1/${kept}` as const;
  const params = z.strictObject({ id: idOf(id) });
  const reads = { tag, scope: `${kept}:read` } as const;
  const writes = { tag, scope: `${kept}:write`, changesCatalogue: true } as const;
  const one = { path: `${path}/{id}`, params, answers: { 200: answer } } as const;
  const named = {
    path: `${path}/external/{externalId}`,
    params: ByExternalId,
    answers: { 200: answer, 201: answer },
  } as const;
  return {
    /** `{id}` of it, for calls that it alone has. */
    params,
    writes,
    createMany: <const One extends string, const S extends z.ZodRawShape>({
      summary,
      more,
      ...own
    }: OwnBulk<One, S>) =>
      bulkRoute(
        `${path}/bulk`,
        { ...own, many: kept, answer },
        { ...writes, summary, description: more ? `${EACH} ${more}` : EACH },
      ),
    create: <const S extends Own>(own: S) =>
      route({ ...own, ...writes, path, method: 'post', answers: { 201: answer } }),
    list: <const S extends Own, L extends z.ZodType>(listed: L, own: S) =>
      route({ ...own, ...reads, path, method: 'get', answers: { 200: pageOf(listed) } }),
    get: <const S extends Own>(own: S) => route({ ...own, ...reads, ...one, method: 'get' }),
    patch: <const S extends Own>(own: S) => route({ ...own, ...writes, ...one, method: 'patch' }),
    archive: <const S extends Own>(own: S) => route({ ...own, ...writes, ...one, method: 'delete' }),
    put: <const S extends Own>(own: S) => route({ ...own, ...writes, ...named, method: 'put' }),
  };
}
