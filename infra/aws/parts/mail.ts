import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { WorkQueue } from './queues.ts';
import type { VouchFunction } from './vouch-function.ts';

/** Who we send as, how, and the way back of what became of each mail (delivery, bounce, complaint, reject). */
export class Mail extends Construct {
  readonly from: string;
  readonly outcomes: WorkQueue;
  readonly configurationSetName: string;
  private readonly identity: ses.EmailIdentity;

  constructor(
    scope: Construct,
    id: string,
    settings: Settings['mail'],
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
    this.identity = new ses.EmailIdentity(this, 'identity', {
      identity: identityOf(settings, zone),
      configurationSet,
    });
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

  /** Sends as our address through our configuration set, and as nobody else. */
  grantSend(fn: VouchFunction): void {
    const configuration = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSetName,
    });
    fn.may(['ses:SendEmail', 'ses:SendRawEmail'], this.identity.emailIdentityArn, configuration);
  }
}

function identityOf(settings: Settings['mail'], zone: route53.IPublicHostedZone | undefined): ses.Identity {
  if (settings.verify === 'address') return ses.Identity.email(settings.from);
  const domain = settings.from.slice(settings.from.indexOf('@') + 1);
  return zone && zone.zoneName === domain ? ses.Identity.publicHostedZone(zone) : ses.Identity.domain(domain);
}
