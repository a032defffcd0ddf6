import { Day, idOf, Metadata, maybe, PageQuery, Platform, pageOf, stamps, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const fields = {
  metadata: maybe(Metadata),
  title: text(120),
  looksFor: text(1_000),
  city: maybe(text(100)),
  platform: maybe(Platform),
  closesOn: maybe(Day),
};

export const OpenCall = z.strictObject({ id: idOf('cll'), ...fields, ...stamps }).meta({ id: 'Call' });
export type OpenCall = z.infer<typeof OpenCall>;
export const CallInput = z.strictObject(fields).meta({
  id: 'CallInput',
  example: { title: 'Knitters for winter', looksFor: 'People who knit outdoors', closesOn: '2026-12-20' },
});

const base = { tag: 'Applications' } as const;

export const createCall = route({
  ...base,
  method: 'post',
  path: '/v1/calls',
  scope: 'creators:write',
  summary: 'Call for creators',
  description:
    'Shown at /apply/{applyToken}/calls with what it looks for and the brand’s standing instructions until it closes; the form at /apply/{applyToken} names it.',
  body: CallInput,
  answers: { 201: OpenCall },
});
export const listCalls = route({
  ...base,
  method: 'get',
  path: '/v1/calls',
  scope: 'creators:read',
  summary: 'All calls',
  query: PageQuery,
  answers: { 200: pageOf(OpenCall) },
});
export const closeCall = route({
  ...base,
  method: 'delete',
  path: '/v1/calls/{id}',
  scope: 'creators:write',
  summary: 'Close a call',
  params: z.strictObject({ id: idOf('cll') }),
  answers: { 200: OpenCall },
});
export const callRoutes = [createCall, listCalls, closeCall] as const;
