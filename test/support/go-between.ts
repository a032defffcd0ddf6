import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type GoBetween = { endpoint: string; stop: () => void };
/** With 200, or as a refusal with its own status. */
export type OwnAnswer = string | Buffer | { status: number; body: string };

/**
 * Stands before an engine or a stand-in and hands every request on as it came, but those that `heard` answers itself:
 * with the body that it gives, as DynamoDB sends one.
 */
export async function startGoBetween(
  upstream: string,
  heard: (request: IncomingMessage, body: Buffer) => OwnAnswer | undefined,
): Promise<GoBetween> {
  const { hostname, port } = new URL(upstream);
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const body = await buffer(request);
    const answer = heard(request, body);
    if (answer !== undefined) {
      const { status, body: said } =
        typeof answer === 'string' || Buffer.isBuffer(answer) ? { status: 200, body: answer } : answer;
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(said);
      return;
    }
    const onward = send(
      { hostname, port, method: request.method, path: request.url, headers: request.headers },
      (answered) => {
        response.writeHead(answered.statusCode ?? 500, answered.headers);
        answered.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
