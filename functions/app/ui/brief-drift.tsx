import type { Campaign } from '../../../shared/domain/schema/programme/campaigns.ts';
import type { MessageDrift } from '../../../shared/domain/schema/programme/surveys.ts';
import { rowsAt } from '../http/question.ts';
import type { Visit } from '../http/visit.ts';
import { Form, formOf } from './forms.tsx';
import { Section, Table } from './parts.tsx';

/** Each brief of a campaign beside what its posts said, what they sold, and what surveys say. */
export const DriftTable = (props: { visit: Visit; drift: MessageDrift; campaignId: string }) => {
  const { visit, drift, campaignId } = props;
  const { say, format } = visit;
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  return (
    <>
      {drift.briefs.map(({ validFrom, validTo, rows, gaps }) => (
        <Section
          id={`brief-${validFrom}`}
          title={say('Asked for, said and sold, {days}', { days: format.days(validFrom, validTo) })}
        >
          <Table
            caption={say('Share of each message')}
            columns={[
              { name: say('Message') },
              { name: say('Asked'), right: true },
              { name: say('Said'), right: true },
              { name: say('Sold'), right: true },
              { name: say('Surveys'), right: true, wide: true },
            ]}
            rows={rows.map(({ message, asked, delivered, sold, surveyed }) => {
              const at = rowsAt({ from: validFrom, to: validTo, filter: { campaignId, message } });
              return {
                cells: [
                  message,
                  share(asked),
                  { text: share(delivered), href: at('/app/posts') },
                  { text: share(sold), href: at('/app/orders') },
                  { text: share(surveyed), href: '/app/surveys' },
                ],
              };
            })}
          />
          <p class="muted">{gapsText(visit, gaps)}</p>
        </Section>
      ))}
    </>
  );
};

type Gaps = MessageDrift['briefs'][number]['gaps'];

function gapsText({ say, format }: Visit, { delivered, sold, surveyed }: Gaps): string {
  const told = [
    delivered !== null &&
      say('What was said is {gap} off what was asked for.', { gap: format.percent(delivered) }),
    sold === null
      ? say('Fewer than five orders: nothing is said of what sold.')
      : say('What sold is {gap} off it.', { gap: format.percent(sold) }),
    surveyed !== null &&
      say('Surveys of these months are {gap} off what was asked for.', { gap: format.percent(surveyed) }),
  ];
  return told.filter(Boolean).join(' ');
}

type Draft = {
  brief: { validFrom: string; validTo: string; messages: { name: string; weight: number }[] }[];
};

/** What surveys would ask for in the campaign's days, and a button that takes it over. */
export const DraftedBrief = ({
  visit,
  draft,
  campaign,
}: {
  visit: Visit;
  draft: Draft;
  campaign: Campaign;
}) => {
  const { say, format } = visit;
  if (draft.brief.length === 0) return null;
  return (
    <details open={campaign.brief.length === 0}>
      <summary>{say('What surveys would ask for')}</summary>
      {draft.brief.map(({ validFrom, validTo, messages }) => (
        <p>
          {format.days(validFrom, validTo)}:{' '}
          {messages.map(({ name, weight }) => `${name} ${format.percent(weight)}`).join(', ')}
        </p>
      ))}
      <Form form={formOf(visit, 'takeDraft')} submit={say('Make this the brief')} />
    </details>
  );
};
