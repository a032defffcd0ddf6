import { expect, it } from 'vitest';
import { isAwsHost } from '../../../functions/redirect/aws-host.ts';

it.each([
  ['abc123.execute-api.us-east-1.amazonaws.com', true],
  ['abc123.execute-api.cn-north-1.amazonaws.com.cn', true],
  ['abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws', true],
  ['go.ada-socks.com', false],
  ['go.ada-socks.com.cn', false],
  ['go.amazonaws.com.ada-socks.com', false],
  ['notamazonaws.com', false],
])('%s is AWS’s own name for a door: %s', (name, own) => {
  expect(isAwsHost(name)).toBe(own);
});
