import { readFileSync } from 'node:fs';
import type { Hit } from '../../../shared/domain/click/hit.ts';

export type Row = {
  ua?: string;
  referer?: string;
  domain?: string;
  label: string;
  sub?: string;
  section?: string;
};

/** Rows of a labelled set; see test/fixtures/labelled/README.md for their origins. */
export function rowsOf(name: string): Row[] {
  const file = new URL(`../../fixtures/labelled/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

export const agentsOf = (name: string): string[] => rowsOf(name).flatMap((row) => (row.ua ? [row.ua] : []));

export const SAFARI_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
export const CHROME_ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';
export const CHROME_DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
export const FIREFOX_DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0';
export const WEBVIEW_ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240905.003; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.58 Mobile Safari/537.36';
export const INSTAGRAM_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 354.0.0.29.90 (iPhone12,8; iOS 18_1; en_US; en; scale=2.00; 750x1334; 654111336; IABMV/1)';
export const WHATSAPP_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0.1 Mobile/15E148 Safari/604.1 [WAiOS/2.25.31]';

/** A hit of an iPhone's Safari on a link of an Instagram post, but for what the test is about. */
export function aHit(
  parts: { headers?: Hit['headers']; query?: string; method?: string; issued?: string } = {},
): Hit {
  return {
    method: parts.method ?? 'GET',
    headers: { 'user-agent': SAFARI_IPHONE, ...parts.headers },
    query: parts.query ?? '',
    platformIssued: parts.issued ?? 'instagram',
  };
}
