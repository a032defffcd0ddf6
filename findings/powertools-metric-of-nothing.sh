#!/usr/bin/env bash
# A mean of no values (0 / 0) handed to two writers of CloudWatch's embedded metric format. @aws-lambda-powertools/metrics 2.36.0
# refuses what isn't a number ("5 is not a valid number") but lets NaN and Infinity pass, and writes the line with
# `"MeanMs":null`: CloudWatch takes no value from such a line, so that the metric is missing, and an alarm on it in INSUFFICIENT
# DATA, while the log shows that it was sent.
# Guessed: that NaN is refused as text is.
# Seen (Node 20.20 and 24.21): "text: refused", "NaN: null", "Infinity: null".
# Vouch counts: each of its metrics is a whole number before it is sent (shared/telemetry.ts names them all).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @aws-lambda-powertools/metrics@2.36.0 >/dev/null
# Else it writes past the process's own console.
POWERTOOLS_DEV=true POWERTOOLS_METRICS_DISABLED=false node -e '
const { Metrics, MetricUnit } = require("@aws-lambda-powertools/metrics");
const lines = [];
const written = (value) => {
  const metrics = new Metrics({ namespace: "shop", serviceName: "api" });
  const log = console.log;
  console.log = (line) => lines.push(line);
  try {
    metrics.addMetric("MeanMs", MetricUnit.Milliseconds, value);
    metrics.publishStoredMetrics();
    return JSON.parse(lines.pop()).MeanMs;
  } catch {
    return "refused";
  } finally {
    console.log = log;
  }
};
const found = { text: written("5"), NaN: written(0 / 0), Infinity: written(1 / 0) };
for (const [what, became] of Object.entries(found)) console.log(`${what}: ${became}`);
process.exit(found.text === "refused" && found.NaN === null && found.Infinity === null ? 0 : 1);
'
