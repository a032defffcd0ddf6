/**
 * What our CloudFront adds to a request for the API: the proof that it came through the edge, and the path as the
 * caller sent it. Believed only together (functions/api/front.ts).
 */
export const EDGE_PROOF_HEADER = 'x-vouch-edge';
export const RAW_PATH_HEADER = 'x-vouch-path';
/** The name that the caller asked for: the edge calls us by others. Written by it on each request. */
export const VIEWER_HOST_HEADER = 'x-vouch-host';
