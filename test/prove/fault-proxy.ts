import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EngineAddress } from '../../infra/local/clients.ts';
import type { Random } from '../../shared/domain/statistics/seeded-random.ts';

export const FAULTS = [
  'throttle',
  '500 before commit',
  '500 after commit',
  'reset before commit',
  'reset after commit',
  'hang before commit',
  'hang after commit',
  'partial batch',
] as const;
export type Fault = (typeof FAULTS)[number];

export type FaultProxy = {
  endpoint: string;
  injected: Record<Fault, number>;
  /** Faults per request, 0–1; 0 heals, and lets go of whoever hangs. */
  setRate: (rate: number) => void;
  stop: () => Promise<void>;
};

const LONGEST_HANG_MS = 1_000;

type Exchange = { target: string; headers: http.IncomingHttpHeaders; body: Buffer };
type Reply = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

/**
 * Stands before any DynamoDB endpoint and fails as networks and services do. "After commit" means that the engine
 * has done it and the caller doesn't hear so. The dice are the caller's, so a run can be repeated.
 */
export async function startFaultProxy(
  target: Pick<EngineAddress, 'endpoint' | 'socketPath'>,
  random: Random,
  startRate: number,
  /** Told of each request that the engine has done, whatever its caller hears. */
  committed: (operation: string, body: string) => void = () => {},
  /**
   * After how many requests of others who hangs is cut off, so that not the machine's speed decides who waited too long.
   * Left out: the caller's own clock decides.
   */
  patience = Number.POSITIVE_INFINITY,
): Promise<FaultProxy> {
  const agent = new http.Agent({
    keepAlive: true,
    maxSockets: 64,
    ...(target.socketPath ? { socketPath: target.socketPath } : {}),
  });
  const injected = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const hanging = new Map<http.ServerResponse, number>();
  let requests = 0;
  let rate = startRate;

  async function answer(exchange: Exchange, response: http.ServerResponse): Promise<void> {
    requests++;
    for (const [other, since] of hanging) if (requests - since > patience) other.destroy();
    const fault = chooseFault(exchange.target);
    if (fault) injected[fault]++;
    if (fault === 'throttle') return refuse(response, 400, 'ProvisionedThroughputExceededException');
    if (fault === '500 before commit') return refuse(response, 500, 'InternalServerError');
    if (fault === 'reset before commit') return void response.destroy();
    if (fault === 'hang before commit') return hang(response);
    const reply =
      fault === 'partial batch' ? await forwardPart(exchange) : await forward(exchange, exchange.body);
    if (fault === '500 after commit') return refuse(response, 500, 'InternalServerError');
    if (fault === 'reset after commit') return void response.destroy();
    if (fault === 'hang after commit') return hang(response);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  function hang(response: http.ServerResponse): void {
    hanging.set(response, requests);
    // Nobody may be left to be cut off by.
    if (Number.isFinite(patience)) setTimeout(() => response.destroy(), LONGEST_HANG_MS).unref();
  }

  function chooseFault(operation: string): Fault | undefined {
    if (random() >= rate) return undefined;
    const canBePartial = operation.endsWith('.BatchWriteItem');
    const choices = canBePartial ? FAULTS : FAULTS.slice(0, -1);
    // A hang costs the caller its whole patience: rarer than the rest, so that a run comes to an end.
    const drawn = choices[Math.floor(random() * choices.length)];
    return drawn?.startsWith('hang') && random() < 0.9 ? 'throttle' : drawn;
  }

  function forward(exchange: Exchange, body: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const headers = { ...exchange.headers, 'content-length': String(body.length) };
      const outgoing = http.request(target.endpoint, { method: 'POST', agent, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          if (incoming.statusCode === 200) committed(exchange.target.split('.')[1] ?? '', body.toString());
          resolve({
            status: incoming.statusCode ?? 500,
            headers: incoming.headers,
            body: Buffer.concat(chunks),
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** Half of the batch is done, the other half comes back as unprocessed. */
  async function forwardPart(exchange: Exchange): Promise<Reply> {
    const { RequestItems } = JSON.parse(exchange.body.toString()) as {
      RequestItems: Record<string, unknown[]>;
    };
    const done: Record<string, unknown[]> = {};
    const left: Record<string, unknown[]> = {};
    for (const [table, requests] of Object.entries(RequestItems)) {
      for (const request of requests) {
        const side = random() < 0.5 ? done : left;
        side[table] = [...(side[table] ?? []), request];
      }
    }
    if (Object.keys(done).length > 0) {
      const reply = await forward(exchange, Buffer.from(JSON.stringify({ RequestItems: done })));
      if (reply.status !== 200) return reply;
    }
    const body = Buffer.from(JSON.stringify({ UnprocessedItems: left }));
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
  }

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const exchange = {
        target: String(request.headers['x-amz-target']),
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      answer(exchange, response).catch(() => response.destroy());
    });
    response.on('close', () => hanging.delete(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    injected,
    setRate(next) {
      rate = next;
      if (next === 0) for (const response of hanging.keys()) response.destroy();
    },
    stop: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: http.ServerResponse, status: number, code: string): void {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: 'injected' });
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}
