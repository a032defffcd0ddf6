import { type GoBetween, startGoBetween } from '../../support/go-between.ts';

/** Stands before the engine, counts requests by operation, and answers for raw partitions that nobody stored. */
export type ScaleFront = GoBetween & {
  /** Requests since the last call, by operation. */
  counted: () => Record<string, number>;
};

/** `pages`: the answers to a query of a raw partition of `linkId`, page after page, as DynamoDB would give them. */
export async function startScaleFront(
  upstream: string,
  linkId: string,
  pages: readonly Buffer[],
): Promise<ScaleFront> {
  let counts: Record<string, number> = {};
  const front = await startGoBetween(upstream, ({ headers }, body) => {
    const operation = String(headers['x-amz-target'] ?? '').split('.')[1] ?? 'none';
    counts[operation] = (counts[operation] ?? 0) + 1;
    return operation === 'Query' && body.includes(`CLK#${linkId}#`) ? pageFor(body, pages) : undefined;
  });
  return {
    ...front,
    counted() {
      const told = counts;
      counts = {};
      return told;
    },
  };
}

function pageFor(body: Buffer, pages: readonly Buffer[]): string | Buffer {
  const from = /"ExclusiveStartKey":\{[^}]*\},"sk":\{"S":"page (\d+)"/.exec(body.toString())?.[1];
  return pages[from === undefined ? 0 : Number(from)] ?? '{"Items":[],"Count":0}';
}
