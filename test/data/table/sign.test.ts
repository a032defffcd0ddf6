import aws4 from 'aws4';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSigner } from '../../../shared/data/table/sign.ts';

const AT = Date.parse('2015-08-30T12:36:00Z');

it('signs as AWS’s published test suite does (post-vanilla)', () => {
  const sign = createSigner('service', 'us-east-1');
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  };
  expect(sign({ host: 'example.amazonaws.com', headers: {}, body: '' }, credentials, AT).authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
      'SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  );
});

it('signs any body, key, token and day as the aws4 library does', () => {
  const signers = {
    dynamodb: createSigner('dynamodb', 'eu-central-1'),
    sqs: createSigner('sqs', 'us-west-2'),
  };
  const word = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'aZ09/+=') });
  fc.assert(
    fc.property(
      fc.constantFrom('dynamodb' as const, 'sqs' as const),
      fc.string({ unit: 'grapheme' }),
      word,
      word,
      fc.option(word, { nil: undefined }),
      fc.integer({ min: 0, max: 4e12 }),
      (service, body, accessKeyId, secretAccessKey, sessionToken, at) => {
        const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
        const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'X.PutItem' };
        const host = 'service.example';
        const ours = signers[service]({ host, headers, body }, credentials, at);
        const region = service === 'sqs' ? 'us-west-2' : 'eu-central-1';
        const theirs = aws4.sign(
          {
            service,
            region,
            host,
            method: 'POST',
            path: '/',
            body,
            headers: { Host: host, ...headers, 'X-Amz-Date': ours['x-amz-date'], 'Content-Length': '0' },
            extraHeadersToIgnore: { 'content-length': true },
          } as never,
          credentials,
        );
        expect(ours.authorization).toBe(theirs.headers?.Authorization);
      },
    ),
    { numRuns: 200 },
  );
});
