import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { makeLinks, startProduct, waitForHits } from '../bench/product.ts';

const { VOUCH_ENGINE, AWS_ENDPOINT_URL_DYNAMODB: endpoint = '', AWS_REGION = '' } = process.env;

/** `npm run try:endpoint` sets the environment; without it there is no second engine to speak to. */
it.skipIf(VOUCH_ENGINE !== 'endpoint')('runs whole on an engine that keeps regions apart', async () => {
  const tablesIn = async (region: string) => {
    const client = new DynamoDBClient({ endpoint, region });
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    client.destroy();
    return TableNames.filter((name) => name.startsWith('apart-')).sort();
  };
  const ours = {
    VOUCH_ENGINE: 'endpoint',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    VOUCH_TABLE_PREFIX: 'apart-',
  };
  const product = await startProduct(undefined, ours);
  try {
    const [slug = ''] = await makeLinks(product, 1);
    const taps = Array.from({ length: 20 }, () => fetch(`${product.url}/${slug}`, { redirect: 'manual' }));
    expect((await Promise.all(taps)).map(({ status }) => status)).toEqual(taps.map(() => 302));
    expect((await waitForHits(product, 20, 90)).shown).toBe(20);
    await product.kill('SIGTERM');
    const again = await startProduct(product.folder, ours);
    expect((await waitForHits(again, 20, 90)).shown).toBe(20);
    await again.kill('SIGTERM');
  } finally {
    product.remove();
  }
  expect(await tablesIn(AWS_REGION)).toHaveLength(4);
  expect(await tablesIn(AWS_REGION === 'sa-east-1' ? 'us-east-1' : 'sa-east-1')).toEqual([]);
});
