import { SCOPES } from '../../../../shared/domain/schema/scopes.ts';
import { EVENT_TYPES, LANGUAGES, MODELS } from '../../../../shared/domain/vocabulary.ts';
import { one, pages } from './calls.ts';
import {
  currency,
  destination,
  email,
  externalId,
  fraction,
  instant,
  metadata,
  money,
  timeZone,
  truth,
} from './common.ts';
import {
  clearable,
  fields,
  free,
  id,
  type Kind,
  list,
  maybe,
  oneOf,
  or,
  refused,
  same,
  text,
  whole,
} from './kinds.ts';

const roles = oneOf(['owner', 'marketer', 'reader']);
const scopes = list(oneOf(SCOPES), 1, SCOPES.length);

const host: Kind = {
  takes: same('shop.example.com', '*.example.com', 'a.b-c.co'),
  refuses: refused(
    'must be a lower-case host name, such as shop.example.com or *.example.com',
    'Shop.example.com',
    'localhost',
    '-a.example.com',
    '*',
    'a.*.com',
    'shop.example.com/',
    `${'a'.repeat(64)}.example.com`,
    `${'a.'.repeat(125)}example.com`,
  ),
};

/** A host of the brand's own, as DNS has it. */
const ownHost: Kind = {
  takes: [
    { sent: 'go.ada-socks.com', kept: 'go.ada-socks.com' },
    { sent: ' GO.Ada-Socks.com ', kept: 'go.ada-socks.com' },
    { sent: 'go.bücher.de', kept: 'go.xn--bcher-kva.de' },
  ],
  refuses: [
    ...refused(
      'must be a public host name and nothing else, such as go.ada-socks.com',
      'localhost',
      '10.0.0.1',
      'go.ada-socks.com/x',
      '',
    ),
    ...refused('<=300 characters', `${'a.'.repeat(150)}com`),
  ],
};

const colour: Kind = {
  takes: [
    { sent: '#0f5b57', kept: '#0f5b57' },
    { sent: '#0F5B57', kept: '#0f5b57' },
  ],
  refuses: refused('must be # and six hex digits, such as #0F5B57', '0f5b57', '#0f5', '#0f5b5g', 'teal', ''),
};

const publicPage: Kind = {
  takes: same('https://shop.example.com/legal'),
  refuses: [
    ...refused('must be an https URL', 'http://shop.example.com/legal'),
    ...refused('must be an absolute http or https URL', '/legal'),
  ],
};

const instruction = fields({ instruction: text(300), words: maybe(list(text(60), 0, 50)) });
const instructions: Kind = {
  ...list(instruction, 0, 50, (n) => ({ instruction: `no ${n}` })),
  refuses: [
    ...list(instruction, 0, 50, (n) => ({ instruction: `no ${n}` })).refuses,
    ...refused('name each instruction once', [
      { instruction: 'No  medicine' },
      { instruction: 'no medicine' },
    ]),
  ],
};

const https: Kind = {
  takes: same('https://shop.example.com/hooks/vouch', 'http://127.0.0.1:4711/'),
  refuses: [
    ...refused('must be an https URL', 'shop.example.com', 'ftp://shop.example.com', ''),
    ...refused('<=2048 characters', `https://shop.example.com/${'a'.repeat(2_048)}`),
  ],
};
const events = list(oneOf(EVENT_TYPES), 1, EVENT_TYPES.length);

const person = { name: maybe(text(120)), language: maybe(oneOf(LANGUAGES)) };

export const access = {
  'get /v1/brand': {},
  'patch /v1/brand': {
    body: fields({
      name: maybe(text(120)),
      timeZone: maybe(timeZone),
      currency: maybe(currency),
      grossMargin: clearable(fraction),
      attribution: maybe(
        fields({
          model: maybe(oneOf(MODELS)),
          windowDays: maybe(whole(1, 90)),
          clickDedupe: maybe(whole(0, 86_400)),
          couponDays: clearable(whole(0, 3_650)),
        }),
      ),
      benchmarks: maybe(fields({ ppcCpc: maybe(money) })),
      retentionDays: maybe({
        takes: same(35, 3_650),
        refuses: [
          ...refused('must be 35 or more: so long the clicks are needed', 34),
          ...refused('<=3650', 3_651),
          ...refused('expected int', 40.5),
        ],
      }),
      allowedDestinationHosts: maybe(list(host, 0, 100)),
      fallbackDestination: clearable(destination),
      defaultDomain: clearable(ownHost),
      colour: clearable(colour),
      standingInstructions: clearable(instructions),
      termsUrl: clearable(publicPage),
      privacyUrl: clearable(publicPage),
    }),
  },
  'post /v1/brands': { body: fields({ name: text(120), timeZone, currency }) },
  'get /v1/brands': pages,
  'post /v1/brands/{id}/api-keys': {
    ...one('brd'),
    body: fields({ name: or(text(80), 'owner'), scopes: or(scopes, ['admin']), expiresAt: maybe(instant) }),
  },
  'post /v1/api-keys': { body: fields({ name: text(80), scopes, expiresAt: maybe(instant) }) },
  'get /v1/api-keys': pages,
  'delete /v1/api-keys/{id}': one('key'),
  'post /v1/people': { body: fields({ email, role: roles, ...person }) },
  'get /v1/people': pages,
  'patch /v1/people/{id}': { ...one('ppl'), body: fields({ role: maybe(roles), ...person }) },
  'delete /v1/people/{id}': one('ppl'),
  'post /v1/domains': { body: fields({ host: ownHost, metadata: maybe(metadata) }) },
  'get /v1/domains': pages,
  'get /v1/domains/served': { query: fields({ domain: free(0, 300) }) },
  'get /v1/domains/{id}': one('dom'),
  'post /v1/domains/{id}/check': one('dom'),
  'delete /v1/domains/{id}': { ...one('dom'), query: fields({ breakLinks: maybe(truth) }) },
  'post /v1/webhooks': { body: fields({ metadata: maybe(metadata), url: https, events }) },
  'get /v1/webhooks': pages,
  'get /v1/webhooks/{id}': one('whk'),
  'patch /v1/webhooks/{id}': {
    ...one('whk'),
    body: fields({
      metadata: clearable(metadata),
      url: maybe(https),
      events: maybe(events),
      status: maybe(oneOf(['active', 'disabled'])),
    }),
  },
  'delete /v1/webhooks/{id}': one('whk'),
  'post /v1/webhooks/{id}/test': one('whk'),
  'get /v1/webhooks/{id}/deliveries': { ...one('whk'), ...pages },
  'post /v1/webhooks/{id}/deliveries/{deliveryId}/replay': {
    params: fields({ id: id('whk'), deliveryId: id('dlv') }),
  },
  'post /v1/erasures': {
    body: fields(
      { customerId: maybe(externalId), creatorId: maybe(id('crt')), clickId: maybe(free(1, 100)) },
      {
        either: ['customerId', 'creatorId', 'clickId'],
        rules: [
          { but: { customerId: undefined }, says: 'name exactly one of customerId, creatorId, clickId' },
          { but: { clickId: 'x' }, says: 'name exactly one of customerId, creatorId, clickId' },
        ],
      },
    ),
  },
  'get /v1/check': {},
};
