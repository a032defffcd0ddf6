import type { AnswerTo, CallOptions, ItemOf, Method, PathOf } from './routes.ts';
import type { VouchOptions } from './settings.ts';
import { createTransport, everyPage, type Given } from './transport.ts';

export { MissingParameter, VouchError } from './errors.ts';

type Optional<O> = Record<string, never> extends Omit<O, 'idempotencyKey'> ? [options?: O] : [options: O];

export type Vouch = {
  get<P extends PathOf<'get'>>(
    path: P,
    ...options: Optional<CallOptions<'get', P>>
  ): Promise<AnswerTo<'get', P>>;
  post<P extends PathOf<'post'>>(
    path: P,
    ...options: Optional<CallOptions<'post', P>>
  ): Promise<AnswerTo<'post', P>>;
  put<P extends PathOf<'put'>>(
    path: P,
    ...options: Optional<CallOptions<'put', P>>
  ): Promise<AnswerTo<'put', P>>;
  patch<P extends PathOf<'patch'>>(
    path: P,
    ...options: Optional<CallOptions<'patch', P>>
  ): Promise<AnswerTo<'patch', P>>;
  delete<P extends PathOf<'delete'>>(
    path: P,
    ...options: Optional<CallOptions<'delete', P>>
  ): Promise<AnswerTo<'delete', P>>;
  /** Everything that a list holds, page after page. */
  each<P extends PathOf<'get'>>(
    path: P,
    ...options: Optional<CallOptions<'get', P>>
  ): AsyncGenerator<ItemOf<P>>;
};

/**
 * The API by its paths, typed by the very schemas that it parses with: retries what may be retried, pages by itself,
 * tells every refusal as a VouchError. The package adds the calls by their names (named-calls.ts).
 */
export function createVouch(options: VouchOptions): Vouch {
  const send = createTransport(options);
  const verb = (method: Method) => (path: string, given?: Given) => send(method, path, given);
  return {
    get: verb('get'),
    post: verb('post'),
    put: verb('put'),
    patch: verb('patch'),
    delete: verb('delete'),
    each: (path: string, given?: Given) => everyPage(send, path, given),
  } as unknown as Vouch;
}
