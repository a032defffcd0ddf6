import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * The four services that have no engine on one machine, as far as our functions speak with them: parameters are
 * given, messages and mails are recorded, objects are kept. Everything else answers 400.
 */
export type AwsStandIn = {
  /** Variables that point the SDK and the wire here. */
  environment: Record<string, string>;
  /** URL of a queue; the SDK calls a queue at its own URL. */
  queueUrl: (name: string) => string;
  /** Bodies sent to each queue URL, oldest first. */
  messages: Map<string, string[]>;
  objects: Map<string, Buffer>;
  /** Asked of each request for an object; where it says so, S3 answers 500. */
  breakObjects: (isBroken: (method: string, name: string) => boolean) => void;
  /** Raw MIME of every mail that SES was handed. */
  mails: { raw: Buffer; tags: Record<string, string>; configurationSet: string }[];
  /**
   * While set, SES answers as it does where a sender or, in its sandbox, a recipient is not verified:
   * docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html (MessageRejected, HTTP 400).
   */
  rejectMails: (rejected: boolean) => void;
  /** While set, SQS answers 500. */
  breakQueues: (broken: boolean) => void;
  /**
   * While set, SSM answers as it does above forty calls a second:
   * docs.aws.amazon.com/general/latest/gr/ssm.html (GetParameter throughput), HTTP 400 ThrottlingException.
   */
  throttleParameters: (throttled: boolean) => void;
  /** Turns a secret, as `aws ssm put-parameter --overwrite` does. */
  putParameter: (name: string, value: string) => void;
  stop: () => void;
};

