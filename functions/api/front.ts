import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { plainAddress } from '../../shared/domain/click/client-address.ts';
import { EDGE_PROOF_HEADER, RAW_PATH_HEADER, VIEWER_HOST_HEADER } from '../../shared/edge-headers.ts';
import { refuse } from './http/refusal.ts';
import { renderProblem } from './http/serve.ts';

/** Where the rest of the API finds the caller's address; written here alone, whatever the caller sent. */
export const ADDRESS_HEADER = 'x-vouch-address';

/**
 * The request as it was sent, whichever front stood before us, with the caller's address in ADDRESS_HEADER;
 * `undefined` when an edge should have stood there and didn't: then somebody went round it.
 *
 * - An HTTP API hands the path over percent-decoded, and cut at a decoded "?" (docs/deploy.md, "Fronts"): escaped
 *   again here, and what stands behind `/external/` is one name, slashes and all.
 * - Our CloudFront adds the path as the caller wrote it, the caller's address, and the proof that it was there.
 */
export function throughFront(
  event: APIGatewayProxyEventV2,
  edgeProof: string | undefined,
): APIGatewayProxyEventV2 | undefined {
  const {
    [EDGE_PROOF_HEADER]: proof,
    [RAW_PATH_HEADER]: rawPath,
    [VIEWER_HOST_HEADER]: asked,
    ...headers
  } = event.headers;
  if (edgeProof === undefined) {
    const address = event.requestContext.http.sourceIp;
    return {
      ...event,
      rawPath: escapedAgain(event.rawPath),
      headers: { ...headers, [ADDRESS_HEADER]: address },
    };
  }
  if (!isSame(proof ?? '', edgeProof)) return undefined;
  const address = viewerAddress(headers['cloudfront-viewer-address'] ?? '');
  const path = rawPath ?? escapedAgain(event.rawPath);
  const host = asked ?? headers.host;
  return {
    ...event,
    rawPath: path,
    headers: { ...headers, ...(host ? { host } : {}), [ADDRESS_HEADER]: address },
  };
}

/** Says where the door is: whoever calls the API's own address is usually an integration set up before the edge. */
export function aroundTheEdge(publicUrl: string): APIGatewayProxyStructuredResultV2 {
  const refusal = refuse(
    403,
    'wrong-address',
    `Ask at ${publicUrl}: this address answers our own edge only.`,
  );
  const { status, headers, body } = renderProblem(refusal, publicUrl);
  return { statusCode: status, headers: { ...headers, 'cache-control': 'no-store' }, body };
}

const OF_OUR_NAMES = /^\/v1\/[a-z-]+\/external\//;

function escapedAgain(path: string): string {
  const before = OF_OUR_NAMES.exec(path)?.[0] ?? '';
  if (!before) return path.split('/').map(encodeURIComponent).join('/');
  const [, name = '', after = ''] = /^(.*?)(\/refunds)?$/s.exec(path.slice(before.length)) ?? [];
  return before + encodeURIComponent(name) + after;
}

/** `203.0.113.9:46532`; IPv6 without brackets: `2001:db8::1:46532`. */
const viewerAddress = (text: string): string => plainAddress(text.replace(/:\d+$/, '')) ?? 'unknown';

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
