/**
 * What the managed Node runtime does, in a few lines: load the handler, ask for an event, answer, ask again. Started
 * by lambda-runtime.ts in a process of its own, with the environment that Lambda would give and nothing else.
 */
const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT } = process.env;
const { TEST_CLOCK_OFFSET_MS = '0', TEST_CLOCK_PACE = '1', TEST_PATIENCE = '1' } = process.env;
const api = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const pace = Number(TEST_CLOCK_PACE);
let clockIsAheadMs = 0;
let clockIsOurs = false;
setClock(Number(TEST_CLOCK_OFFSET_MS));
waitLonger(Number(TEST_PATIENCE));

const begun = performance.now();
const { handler } = await import(`file://${LAMBDA_TASK_ROOT}/index.mjs`).catch(failToStart);
const loadMs = performance.now() - begun;
// docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html: from Node 24 on a handler that asks for a callback is refused.
if (handler.length > 2) await failToStart(new Error(`the handler asks for ${handler.length} arguments`));

for (;;) {
  const next = await fetch(`${api}/invocation/next`, { headers: { 'x-test-load-ms': String(loadMs) } });
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const deadline = performance.now() + Number(next.headers.get('x-test-timeout-ms'));
  const event = await next.json();
  setClock(Number(next.headers.get('x-test-clock-offset-ms') ?? clockIsAheadMs));
  try {
    await tell(`invocation/${id}/response`, (await handler(event, contextOf(id, deadline))) ?? null);
  } catch (error) {
    await tell(`invocation/${id}/error`, {
      errorType: error?.name,
      errorMessage: error?.stack ?? String(error),
    });
  }
}

async function failToStart(error) {
  await tell('init/error', { errorType: error?.name, errorMessage: error?.stack ?? String(error) });
  process.exit(1);
}

function tell(path, body) {
  return fetch(`${api}/${path}`, { method: 'POST', body: JSON.stringify(body) });
}

function contextOf(awsRequestId, deadline) {
  return {
    awsRequestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${process.env.AWS_LAMBDA_FUNCTION_NAME}`,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => deadline - performance.now(),
    callbackWaitsForEmptyEventLoop: true,
  };
}

/**
 * Lets a test visit next Monday: every clock of the process is moved, before the handler is loaded or between two events. With
 * a pace it goes slower than ours, so that a minute holds as much work as it does where the work takes less time.
 */
function setClock(offsetMs) {
  clockIsAheadMs = offsetMs;
  if (clockIsOurs || (offsetMs === 0 && pace === 1)) return;
  clockIsOurs = true;
  const RealDate = Date;
  const start = RealDate.now();
  const now = () => Math.round(start + (RealDate.now() - start) * pace) + clockIsAheadMs;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now() {
      return now();
    }
  };
}

/**
 * The machine of a test is shared, and an engine that answers in 2 ms elsewhere takes 300 here: each timer waits so many times
 * as long, so that a deadline says that something hangs, not that others are at work.
 */
function waitLonger(times) {
  if (times === 1) return;
  const realSetTimeout = globalThis.setTimeout;
  globalThis.setTimeout = (act, milliseconds, ...given) =>
    realSetTimeout(act, milliseconds * times, ...given);
}
