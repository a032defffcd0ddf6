import type { IncomingMessage } from 'node:http';
import { type Credentials, createSigner, type Sign } from './sign.ts';

/**
 * A JSON call to an AWS service in the few lines that the redirect needs. The SDK costs 50 ms of CPU before its
 * first answer, a signed request 15; so the redirect speaks the wire protocol itself, as the threads of one
 * machine do (infra/local/clients.ts), and every function where it reads a secret; for tables the other functions use the
 * SDK. Same engine, same items.
 */
export type WireOptions = {
  service: 'dynamodb' | 'sqs' | 'ssm';
  region: string;
  /** `http://127.0.0.1:4567` on one machine; absent: the service's regional endpoint. */
  endpoint?: string;
  /** A Unix socket that is asked instead of the endpoint's host and port. */
  socketPath?: string;
  /** Of the partition: amazonaws.com, in China amazonaws.com.cn; the stack tells it. */
  dnsSuffix?: string;
  /** Read for every call: Lambda rotates them in the environment. */
  credentials: () => Credentials;
  /** A call that hears nothing for so long is given up, so that nobody waits for ever. */
  silenceMs?: number;
  /** Instead of AWS's signature: for an engine that looks at none. */
  sign?: Sign;
};

/** `call('PutItem', {...})`; rejects with WireError on anything but 200, and when `signal` aborts. */
export type Wire = (operation: string, body: object, signal?: AbortSignal) => Promise<unknown>;

/** A refusal or a failure, with the service's own word for it ("ThrottlingException"). */
export class WireError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number) {
    super(`${code} (${status})`);
    this.name = 'WireError';
    this.code = code;
    this.status = status;
  }
}

const TARGETS = { dynamodb: 'DynamoDB_20120810', sqs: 'AmazonSQS', ssm: 'AmazonSSM' } as const;
const CONTENT_TYPES = {
  dynamodb: 'application/x-amz-json-1.0',
  sqs: 'application/x-amz-json-1.0',
  ssm: 'application/x-amz-json-1.1',
} as const;

/** Not imported: an import reads every name of the module, and with one of them all of undici, a third of a cold start. */
const transportOf = (protocol: string) =>
  protocol === 'http:' ? process.getBuiltinModule('node:http') : process.getBuiltinModule('node:https');

export function createWire(options: WireOptions): Wire {
  const { service, region, socketPath, dnsSuffix = 'amazonaws.com', silenceMs = 10_000 } = options;
  const url = new URL(options.endpoint ?? `https://${service}.${region}.${dnsSuffix}`);
  const transport = transportOf(url.protocol);
  const agent = new transport.Agent({
    keepAlive: true,
    maxSockets: 64,
    ...(socketPath ? { socketPath } : {}),
  });
  const sign = options.sign ?? createSigner(service, region);

  return function call(operation, body, signal) {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': CONTENT_TYPES[service],
      'x-amz-target': `${TARGETS[service]}.${operation}`,
    };
    const signed = sign({ host: url.host, headers, body: text }, options.credentials(), Date.now());
    return new Promise((resolve, reject) => {
      const outgoing = transport.request(
        {
          hostname: url.hostname,
          port: url.port,
          method: 'POST',
          path: '/',
          agent,
          headers: { ...signed, 'content-length': Buffer.byteLength(text) },
          timeout: silenceMs,
          ...(signal ? { signal } : {}),
        },
        (answer) => readAnswer(answer, resolve, reject),
      );
      outgoing.on('error', reject);
      outgoing.on('timeout', () => outgoing.destroy(new WireError('NoAnswer', 0)));
      outgoing.end(text);
    });
  };
}

function readAnswer(
  answer: IncomingMessage,
  resolve: (answered: unknown) => void,
  reject: (reason: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('error', reject);
  answer.on('end', () => {
    const answered = Buffer.concat(chunks).toString();
    try {
      if (answer.statusCode === 200) resolve(answered ? JSON.parse(answered) : {});
      else reject(new WireError(errorCode(answered), answer.statusCode ?? 0));
    } catch {
      reject(new WireError('UnreadableAnswer', 200));
    }
  });
}

/** `com.amazonaws.dynamodb.v20120810#ThrottlingException` → `ThrottlingException`. */
export function errorCode(body: string): string {
  try {
    const type: unknown = JSON.parse(body).__type;
    return typeof type === 'string' ? (type.split('#').pop() ?? type) : 'UnknownError';
  } catch {
    return 'UnreadableAnswer';
  }
}
