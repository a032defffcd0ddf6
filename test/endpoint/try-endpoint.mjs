import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * `npm run try:endpoint [-- TEST…]`: holds the stores, the counting and the whole product against a second
 * implementation of DynamoDB, Amazon's own DynamoDB Local, which keeps regions apart and is stricter than the embedded
 * engine. It needs Java; the engine comes inside an npm package, put into the user's cache when it is first asked for
 * (its licence allows testing and no passing on: nothing of it is kept here).
 */
const PACKAGE = ['amplify-dynamodb-simulator', '2.9.30'];
const TESTS = [
  'test/endpoint',
  'test/data',
  'test/functions/recount',
  'test/functions/seal',
  'test/functions/facts',
];
const HEAP = '-Xmx1g';
/** One file after the other, and each test as long as it takes: a JVM that shares two cores is five times as slow as the embedded engine. */
const HOW = ['--maxWorkers=1', `--testTimeout=${600_000}`];
/** As long as it lives it may still come up: a JVM on a busy machine takes minutes. */
const PATIENCE_MS = 600_000;

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'vouch-endpoint');
const emulator = join(cache, 'node_modules', PACKAGE[0], 'emulator');
if (!existsSync(join(emulator, 'DynamoDBLocal.jar'))) {
  const how = ['install', '--prefix', cache, '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', [...how, PACKAGE.join('@')], { stdio: 'inherit' });
}
const port = await freePort();
const jar = [HEAP, '-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
const engine = spawn('java', [...jar, '-inMemory', '-disableTelemetry', '-port', String(port)], {
  cwd: emulator,
  stdio: ['ignore', 'ignore', 'inherit'],
});
engine.on('error', () => {
  console.error('try:endpoint: there is no `java`; Debian has it in default-jre-headless');
  process.exit(2);
});
const endpoint = `http://127.0.0.1:${port}`;
try {
  await answering(endpoint);
  const named = process.argv.slice(2);
  execFileSync('npx', ['vitest', 'run', ...HOW, ...(named.length > 0 ? named : TESTS)], {
    stdio: 'inherit',
    env: {
      ...process.env,
      VOUCH_ENGINE: 'endpoint',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'vouch',
      AWS_SECRET_ACCESS_KEY: 'vouch',
    },
  });
} finally {
  engine.kill();
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}

async function answering(url) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(300)) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return;
    if (engine.exitCode !== null) throw new Error(`DynamoDB Local ended with ${engine.exitCode}`);
  }
  throw new Error('DynamoDB Local does not answer');
}
