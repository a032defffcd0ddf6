import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundledOnce } from '../../infra/build/bundle.ts';
import { cpuUsedMs } from './cpu-used.ts';

/** A bundled function, running in a process of its own as it would on AWS. */
export type RunningLambda = {
  invoke: (event: unknown) => Promise<unknown>;
  /** From its next event on its clock is so much ahead of ours, ms. */
  moveClock: (aheadMs: number) => void;
  /** Everything that it wrote to its log. */
  log: () => string;
  /** How long the runtime took to load the bundle, ms. Known after the first invocation. */
  loadMs: () => number;
  /** CPU that its process has used so far, ms, and the most memory that it ever held, MB. */
  spent: () => { cpuMs: number; peakMb: number };
  stop: () => void;
};

type Invocation = {
  id: string;
  event: unknown;
  resolve: (answer: unknown) => void;
  reject: (reason: Error) => void;
};

/** Bundles functions/<name>/handler.ts and starts it behind a Runtime API of our own. */
export async function startLambda(
  name: string,
  environment: Record<string, string>,
  timeoutMs = 60_000,
): Promise<RunningLambda> {
  const dir = bundledOnce(name);
  const waiting: Invocation[] = [];
  const underway = new Map<string, Invocation>();
  let idle: ServerResponse | undefined;
  let loadMs = Number.NaN;
  let log = '';
  let aheadMs: number | undefined;

  const server = await listening(async (request, response) => {
    const [, , , kind, id = '', outcome] = (request.url ?? '').split('/');
    if (kind === 'invocation' && id === 'next') {
      loadMs = Number(request.headers['x-test-load-ms']);
      idle = response;
      handOver();
      return;
    }
    const body = JSON.parse(await textOf(request));
    response.writeHead(202).end();
    if (kind === 'init') return failAll(`${name} did not start: ${body.errorMessage}`);
    const invocation = underway.get(id);
    underway.delete(id);
    if (outcome === 'response') invocation?.resolve(body);
    else invocation?.reject(new Error(body.errorMessage));
  });

  const child = spawnLoop(name, dir, (server.address() as AddressInfo).port, environment);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk));
  child.on('exit', (code) => failAll(`${name} ended with code ${code}:\n${log}`));

  function handOver(): void {
    const invocation = idle && waiting.shift();
    if (!idle || !invocation) return;
    underway.set(invocation.id, invocation);
    idle.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      'x-test-timeout-ms': String(timeoutMs),
      ...(aheadMs !== undefined && { 'x-test-clock-offset-ms': String(aheadMs) }),
    });
    idle.end(JSON.stringify(invocation.event));
    idle = undefined;
  }

  function failAll(reason: string): void {
    for (const { reject } of [...waiting.splice(0), ...underway.values()]) reject(new Error(reason));
    underway.clear();
  }

  return {
    invoke: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ id: randomUUID(), event, resolve, reject });
        handOver();
      }),
    moveClock(ms) {
      aheadMs = ms;
    },
    log: () => log,
    loadMs: () => loadMs,
    spent: () => spentBy(child.pid),
    stop() {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
    },
  };
}

/** proc(5): VmHWM in kB. */
function spentBy(pid: number | undefined): { cpuMs: number; peakMb: number } {
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuMs: cpuUsedMs(pid), peakMb: Number(peak) / 1_024 };
}

function spawnLoop(
  name: string,
  dir: string,
  port: number,
  environment: Record<string, string>,
): ChildProcess {
  return spawn(process.execPath, [new URL('./lambda-loop.mjs', import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      LAMBDA_TASK_ROOT: dir,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: 'Vouch/test',
      // A follower waits 200 ms at most for a table (functions/redirect); others wait for seconds.
      ...(name === 'redirect' && { TEST_PATIENCE: '30' }),
      ...environment,
    },
  });
}

function listening(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Server> {
  const server = createServer((request, response) => void handle(request, response));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
