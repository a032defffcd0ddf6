import * as http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createWire } from '../../../shared/data/table/wire.ts';
import { wireFromEnvironment } from '../../../shared/data/table/wire-from-environment.ts';

let server: http.Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function wireTo(answer: http.RequestListener) {
  server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
  return createWire({ service: 'dynamodb', region: 'local', endpoint, credentials, silenceMs: 100 });
}

it('sends a signed call and gives back the answer', async () => {
  const wire = await wireTo((request, response) => {
    const { authorization, 'x-amz-target': target } = request.headers;
    response.end(JSON.stringify({ target, isSigned: authorization?.startsWith('AWS4-HMAC-SHA256') }));
  });
  expect(await wire('GetItem', {})).toEqual({ target: 'DynamoDB_20120810.GetItem', isSigned: true });
});

it.each([
  [{ AWS_REGION: 'eu-west-1' }, 'ssm.eu-west-1.amazonaws.com'],
  [{ AWS_REGION: 'cn-north-1', DNS_SUFFIX: 'amazonaws.com.cn' }, 'ssm.cn-north-1.amazonaws.com.cn'],
])('with %j asks %s', async (environment, host) => {
  server = http.createServer();
  const asked: unknown[] = [];
  const spy = vi.spyOn(https, 'request').mockImplementation((options) => {
    asked.push((options as https.RequestOptions).hostname);
    throw new Error('nobody is asked here');
  });
  await expect(wireFromEnvironment('ssm', environment)('GetParameter', {})).rejects.toThrow('nobody');
  expect(asked).toEqual([host]);
  spy.mockRestore();
});

it('rejects with the service’s own word', async () => {
  const wire = await wireTo((_request, response) => {
    response
      .writeHead(400)
      .end(JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' }));
  });
  await expect(wire('PutItem', {})).rejects.toMatchObject({ code: 'ThrottlingException', status: 400 });
});

it.each(['half a {', '<html>'])('rejects, and does not crash, when a 200 holds %j', async (body) => {
  const wire = await wireTo((_request, response) => response.end(body));
  await expect(wire('PutItem', {})).rejects.toMatchObject({ code: 'UnreadableAnswer' });
});

it('rejects when the connection breaks half-way through the answer', async () => {
  const wire = await wireTo((_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{');
    setTimeout(() => response.destroy(), 10);
  });
  await expect(wire('PutItem', {})).rejects.toThrow();
});

it('gives up on a service that says nothing, and lets go of the socket', async () => {
  const wire = await wireTo(() => {});
  const calls = Array.from({ length: 130 }, () => wire('PutItem', {}));
  for (const outcome of await Promise.allSettled(calls)) expect(outcome.status).toBe('rejected');
});

it('stops when nobody waits any longer', async () => {
  const wire = await wireTo(() => {});
  await expect(wire('PutItem', {}, AbortSignal.timeout(20))).rejects.toThrow(/abort/i);
});