export async function startAwsStandIn(parameters: Record<string, string>): Promise<AwsStandIn> {
  const messages: AwsStandIn['messages'] = new Map();
  const objects: AwsStandIn['objects'] = new Map();
  const uploads = uploadsInto(objects);
  const mails: AwsStandIn['mails'] = [];
  let queuesBroken = false;
  let mailsRejected = false;
  let isBroken = (_method: string, _name: string) => false;
  let parametersThrottled = false;

  const server = await listening(async (request, response) => {
    const body = await buffer(request);
    const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
    if (target === 'GetParameter') {
      if (parametersThrottled) return json(response, { __type: 'ThrottlingException' }, 400);
      const { Name } = JSON.parse(body.toString());
      if (!(Name in parameters)) return json(response, { __type: 'ParameterNotFound' }, 400);
      return json(response, { Parameter: { Name, Type: 'SecureString', Value: parameters[Name] } });
    }
    if (target === 'PutParameter') return putParameter(response, JSON.parse(body.toString()));
    if (target === 'SendMessage') return sendMessage(response, JSON.parse(body.toString()));
    if (target === 'SendMessageBatch') return sendMessages(response, JSON.parse(body.toString()));
    if (request.url?.startsWith('/v2/email/outbound-emails'))
      return sendEmail(response, JSON.parse(body.toString()));
    if (!target) return void s3(request, response, body);
    json(response, { __type: `UnknownOperation ${target}` }, 400);
  });

  /** docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: without Overwrite never over another. */
  function putParameter(
    response: ServerResponse,
    { Name, Value, Overwrite }: { Name: string; Value: string; Overwrite?: boolean },
  ): void {
    const isKept = Name in parameters && !Overwrite;
    if (!isKept) parameters[Name] = Value;
    const answer = isKept ? { __type: 'ParameterAlreadyExists' } : { Version: 1, Tier: 'Standard' };
    json(response, answer, isKept ? 400 : 200);
  }

  function sendMessage(response: ServerResponse, { QueueUrl, MessageBody }: Record<string, string>): void {
    if (queuesBroken) {
      json(response, { __type: 'InternalFailure' }, 500);
      return;
    }
    messages.set(QueueUrl ?? '', [...(messages.get(QueueUrl ?? '') ?? []), MessageBody ?? '']);
    json(response, {
      MessageId: String(messages.size),
      MD5OfMessageBody: createHash('md5')
        .update(MessageBody ?? '')
        .digest('hex'),
    });
  }

  function sendMessages(response: ServerResponse, { QueueUrl, Entries }: SentBatch): void {
    if (queuesBroken) {
      json(response, { __type: 'InternalFailure' }, 500);
      return;
    }
    const bodies = Entries.map(({ MessageBody }) => MessageBody);
    messages.set(QueueUrl, [...(messages.get(QueueUrl) ?? []), ...bodies]);
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    json(response, { Successful, Failed: [] });
  }

  function sendEmail(response: ServerResponse, mail: SentEmail): void {
    if (mailsRejected) {
      response.setHeader('x-amzn-errortype', 'MessageRejected');
      json(response, { message: 'Email address is not verified.' }, 400);
      return;
    }
    mails.push({
      raw: Buffer.from(mail.Content.Raw.Data, 'base64'),
      tags: Object.fromEntries((mail.EmailTags ?? []).map(({ Name, Value }) => [Name, Value])),
      configurationSet: mail.ConfigurationSetName ?? '',
    });
    json(response, { MessageId: `ses-${mails.length}` });
  }

  const s3 = objectsOver(objects, uploads, (method, name) => isBroken(method, name));

  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: Object.fromEntries(
      ['SSM', 'SQS', 'S3', 'SESV2'].map((name) => [`AWS_ENDPOINT_URL_${name}`, endpoint]),
    ),
    queueUrl: (name) => `${endpoint}/123456789012/${name}`,
    messages,
    objects,
    mails,
    breakObjects: (asked) => {
      isBroken = asked;
    },
    rejectMails: (rejected) => {
      mailsRejected = rejected;
    },
    breakQueues: (broken) => {
      queuesBroken = broken;
    },
    throttleParameters: (throttled) => {
      parametersThrottled = throttled;
    },
    putParameter: (name, value) => {
      parameters[name] = value;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type SentBatch = { QueueUrl: string; Entries: { Id: string; MessageBody: string }[] };
type SentEmail = {
  Content: { Raw: { Data: string } };
  EmailTags?: { Name: string; Value: string }[];
  ConfigurationSetName?: string;
};

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

function listening(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Server> {
  // Node hangs up after five idle seconds; on a busy machine a client asks at that moment, and sees its line cut.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => void handle(request, response));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const tagOf = (body: Buffer | undefined): string | undefined =>
  body && `"${createHash('md5').update(body).digest('hex')}"`;

/** docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html, for PutObject and CompleteMultipartUpload. */
function isRefused({ headers }: IncomingMessage, held: Buffer | undefined): boolean {
  const [match, noneMatch] = [headers['if-match'], headers['if-none-match']];
  return (noneMatch === '*' && held !== undefined) || (match !== undefined && match !== tagOf(held));
}

function refuse(response: ServerResponse): void {
  response.writeHead(412, { 'content-type': 'application/xml' });
  response.end('<?xml version="1.0" encoding="UTF-8"?><Error><Code>PreconditionFailed</Code></Error>');
}

/** Objects by `/bucket/key`. */
function objectsOver(
  objects: Map<string, Buffer>,
  uploads: ReturnType<typeof uploadsInto>,
  isBroken: (method: string, name: string) => boolean,
) {
  return (request: IncomingMessage, response: ServerResponse, body: Buffer): unknown => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
    const name = decodeURIComponent(pathname);
    if (isBroken(request.method ?? '', name)) return void response.writeHead(500).end();
    const object = objects.get(name);
    if (searchParams.has('uploads') || searchParams.has('uploadId')) {
      uploads(request, name, searchParams, body, response);
      return;
    }
    if (request.method === 'PUT') {
      if (isRefused(request, object)) return refuse(response);
      objects.set(name, body);
      return void response.writeHead(200, { etag: tagOf(body) ?? '' }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(name);
      return void response.writeHead(204).end();
    }
    if (searchParams.has('list-type')) return listed(objects, name, searchParams, response);
    if (object) return give(request, response, object);
    // docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; 403 instead for who may not list the bucket.
    response.writeHead(404, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Key>${name}</Key></Error>`,
    );
  };
}

function give(request: IncomingMessage, response: ServerResponse, object: Buffer): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const part = from === undefined ? object : object.subarray(Number(from), Number(to) + 1);
  const headers = { 'content-length': part.length, etag: tagOf(object) ?? '' };
  response.writeHead(from === undefined ? 200 : 206, headers).end(part);
}

/** By name, a few at a time, so that whoever reads one answer only misses something. */
function listed(
  objects: Map<string, Buffer>,
  bucket: string,
  asked: URLSearchParams,
  response: ServerResponse,
): void {
  const A_PAGE = 3;
  const inside = `${bucket.replace(/\/$/, '')}/`;
  const keys = [...objects.keys()]
    .flatMap((name) => (name.startsWith(inside) ? [name.slice(inside.length)] : []))
    .filter((key) => key.startsWith(asked.get('prefix') ?? ''))
    .filter((key) => key > (asked.get('continuation-token') ?? ''))
    .sort();
  const page = keys.slice(0, A_PAGE);
  const contents = page.map(
    (key) => `<Contents><Key>${key}</Key><Size>${objects.get(inside + key)?.length}</Size></Contents>`,
  );
  const next = keys.length > A_PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`,
  );
}

/**
 * Objects that come in parts. Nothing of one is seen before it is complete, and every part but the last has 5 MB:
 * docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html, …/qfacts.html (EntityTooSmall).
 */
function uploadsInto(objects: Map<string, Buffer>) {
  const open = new Map<string, Buffer[]>();
  const LEAST_PART_BYTES = 5 * 1_024 * 1_024;
  return (
    request: IncomingMessage,
    name: string,
    asked: URLSearchParams,
    body: Buffer,
    response: ServerResponse,
  ) => {
    const xml = (status: number, text: string) =>
      response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
    const id = asked.get('uploadId') ?? `upload-${open.size}`;
    const parts = open.get(id) ?? [];
    open.set(id, parts);
    if (asked.has('uploads'))
      return void xml(
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    if (request.method === 'PUT') {
      const nth = Number(asked.get('partNumber'));
      parts[nth - 1] = body;
      return void response.writeHead(200, { etag: `"${nth}"` }).end();
    }
    if (parts.slice(0, -1).some(({ length }) => length < LEAST_PART_BYTES))
      return void xml(400, '<Error><Code>EntityTooSmall</Code></Error>');
    if (isRefused(request, objects.get(name))) return refuse(response);
    objects.set(name, Buffer.concat(parts));
    return void xml(200, '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
  };
}
