import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { credentialsFault, isMissing } from '../../../infra/aws/credentials.ts';

const NAME = '/vouch/dev/click-keys';
let answer: { status: number; body: object };
let asked: string[];
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(String(request.headers['x-amz-target']));
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked = [];
});
afterAll(() => server.close());

const ssmWith = (credentials: () => Promise<{ accessKeyId: string; secretAccessKey: string }>): SSMClient =>
  new SSMClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    maxAttempts: 1,
  });
const signedIn = () => ssmWith(async () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }));
const refusing = (kind: string, message: string) => {
  answer = { status: 400, body: { __type: kind, message } };
};

it('says in one line what to do where there are no credentials, and asks AWS nothing', async () => {
  const nobody = ssmWith(() => Promise.reject(new Error('Could not load credentials from any providers')));
  expect(await credentialsFault(nobody, NAME)).toBe(
    'No AWS credentials: run `aws configure` or `aws sso login`, or set AWS_PROFILE, then try again. Nothing was changed.',
  );
  expect(asked).toEqual([]);
});

it.each([
  ['ExpiredTokenException', 'The security token included in the request is expired'],
  ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
  ['AccessDeniedException', 'User: me is not authorized to perform: ssm:GetParameter'],
])('says in one line what AWS said where it refuses them: %s', async (kind, message) => {
  refusing(kind, message);
  const said = await credentialsFault(signedIn(), NAME);
  expect(said).toContain(`(${kind}: ${message})`);
  expect(said).toMatch(/^[^\n]*Nothing was changed\.$/);
  expect(asked).toEqual(['AmazonSSM.GetParameter']);
  await expect(isMissing(signedIn(), NAME)).rejects.toThrow(message);
});

it('asks whether the region is switched on: AWS says of one that is not that the credentials are invalid', async () => {
  refusing('UnrecognizedClientException', 'The security token included in the request is invalid.');
  expect(await credentialsFault(signedIn(), NAME)).toContain('; is us-east-1 switched on for this account?');
  refusing('ExpiredTokenException', 'The security token included in the request is expired');
  expect(await credentialsFault(signedIn(), NAME)).not.toContain('switched on');
});

it('finds no fault where the secret is there, nor where it is yet to be made', async () => {
  answer = { status: 200, body: { Parameter: { Name: NAME, Value: 'sealed' } } };
  expect([await credentialsFault(signedIn(), NAME), await isMissing(signedIn(), NAME)]).toEqual([
    undefined,
    false,
  ]);
  refusing('ParameterNotFound', 'no such parameter');
  expect([await credentialsFault(signedIn(), NAME), await isMissing(signedIn(), NAME)]).toEqual([
    undefined,
    true,
  ]);
});
