import { expect, it } from 'vitest';
import { ROOMS } from '../../../functions/api/routes/rooms.ts';
import { ALL_ROUTES, ROUTES_OF, type RouteRoom } from '../../../shared/domain/schema/all-routes.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const nameOf = ({ method, path }: RouteShape): string => `${method} ${path}`;

it.each(Object.keys(ROOMS) as RouteRoom[])(
  'the room %s answers each of its routes and no other',
  async (room) => {
    const register = await ROOMS[room]();
    const answered: RouteShape[] = [];
    register({ on: (shape) => void answered.push(shape) }, host.api.deps);
    expect(answered.map(nameOf).sort()).toEqual(ROUTES_OF[room].map(nameOf).sort());
  },
);

it('no address is taken in by one that stands before it', () => {
  const takesIn = (path: string) =>
    new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
  const taken = ALL_ROUTES.flatMap((shape, index) =>
    ALL_ROUTES.slice(0, index)
      .filter(({ method, path }) => method === shape.method && takesIn(path).test(shape.path))
      .map((before) => `${nameOf(shape)} by ${nameOf(before)}`),
  );
  expect(taken).toEqual([]);
});
