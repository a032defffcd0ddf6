import { ROUTES_OF, type RouteRoom } from '../../../shared/domain/schema/all-routes.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import { firstSuccess } from '../../../shared/first-success.ts';
import type { ApiDeps } from '../deps.ts';
import type { Api, Handler } from '../http/call.ts';

type Register = (api: Api, deps: ApiDeps) => void;

/** The code that answers a room's routes: loaded by the first who asks one of them, as a start reads it all otherwise. */
export const ROOMS: Readonly<Record<RouteRoom, () => Promise<Register>>> = {
  access: async () => (await import('./access/room.ts')).registerAccessRoom,
  programme: async () => (await import('./programme/room.ts')).registerProgrammeRoom,
  orders: async () => (await import('./orders/room.ts')).registerOrdersRoom,
  shops: async () => (await import('./shops/room.ts')).registerShopsRoom,
  lift: async () => (await import('./lift/room.ts')).registerLiftRoom,
  answers: async () => (await import('./answers/room.ts')).registerAnswersRoom,
};

/**
 * Puts every route somewhere: into the app, or into a list for whoever wants to know them all. To add a route: name it with
 * `route({...})` in shared/domain/schema/<room>/<resource>.ts, answer it with `api.on(shape, handler)` in
 * routes/<room>/<resource>.ts, and list that file's register function in the room's room.ts, its shapes in all-routes.ts,
 * and its name in operations.ts.
 */
export function registerRoutes(api: Api, deps: ApiDeps): void {
  for (const [room, load] of Object.entries(ROOMS)) {
    const handlers = firstSuccess(async () => handlersOf(await load(), deps));
    for (const shape of ROUTES_OF[room as RouteRoom])
      api.on(shape as RouteShape, answeredBy(shape, handlers));
  }
}

type AnyHandler = Handler<RouteShape>;

function handlersOf(register: Register, deps: ApiDeps): Map<RouteShape, AnyHandler> {
  const handlers = new Map<RouteShape, AnyHandler>();
  register({ on: (shape, handler) => void handlers.set(shape, handler as unknown as AnyHandler) }, deps);
  return handlers;
}

const answeredBy =
  (shape: RouteShape, handlers: () => Promise<Map<RouteShape, AnyHandler>>): AnyHandler =>
  async (call) => {
    const handler = (await handlers()).get(shape);
    if (!handler) throw new Error(`${shape.method} ${shape.path} is answered by nobody`);
    return handler(call);
  };
