import { REDIRECT_METRICS } from './redirect-metrics.ts';

/**
 * Metric names, once: functions publish them, alarms watch them. Few dimensions on purpose (service and nothing
 * else; the environment is in the namespace): a link or brand id would make one billed metric each.
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
  ...REDIRECT_METRICS,
  /** Answers of the API and its pages that were our fault (5xx), whichever front they left through. */
  apiFailures: 'ApiFailures',
} as const;
