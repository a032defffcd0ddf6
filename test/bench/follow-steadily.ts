import { Agent, get } from 'node:http';

const AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0.0.0.0 (iPhone15,2; iOS 18_1; en_GB)';

/**
 * Followers who come whether the server is busy or not: so many a second, spread evenly. Answers how long each waited
 * from the moment at which she came, ms, so that a queue before the server counts.
 */
export async function followSteadily(
  url: string,
  slugs: readonly string[],
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  const total = perSecond * seconds;
  const waits: Promise<number>[] = [];
  while (waits.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1_000) * perSecond) + 1);
    while (waits.length < due) {
      const n = waits.length;
      waits.push(tap(agent, `${url}/${slugs[n % slugs.length]}`, n, begun + (n * 1_000) / perSecond));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const waited = await Promise.all(waits);
  agent.destroy();
  return waited;
}

function tap(agent: Agent, url: string, n: number, cameAt: number): Promise<number> {
  const headers = {
    'user-agent': AGENT,
    'sec-fetch-site': 'cross-site',
    'x-forwarded-for': `10.7.${(n >> 8) & 255}.${n & 255}`,
  };
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 302) reject(new Error(`a follower got ${answer.statusCode}`));
      answer.resume();
      answer.once('end', () => resolve(performance.now() - cameAt));
    });
    request.once('error', reject);
  });
}

/** The smallest that `share` of them do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
