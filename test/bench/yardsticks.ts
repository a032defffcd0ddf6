import { bundleAsFunction } from '../../infra/build/bundle.ts';

const ANSWER = "{ statusCode: 302, headers: { location: '?vclid=' } }";

/** What one write to DynamoDB costs a fresh process, made in two ways, so that the redirect's five calls can be weighed. */
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
