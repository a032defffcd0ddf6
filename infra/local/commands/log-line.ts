import * as z from 'zod';

/** A request as a log tells it. */
export type LoggedRequest = {
  at: number;
  address: string;
  method: string;
  query: string;
  headers: Record<string, string>;
  country?: string;
};

export type LogFormat = 'combined' | 'ndjson';
export const LOG_FORMATS: readonly LogFormat[] = ['combined', 'ndjson'];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The combined format of Apache and nginx, field by field from the left; no pattern that a long line could make slow:
 * `address ident user [17/May/2015:10:05:03 +0000] "GET /path HTTP/1.1" status bytes "referer" "user agent"`.
 * `undefined` for a line that isn't one.
 */
export function readCombined(line: string): LoggedRequest | undefined {
  const address = line.slice(0, line.indexOf(' '));
  const open = line.indexOf('[');
  const close = line.indexOf(']', open);
  if (!address || open < 0 || close < 0) return undefined;
  const at = readTime(line.slice(open + 1, close));
  const quoted = readQuoted(line.slice(close + 1));
  const request = quoted[0]?.split(' ');
  if (at === undefined || !request || request.length < 2) return undefined;
  const [method = '', target = ''] = request;
  const mark = target.indexOf('?');
  const [referer, agent] = [quoted[1], quoted[2]];
  return {
    at,
    address,
    method,
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: {
      ...(referer && referer !== '-' ? { referer } : {}),
      ...(agent && agent !== '-' ? { 'user-agent': agent } : {}),
    },
  };
}

/** `17/May/2015:10:05:03 +0000` as epoch ms. */
function readTime(text: string): number | undefined {
  const [day, monthName, rest = ''] = text.split('/');
  const month = MONTHS.indexOf(monthName ?? '');
  const [year, hour, minute, secondAndZone = ''] = rest.split(':');
  const [second, zone = ''] = secondAndZone.split(' ');
  const offset = `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const month2 = String(month + 1).padStart(2, '0');
  const at = Date.parse(`${year}-${month2}-${day}T${hour}:${minute}:${second}${offset}`);
  return month < 0 || Number.isNaN(at) ? undefined : at;
}

/** The quoted fields of a line, with `\"` inside them understood. */
function readQuoted(text: string): string[] {
  const fields: string[] = [];
  let field: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? '';
    if (field === undefined) {
      if (letter === '"') field = '';
    } else if (letter === '\\') {
      field += text[++i] ?? '';
    } else if (letter === '"') {
      fields.push(field);
      field = undefined;
    } else {
      field += letter;
    }
  }
  return fields;
}

const NdjsonLine = z.object({
  at: z.iso.datetime({ offset: true }),
  address: z.string().default(''),
  method: z.string().default('GET'),
  query: z.string().default(''),
  userAgent: z.string().optional(),
  referer: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

/** One JSON object a line: `at` (RFC 3339), and as much of the request as is known. */
export function readNdjson(line: string): LoggedRequest | undefined {
  try {
    const { at, userAgent, referer, headers, country, ...rest } = NdjsonLine.parse(JSON.parse(line));
    const named = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    return {
      ...rest,
      at: Date.parse(at),
      headers: {
        ...named,
        ...(userAgent ? { 'user-agent': userAgent } : {}),
        ...(referer ? { referer } : {}),
      },
      ...(country ? { country } : {}),
    };
  } catch {
    return undefined;
  }
}
