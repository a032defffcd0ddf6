import { parseArgs } from 'node:util';
import { settingsOrExit } from '../../../infra/aws/asked-settings.ts';
import { ENVIRONMENT_SETTINGS } from '../../../infra/aws/settings.ts';
import { type Resources, textOf } from './policies.ts';
import { roadsOf } from './roads.ts';
import { synthesized } from './synthesized.ts';

/** One alarm of a template and whom it reaches. */
export type ListedAlarm = {
  alarm: string;
  /** Alarm, back to normal, no data: when it speaks. Empty for half of a composite alarm, which speaks for it. */
  speaks: string[];
  /** Who is told: addresses that the topic is subscribed by; nobody where none is set. */
  told: string[];
  /** The statement of the topic's policy (and key) that lets the alarm in; absent where nobody does. */
  by?: string;
  /** The composite alarms that it is a part of. */
  partOf: string[];
  /** The section of the runbook that its description names. */
  runbook: string;
};

/** Every alarm of a template, who is told, and by which permission: from the template alone, as AWS would judge it. */
export function alarmsOf(template: object): ListedAlarm[] {
  const { Resources: resources } = template as { Resources: Resources };
  const all = Object.values(resources);
  const alarms = all.filter(({ Type }) => /^AWS::CloudWatch::(Composite)?Alarm$/.test(Type));
  const roads = roadsOf(template);
  const subscribers = (topic: string): string[] =>
    all
      .filter(
        ({ Type, Properties }) => Type === 'AWS::SNS::Subscription' && refersTo(Properties.TopicArn, topic),
      )
      .map(({ Properties }) => textOf(Properties.Endpoint));
  return alarms.map(({ Properties }) => {
    const alarm = textOf(Properties.AlarmName);
    const own = roads.filter(({ from }) => from === `alarm ${alarm}`);
    const statements = [...new Set(own.map(({ by }) => by))];
    return {
      alarm,
      speaks: own.map(({ what }) => what),
      told: [...new Set(own.flatMap(({ to }) => subscribers(to)))],
      ...(own.length > 0 && statements.every((by) => by !== undefined) && { by: statements.join(', ') }),
      partOf: alarms
        .filter(
          ({ Properties: { AlarmRule } }) =>
            AlarmRule && textOf(AlarmRule).includes(nameIn(resources, alarm)),
        )
        .map((composite) => textOf(composite.Properties.AlarmName)),
      runbook: /#([\w-]+)$/.exec(textOf(Properties.AlarmDescription))?.[1] ?? '',
    };
  });
}

const refersTo = (arn: unknown, id: string): boolean => textOf(arn) === `\${${id}}`;
const nameIn = (resources: Resources, alarm: string): string =>
  Object.entries(resources).find(([, { Properties }]) => textOf(Properties?.AlarmName) === alarm)?.[0] ??
  alarm;

function main(): void {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const listed = settingsOrExit(ENVIRONMENT_SETTINGS).flatMap((settings) =>
    alarmsOf(synthesized(settings).toJSON()).map((alarm) => ({
      environment: settings.environment,
      ...alarm,
    })),
  );
  if (values.json) {
    console.log(JSON.stringify(listed, null, 2));
    return;
  }
  for (const { alarm, speaks, told, by, partOf, runbook } of listed) {
    const to = told.join(', ') || 'nobody (alarmRecipient is not set)';
    const way =
      speaks.length > 0 ? `tells ${to}, allowed by ${by ?? 'NOBODY'}` : `speaks through ${partOf.join(', ')}`;
    console.log(`${alarm}: ${way}; docs/runbook.md#${runbook}`);
  }
}

if (import.meta.filename === process.argv[1]) main();
