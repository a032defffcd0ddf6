import * as z from 'zod';
import { linkRoutesIn } from '../../../shared/data/links/link-routes-store.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { dumpOf, type Engine } from '../../support/engine.ts';
import { everything, type World } from './move.ts';

const ANYTHING = z.looseObject({ id: z.string() });

/** An intent that can never be finished: of a link that isn't there. */
export async function poison(engine: Engine, brandId: string, now: number): Promise<void> {
  const { client, tables } = engine;
  const intents = recordsOf(tablesOn(client, tables), brandId as never).collection('INTENT', ANYTHING);
  const id = 'rewrite#lnk_0000000000000000';
  await intents.create({ id, kind: 'rewrite', linkId: 'lnk_0000000000000000', startedAt: now });
}

/** Every link: does the redirect read what its record says; every post: has it its one link? */
export async function routeProblems({ engine, calm }: World): Promise<string[]> {
  const routes = linkRoutesIn(tablesOn(engine.client, engine.tables));
  const problems: string[] = [];
  for (const { id, slug, destination, status } of await everything(calm, '/v1/links')) {
    const route = await routes.find(String(slug));
    if (route?.destination !== destination || route?.status !== status)
      problems.push(`${id}: the redirect reads ${route?.destination}, the record says ${destination}`);
  }
  for (const { id, links, externalId } of await everything(calm, '/v1/posts'))
    if (externalId && (links as unknown[]).length !== 1)
      problems.push(`${id}: has ${(links as unknown[]).length} links`);
  return problems;
}

/** Promises to finish that nobody has finished, and names that nobody gave back. */
export async function leftToDo(engine: Engine): Promise<string[]> {
  return (await dumpOf(engine))
    .filter(({ item }) => /#(INTENT|CLAIM|ORDERTODO|ACCEPTTODO)$/.test(item.pk?.S ?? '') && !item.archived)
    .map(({ item }) => `${item.pk?.S} ${item.sk?.S}`);
}
