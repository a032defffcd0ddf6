import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before the engine, counts requests by operation, and answers for raw partitions that nobody stored. */
export type ScaleFront = {
  endpoint: string;
  /** Requests since the last call, by operation. */
  counted: () => Record<string, number>;
  stop: () => void;
};

/** `pages`: the answers to a query of a raw partition of `linkId`, page after page, as DynamoDB would give them. */
export async function startScaleFront(
  upstream: string,
  linkId: string,
  pages: readonly string[],
): Promise<ScaleFront> {
  const { hostname, port } = new URL(upstream);
  let counts: Record<string, number> = {};
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? 'none';
    counts[operation] = (counts[operation] ?? 0) + 1;
    if (operation === 'Query' && body.includes(`CLK#${linkId}#`)) return answerPage(response, body, pages);
    const onward = send(
      { hostname, port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counted() {
      const told = counts;
      counts = {};
      return told;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answerPage(response: ServerResponse, body: Buffer, pages: readonly string[]): void {
  const from = /"ExclusiveStartKey":\{[^}]*\},"sk":\{"S":"page (\d+)"/.exec(body.toString())?.[1];
  const page = pages[from === undefined ? 0 : Number(from)] ?? '{"Items":[],"Count":0}';
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(page);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
