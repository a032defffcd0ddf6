import { maybe } from './common.ts';
import * as z from './late-zod.ts';

/** What a sentence names, by the name that it has in the table of reasons. */
const Values = z.record(z.string(), z.union([z.string(), z.number()]));

/** RFC 9457: what every refusal and failure looks like. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    values: maybe(Values),
    errors: maybe(
      z.array(
        z.strictObject({ path: z.string(), code: z.string(), message: z.string(), values: maybe(Values) }),
      ),
    ),
  })
  .meta({
    id: 'Problem',
    description:
      'RFC 9457 problem document. `code` is stable, of the whole and of each field; `detail` and `message` are for people, and `values` holds what they name, for those who say it in words of their own.',
    example: {
      type: 'https://vouch.example/docs#not-found',
      title: 'Not found',
      status: 404,
      code: 'not-found',
      detail: 'There is no such post.',
    },
  });
export type Problem = z.infer<typeof Problem>;
