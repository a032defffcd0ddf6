import { bundleAsFunction } from '../../infra/build/bundle.ts';

const ANSWER = "{ statusCode: 302, headers: { location: '?vclid=' } }";

/** What writes to DynamoDB cost a fresh process, made by nothing but a signer and by the SDK, so that the redirect's five calls can be weighed. */
const SOURCES = {
  'one put, aws4': `
    import aws4 from 'aws4';
    import http from 'node:http';
    const agent = new http.Agent({ keepAlive: true });
    const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB);
    const headers = { 'X-Amz-Target': 'DynamoDB_20120810.PutItem', 'Content-Type': 'application/x-amz-json-1.0' };
    const body = JSON.stringify({ TableName: 'clicks', Item: { pk: { S: 'a' } } });
    export const handler = () => new Promise((resolve, reject) => {
      const signed = aws4.sign({ service: 'dynamodb', region: 'us-east-1', method: 'POST', path: '/', hostname, port, body, headers });
      const request = http.request({ ...signed, agent }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => { JSON.parse(Buffer.concat(chunks)); resolve(${ANSWER}); });
      });
      request.on('error', reject);
      request.end(body);
    });`,
  'five puts, aws4': `
    import aws4 from 'aws4';
    import http from 'node:http';
    const agent = new http.Agent({ keepAlive: true });
    const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB);
    const put = () => new Promise((resolve, reject) => {
      const headers = { 'X-Amz-Target': 'DynamoDB_20120810.PutItem', 'Content-Type': 'application/x-amz-json-1.0' };
      const body = JSON.stringify({ TableName: 'clicks', Item: { pk: { S: 'a' } } });
      const signed = aws4.sign({ service: 'dynamodb', region: 'us-east-1', method: 'POST', path: '/', hostname, port, body, headers });
      const request = http.request({ ...signed, agent }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks))));
      });
      request.on('error', reject);
      request.end(body);
    });
    export const handler = async () => {
      for (let call = 0; call < 5; call++) await put();
      return ${ANSWER};
    };`,
  'one put, SDK': `
    import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
    const client = new DynamoDBClient({});
    export const handler = async () => {
      await client.send(new PutItemCommand({ TableName: 'clicks', Item: { pk: { S: 'a' } } }));
      return ${ANSWER};
    };`,
};

/** Bundled as the functions are. */
export const yardsticks = (): { name: string; file: string }[] =>
  Object.entries(SOURCES).map(([name, source], index) => ({
    name,
    file: bundleAsFunction({ source }, `yardstick-${index}`),
  }));
