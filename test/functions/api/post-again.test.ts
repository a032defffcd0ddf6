import { expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();

it.each([
  ['chosen by us', { externalId: 'one' }],
  ['asked for', { externalId: 'two', slug: 'autumn', placements: ['bio', 'story'] }],
])(
  'answers a post that is sent again by its own name with the links it has, their slugs %s',
  async (_how, more) => {
    const { as } = host.api.sock;
    const { json } = await as.post('/v1/creators', { handle: `@${more.externalId}`, platform: 'instagram' });
    const body = postBody((json as { id: string }).id, more);
    const first = await as.post('/v1/posts', body);
    const again = await as.post('/v1/posts', body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    const other = await as.post('/v1/posts', { ...body, destination: 'https://shop.example.com/other' });
    expect(other.status).toBe(409);
  },
);
