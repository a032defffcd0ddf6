import { wrong } from '../../../../shared/domain/reasons.ts';
import {
  closeCall,
  createCall,
  listCalls,
  type OpenCall,
} from '../../../../shared/domain/schema/programme/calls.ts';
import { type Api, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { todayOf } from '../../reading/range.ts';
import { createdOrRefused } from '../../records.ts';

export function registerCalls(api: Api): void {
  api.on(createCall, async ({ body, stores, newId, now, at, origin }) => {
    if (body.closesOn !== undefined && body.closesOn < (await todayOf(stores, now)))
      return invalid(wrong('closesOn', 'not-today-or-later'));
    const call: OpenCall = { id: newId('cll'), ...body, createdAt: at, updatedAt: at };
    return createdOrRefused(stores.calls, call, origin, '/v1/calls');
  });
  api.on(listCalls, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.calls.list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(closeCall, async ({ stores, params, at }) => ok(await stores.calls.archive(params.id, at)));
}
