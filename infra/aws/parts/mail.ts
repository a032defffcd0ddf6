import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { EnvironmentSettings } from '../settings.ts';
import { WorkQueue } from './queues.ts';
import type { VouchFunction } from './vouch-function.ts';

/** Who we send as, how, and the way back of what became of each mail (delivery, bounce, complaint, reject). */
export class Mail extends Construct {
  readonly from: string;
  readonly outcomes: WorkQueue;
  readonly configurationSetName: string;
  private readonly identity: ses.EmailIdentity;
  private readonly sandbox: boolean;

  constructor(
    scope: Construct,
    id: string,
    settings: EnvironmentSettings['mail'],
    zone: route53.IPublicHostedZone | undefined,
    key: kms.IKey | undefined,
  ) {
    super(scope, id);
    this.from = settings.from;
    const configurationSet = new ses.ConfigurationSet(this, 'configuration', {
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSetName = configurationSet.configurationSetName;
    this.sandbox = settings.sandbox;
    this.identity = this.identify(settings, configurationSet, zone);
    this.outcomes = new WorkQueue(this, 'outcomes', Duration.minutes(1), key);
    configurationSet.addEventDestination('outcomes-bus', {
      destination: ses.EventDestination.eventBus(
        events.EventBus.fromEventBusName(this, 'default-bus', 'default'),
      ),
      events: [
        ses.EmailSendingEvent.DELIVERY,
        ses.EmailSendingEvent.BOUNCE,
        ses.EmailSendingEvent.COMPLAINT,
        ses.EmailSendingEvent.REJECT,
      ],
    });
    new events.Rule(this, 'outcomes-rule', {
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [this.configurationSetName] } } },
      },
      targets: [new targets.SqsQueue(this.outcomes.queue, { deadLetterQueue: this.outcomes.dead })],
    });
  }

  /**
   * Sends as our address through our configuration set, and as nobody else. In SES's sandbox the recipient's identity
   * is asked for, too: docs.aws.amazon.com/ses/latest/dg/control-user-access.html
   */
  grantSend(fn: VouchFunction): void {
    const ours = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    const actions = ['ses:SendEmail', 'ses:SendRawEmail'];
    const configuration = ours('configuration-set', this.configurationSetName);
    fn.may(actions, this.identity.emailIdentityArn, configuration);
    if (this.sandbox)
      fn.mayIf({ StringEquals: { 'ses:FromAddress': this.from } }, actions, ours('identity', '*'));
  }

  private identify(
    { from, verify }: EnvironmentSettings['mail'],
    configurationSet: ses.IConfigurationSet,
    zone: route53.IPublicHostedZone | undefined,
  ): ses.EmailIdentity {
    if (verify === 'address' || !zone)
      return new ses.EmailIdentity(this, 'identity', {
        identity: ses.Identity.email(from),
        configurationSet,
      });
    const domain = from.slice(from.indexOf('@') + 1);
    const bounces = `bounce.${domain}`;
    const identity = new ses.EmailIdentity(this, 'identity', {
      identity: ses.Identity.domain(domain),
      configurationSet,
      mailFromDomain: bounces,
      mailFromBehaviorOnMxFailure: ses.MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    });
    this.writeRecords(zone, domain, bounces, identity);
    return identity;
  }

  /**
   * Three DKIM keys, the way back of bounces with its SPF, and what receivers may do with mails that are not ours:
   * nothing yet, but tell. docs.aws.amazon.com/ses/latest/dg/mail-from.html, …/send-email-authentication-dmarc.html
   */
  private writeRecords(
    zone: route53.IPublicHostedZone,
    domain: string,
    bounces: string,
    identity: ses.EmailIdentity,
  ): void {
    identity.dkimRecords.forEach(({ name, value }, index) => {
      new route53.CfnRecordSet(this, `dkim-${index + 1}`, {
        hostedZoneId: zone.hostedZoneId,
        name,
        type: 'CNAME',
        ttl: '1800',
        resourceRecords: [value],
      });
    });
    new route53.MxRecord(this, 'bounces', {
      zone,
      recordName: `${bounces}.`,
      values: [{ priority: 10, hostName: `feedback-smtp.${Stack.of(this).region}.amazonses.com` }],
    });
    new route53.TxtRecord(this, 'bounces-spf', {
      zone,
      recordName: `${bounces}.`,
      values: ['v=spf1 include:amazonses.com ~all'],
    });
    // At the zone's own name there may be one already, and it is about all of the domain's mail.
    if (domain !== zone.zoneName)
      new route53.TxtRecord(this, 'dmarc', {
        zone,
        recordName: `_dmarc.${domain}.`,
        values: ['v=DMARC1; p=none'],
      });
  }
}
