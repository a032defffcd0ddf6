/** A time with its zone in what stands in front of a line: containers, syslog, Fluentd, Heroku; fluent-bit's is in seconds. */
export const timeInFront = (front: string): string | undefined =>
  ZONED.exec(front)?.[0] ?? SECONDS.exec(front)?.[1];

const ZONED = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)? ?(?:Z|[+-]\d\d:?\d\d)(?![\d:])/;
const SECONDS = /\[(\d{10}\.\d{9})\b/;
