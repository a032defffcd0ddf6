/**
 * Metric names, once: functions publish them, alarms watch them. Few dimensions on purpose (service and nothing
 * else; the environment is in the namespace): a link or brand id would make one billed metric each. Zod-free: the redirect carries this file.
 */
export const metricsNamespace = (environment: string): string => `Vouch/${environment}`;

export const METRICS = {
  /** Hits that a seal's recount found and the live count had missed, or the reverse, added up absolutely. Must be 0. */
  auditDrift: 'AuditDrift',
  /** Minutes that the longest waiting hour has been due to be sealed and isn't, whosever it is; 0 where all are. */
  unsealedMinutes: 'UnsealedMinutes',
  /** Periods, and chores such as deleting old salts, at which one run of the sealer failed; a later one tries again. */
  sealFailures: 'SealFailures',
  /** Reports whose time has come and gone by more than two sweeps and that have not been sent. */
  reportsOverdue: 'ReportsOverdue',
  /** Reports' mails that nobody gets: SES refused them for good, or three attempts ended in doubt. */
  mailsGivenUp: 'MailsGivenUp',
  /** 1 when the canary link answered with a click id, 0 when it did not; once a minute. */
  canaryAnswered: 'CanaryAnswered',
  /** Yesterday's minutes in which no click of the canary was counted; told in the ten minutes after 02:00 UTC. */
  canaryMinutesMissed: 'CanaryMinutesMissed',
  /** Clicks that neither table nor spill took, written to the log as a line that replay reads back. */
  clicksLogged: 'ClicksLogged',
  /** Clicks that the spill queue took because the table did not answer in time. */
  clicksSpilled: 'ClicksSpilled',
  /** Followers who got the "one moment" page because the store could not say where the link leads. */
  redirectsUnknowable: 'RedirectsUnknowable',
  /** Answers of the API and its pages that were our fault (5xx), whichever front they left through. */
  apiFailures: 'ApiFailures',
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
