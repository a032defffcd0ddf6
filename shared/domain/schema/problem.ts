import { maybe } from './common.ts';
import * as z from './late-zod.ts';

/** RFC 9457: what every refusal and failure looks like. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: maybe(z.array(z.strictObject({ path: z.string(), message: z.string() }))),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem document. `code` is stable; `detail` is for people.',
    example: {
      type: 'https://vouch.example/docs#not-found',
      title: 'Not found',
      status: 404,
      code: 'not-found',
      detail: 'There is no such post.',
    },
  });
export type Problem = z.infer<typeof Problem>;
