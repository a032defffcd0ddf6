/** What the redirect publishes, apart from all others (telemetry.ts): its cold start pays for each byte that it carries. */
export const REDIRECT_METRICS = {
  /** Clicks that neither table nor spill took, written to the log as a line that replay reads back. */
  clicksLogged: 'ClicksLogged',
  /** Clicks that the spill queue took because the table did not answer in time. */
  clicksSpilled: 'ClicksSpilled',
  /** Followers who got the "one moment" page because the store could not say where the link leads. */
  redirectsUnknowable: 'RedirectsUnknowable',
} as const;

/** One line in CloudWatch's embedded metric format: for the redirect, which carries no metrics library. */
export const metricLine = (
  namespace: string,
  service: string,
  name: string,
  value: number,
  at: number,
): string =>
  JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        { Namespace: namespace, Dimensions: [['service']], Metrics: [{ Name: name, Unit: 'Count' }] },
      ],
    },
    service,
    [name]: value,
  });
