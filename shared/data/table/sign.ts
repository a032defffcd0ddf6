import { createHash, createHmac } from 'node:crypto';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** A POST to `/` of one host: all that AWS's JSON services take. Header names in lower case. */
export type Signable = { host: string; headers: Readonly<Record<string, string>>; body: string };

/** The headers to send, for a request at `at` (epoch ms). */
export type Sign = (request: Signable, credentials: Credentials, at: number) => Record<string, string>;

/**
 * Signs requests to one service of one region: AWS Signature Version 4, header form
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). Every given header is signed.
 * Answers the headers to send. Our own forty lines, because the redirect's cold start pays for each byte: the library
 * weighed 8 KB of 77; a test holds both against each other.
 */
export function createSigner(service: string, region: string): Sign {
  const signingKey = signingKeyMaker(service, region);

  /** `at`: epoch ms; AWS refuses what is more than five minutes off. */
  return function sign({ host, headers, body }, credentials, at) {
    const time = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const day = time.slice(0, 8);
    const token = credentials.sessionToken;
    const sent: Record<string, string> = {
      host,
      'x-amz-date': time,
      ...headers,
      ...(token ? { 'x-amz-security-token': token } : {}),
    };
    const names = Object.keys(sent).sort();
    const signedNames = names.join(';');
    const headerLines = names.map((name) => `${name}:${sent[name]}\n`).join('');
    const canonical = `POST\n/\n\n${headerLines}\n${signedNames}\n${sha256(body)}`;
    const scope = `${day}/${region}/${service}/aws4_request`;
    const signature = hmac(
      signingKey(credentials.secretAccessKey, day),
      `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`,
    ).toString('hex');
    sent.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`;
    return sent;
  };
}

/** The key serves for a day, so it is derived once. */
function signingKeyMaker(service: string, region: string) {
  let held: { secret: string; day: string; key: Buffer } | undefined;
  return function signingKey(secret: string, day: string): Buffer {
    if (held?.secret !== secret || held.day !== day) {
      const parts = [region, service, 'aws4_request'];
      held = { secret, day, key: parts.reduce(hmac, hmac(`AWS4${secret}`, day)) };
    }
    return held.key;
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
