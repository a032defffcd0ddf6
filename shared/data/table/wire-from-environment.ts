import { createWire, type Wire, type WireOptions } from './wire.ts';

/** A wire as AWS's own variables have it: region, rotating credentials, and another endpoint where one is named. */
export function wireFromEnvironment(
  service: WireOptions['service'],
  source: Readonly<Record<string, string | undefined>>,
): Wire {
  const endpoint = source[`AWS_ENDPOINT_URL_${service.toUpperCase()}`];
  return createWire({
    service,
    region: source.AWS_REGION ?? 'local',
    ...(endpoint ? { endpoint } : {}),
    ...(source.DNS_SUFFIX ? { dnsSuffix: source.DNS_SUFFIX } : {}),
    credentials: () => ({
      accessKeyId: source.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: source.AWS_SECRET_ACCESS_KEY ?? '',
      ...(source.AWS_SESSION_TOKEN ? { sessionToken: source.AWS_SESSION_TOKEN } : {}),
    }),
  });
}
