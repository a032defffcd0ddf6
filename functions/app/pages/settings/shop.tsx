import type { SetupCheck } from '../../../../shared/domain/schema/shops/check.ts';
import { page } from '../../http/visit.ts';
import { CopyBox } from '../../ui/forms.tsx';
import { FactList, Section, shortMoment } from '../../ui/parts.tsx';
import type { Say } from '../../words/say.ts';
import { Top } from './top.tsx';

/** For whoever builds the script into the shop: what to paste, what arrives, what to do next. */
const shopPage = page({
  path: '/app/settings/shop',
  scope: 'conversions:read',
  async draw(visit) {
    const { api, say, may, publicUrl } = visit;
    const { script, lastClick, orders, next } = await api.get('/v1/check');
    const when = (at: string | null | undefined) => (at ? shortMoment(visit, at) : say('not yet'));
    const title = say('Your shop');
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          <Section id="next" title={say('What to do next')}>
            <Steps say={say} next={next} />
          </Section>
          <Section id="script" title={say('The script')}>
            <p>
              {say(
                'Paste it into the head of every page of the shop. vouch.clickIds() then gives the clicks to send with an order.',
              )}
            </p>
            <CopyBox visit={visit} id="tag" label={say('Script')} text={script.tag} />
          </Section>
          <Section id="orders" title={say('Its orders')}>
            <p>
              {say(
                'A shop, or whoever builds it, sends each order with a key of its own. Until then its export can be pasted.',
              )}
            </p>
            <p class="acts">
              {may('admin') && (
                <a class="button" href="/app/settings/keys">
                  {say('A key for the shop')}
                </a>
              )}
              {may('conversions:write') && (
                <a class="button" href="/app/orders/paste">
                  {say('Paste orders')}
                </a>
              )}
              <a class="button" href={`${publicUrl}/docs`}>
                {say('How the shop reports orders')}
              </a>
            </p>
          </Section>
          <Section id="seen" title={say('What has arrived')}>
            <FactList
              facts={[
                [say('Last click'), lastClick ? when(lastClick.at) : say('none for two days')],
                [say('Script last heard of'), when(script.lastHeardAt)],
                [say('Orders of seven days that name a click'), String(orders.withClick)],
                [say('Orders that name none'), String(orders.withoutClick)],
              ]}
            />
          </Section>
        </>
      ),
    };
  },
});

const Steps = ({ say, next }: { say: Say; next: SetupCheck['next'] }) =>
  next.length === 0 ? (
    <p>{say('Nothing: the newest orders name their clicks.')}</p>
  ) : (
    <ol>
      {next.map(({ code }) => (
        <li>{stepIn(say, code)}</li>
      ))}
    </ol>
  );

function stepIn(say: Say, code: SetupCheck['next'][number]['code']): string {
  switch (code) {
    case 'open-a-link':
      return say('Open one of your short links: there was no click for two days.');
    case 'paste-the-script':
      return say(
        'Paste the script, open a short link, and call vouch.check() in the console of the page it leads to.',
      );
    case 'place-an-order':
      return say('Place a test order behind a short link, and take it out again afterwards.');
    case 'send-click-ids':
      return say('Send the click ids with each order: none names a click yet.');
    case 'some-without':
      return say(
        'Some orders name no click. That is right for buyers who came otherwise; look whether a part of the shop lacks the script.',
      );
    case 'refused-clicks':
      return say('The newest order without a click sent one that was refused: the order says why.');
    case 'told-twice':
      return say(
        'Orders came by a hook and by a program in one moment and stand twice: let one of the two send them, and take the other out as a duplicate.',
      );
    default:
      return say('The shop runs an older script, which goes on working; the newest is above.');
  }
}

export const shopPages = [shopPage] as const;
