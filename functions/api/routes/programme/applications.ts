import { type CallProblem, submitApplication } from '../../../../shared/data/programme/applications-store.ts';
import { decide, isMadeBy } from '../../../../shared/data/programme/decisions.ts';
import { type FieldRefusal, wrong } from '../../../../shared/domain/reasons.ts';
import {
  type Application,
  apply,
  decideApplication,
  getApplication,
  listApplications,
} from '../../../../shared/domain/schema/programme/applications.ts';
import { announce } from '../../announce.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { invalid, notFound, Refusal, refuse } from '../../http/refusal.ts';
import { pageWhere } from '../../records.ts';

const CALL_PROBLEMS: Readonly<Record<CallProblem, FieldRefusal>> = {
  'call-unknown': wrong('callId', 'no-such', { what: 'call' }),
  'call-closed': wrong('callId', 'call-closed'),
};

export function registerApplications(api: Api, deps: ApiDeps): void {
  api.on(apply, async ({ body, at, now, request }) => {
    const address = deps.addressOf?.(request) ?? 'unknown';
    const seconds = address === 'unknown' ? 0 : deps.addressLimits.applications(address, now);
    if (seconds > 0) {
      return new Refusal(429, 'too-many-requests', 'Too many applications from one address; wait a little.', {
        headers: { 'retry-after': String(seconds) },
      });
    }
    const brand = await deps.stores.brands.findByApplyToken(body.formToken);
    if (!brand) return notFound('form');
    const kept = await submitApplication(deps.stores.brand(brand.id), body, at);
    if (typeof kept === 'string') return invalid(CALL_PROBLEMS[kept]);
    return { status: 201 as const, body: { id: kept.id, state: kept.state } };
  });

  api.on(listApplications, async ({ stores, query, pageStart, pageEnd }) => {
    const isWanted = ({ state }: Application) => query.state === undefined || state === query.state;
    const page = await pageWhere(stores.applications, pageStart(), isWanted);
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getApplication, async ({ stores, params }) => ok(await stores.applications.get(params.id)));

  api.on(decideApplication, async ({ stores, params, body, at }) => {
    const decided = await decide(stores.records, params.id, body, at);
    if (decided !== 'decided-otherwise') {
      const isMade = isMadeBy(stores.records, decided);
      const creator = isMade && decided.creatorId && (await stores.creators.find(decided.creatorId));
      if (creator) await announce([{ thing: creator, isNew: true }], stores, at);
      return ok(decided);
    }
    return refuse(409, 'already-decided', 'This application was decided otherwise already.');
  });
}
