import { connect, type Socket } from 'node:net';

export type FollowerLoad = {
  /** Click ids that were acknowledged, in the order of their answers. */
  acknowledged: string[];
  /** Requests that got no whole answer: the server died under them. */
  broken: number;
};

export type LoadPlan = {
  port: number;
  connections: number;
  requests: number;
  /** The n-th request's slug; the first of the whole run is 0. */
  slugOf: (n: number) => string;
  agentOf: (n: number) => string;
  /** Answers so far; called after each. */
  onAnswer?: (count: number) => void;
};

/**
 * Followers over plain sockets, one request at a time per connection: cheap enough to share two cores with what it
 * loads. Ends when all requests are answered or the server is gone.
 */
export async function followAll(plan: LoadPlan, into: FollowerLoad, from: number): Promise<number> {
  let next = from;
  const lane = () =>
    new Promise<void>((resolve) => {
      const socket = connect(plan.port, '127.0.0.1');
      let pending = '';
      let open = false;
      const ask = () => {
        if (next >= from + plan.requests) {
          socket.end();
          return;
        }
        open = true;
        socket.write(requestOf(plan, next++));
      };
      socket.setNoDelay(true);
      socket.on('connect', ask);
      socket.on('data', (chunk) => {
        pending += chunk.toString('latin1');
        if (!pending.includes('\r\n\r\n')) return;
        const id = /[?&]vclid=(clk_[\w-]+)/.exec(pending)?.[1];
        if (id) into.acknowledged.push(id);
        pending = '';
        open = false;
        plan.onAnswer?.(into.acknowledged.length);
        ask();
      });
      ends(socket, () => {
        if (open) into.broken++;
        resolve();
      });
    });
  await Promise.all(Array.from({ length: plan.connections }, lane));
  return next;
}

function requestOf({ slugOf, agentOf }: LoadPlan, n: number): string {
  return (
    `GET /${slugOf(n)} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: ${agentOf(n)}\r\nsec-fetch-site: cross-site\r\n` +
    `x-forwarded-for: 10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}\r\n\r\n`
  );
}

function ends(socket: Socket, done: () => void): void {
  socket.on('error', () => {});
  socket.on('close', done);
}
