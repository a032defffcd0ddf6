import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readV4, readV6 } from '../../shared/domain/click/ip-text.ts';
import { idOfExternal } from '../../shared/domain/external-id.ts';
import { foldName } from '../../shared/domain/fold-name.ts';
import { handleKey } from '../../shared/domain/handle.ts';
import { spokenOf } from '../../shared/domain/link/languages.ts';
import { NOTICES } from '../../shared/domain/link/notices.ts';
import { comparePlaces, placeByFigure } from '../../shared/domain/place-in-order.ts';
import { ofTheLast, once, remembering, rememberingFew, rememberingOf } from '../../shared/domain/remember.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import {
  SITE_SCRIPT,
  SITE_SCRIPT_HEADERS,
  SITE_SCRIPT_INTEGRITY,
  SITE_SCRIPT_PATH,
  scriptAt,
  siteScriptTag,
  versionedHeaders,
} from '../../shared/domain/shops/site-script.ts';
import { andThen, rescued } from '../../shared/domain/soon.ts';
import { LANGUAGES } from '../../shared/domain/vocabulary.ts';

describe('addresses of machines, as they are written', () => {
  it.each([
    ['192.0.2.1', 0xc0000201],
    ['0.0.0.0', 0],
    ['255.255.255.255', 0xffffffff],
    ['256.0.0.1', undefined],
    ['1.2.3', undefined],
    ['1.2.3.4.5', undefined],
    ['1.2.3.1234', undefined],
    [' 1.2.3.4', undefined],
  ])('%s is %s', (text, number) => expect(readV4(text)).toBe(number));

  it.each([
    ['2001:db8::1', [0x2001, 0xdb8, 0, 0, 0, 0, 0, 1]],
    ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['1::', [1, 0, 0, 0, 0, 0, 0, 0]],
    ['1:2:3:4:5:6:7:8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['1:2:3:4:5:6:7::', [1, 2, 3, 4, 5, 6, 7, 0]],
    ['::ffff:192.0.2.1', [0, 0, 0, 0, 0, 0xffff, 0xc000, 0x201]],
    ['ABCD::', [0xabcd, 0, 0, 0, 0, 0, 0, 0]],
    ['::ffff:192.0.2.256', undefined],
    ['1::2::3', undefined],
    ['1:2:3:4:5:6:7', undefined],
    ['1:2:3:4:5:6:7:8:9', undefined],
    ['1:2:3:4:5:6:7:8::', undefined],
    ['12345::', undefined],
    ['g::', undefined],
    ['', undefined],
  ])('%s is %j', (text, groups) => expect(readV6(text)).toEqual(groups));
});

describe('what is remembered', () => {
  it('is found once for each key, nothing too', () => {
    const asked: string[] = [];
    const find = remembering((key: string) => {
      asked.push(key);
      return key === 'none' ? undefined : key.toUpperCase();
    });
    expect(['a', 'a', 'none', 'none', 'b'].map(find)).toEqual(['A', 'A', undefined, undefined, 'B']);
    expect(asked).toEqual(['a', 'none', 'b']);
  });

  it('of keys from outside is forgotten where they become many', () => {
    const asked: number[] = [];
    const find = rememberingFew((key: number) => {
      asked.push(key);
      return key + 0.5;
    });
    const hundred = Array.from({ length: 100 }, (_, key) => key);
    expect([...hundred, ...hundred].map(find)).toEqual([...hundred, ...hundred].map((key) => key + 0.5));
    expect(asked).toEqual(hundred);
    // One more, and all of them are asked for anew.
    expect([100, 100, 0, 100].map(find)).toEqual([100.5, 100.5, 0.5, 100.5]);
    expect(asked.slice(100)).toEqual([100, 0]);
  });

  it('of the last key is said again while it is asked', () => {
    const asked: string[] = [];
    const find = ofTheLast((key: string) => {
      asked.push(key);
      return key.toUpperCase();
    });
    expect(['a', 'a', 'b', 'b', 'a'].map(find)).toEqual(['A', 'A', 'B', 'B', 'A']);
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('is found once for each object, and made once where there is no key', () => {
    let made = 0;
    const of = rememberingOf((_: object) => ++made);
    const [one, other] = [{}, {}];
    expect([of(one), of(one), of(other), of(one)]).toEqual([1, 1, 2, 1]);
    const get = once(() => ++made);
    expect([get(), get()]).toEqual([3, 3]);
  });
});

describe('what may be there at once', () => {
  it('is followed at once, and else when it comes', async () => {
    expect(andThen(1, (n) => n + 1)).toBe(2);
    expect(await andThen(Promise.resolve(1), (n) => n + 1)).toBe(2);
  });

  it('is rescued whichever way it fails', async () => {
    const why = (reason: unknown) => (reason as Error).message;
    expect(rescued(() => 1, why)).toBe(1);
    expect(
      rescued((): number => {
        throw new Error('now');
      }, why),
    ).toBe('now');
    expect(await rescued(() => Promise.reject(new Error('later')), why)).toBe('later');
    expect(await rescued(() => Promise.resolve(2), why)).toBe(2);
  });
});

describe('places in a list', () => {
  it('are told from the left', () => {
    expect(comparePlaces([1, 'a'], [1, 'b'])).toBe(-1);
    expect(comparePlaces([2, 'a'], [1, 'b'])).toBe(1);
    expect(comparePlaces([1, 'a'], [1, 'a'])).toBe(0);
    expect(comparePlaces([1, 'a'], [1])).toBe(0);
    expect(comparePlaces([1], [1, 'a'])).toBe(0);
    expect(comparePlaces([1, 'b'], [1, 'a'])).toBe(1);
  });

  it('by a figure put what cannot be told last, whichever way it is sorted', () => {
    const sorted = (descending: boolean) =>
      [3, null, 1, 2].toSorted((a, b) =>
        comparePlaces(placeByFigure(a, descending), placeByFigure(b, descending)),
      );
    expect(sorted(false)).toEqual([1, 2, 3, null]);
    expect(sorted(true)).toEqual([3, 2, 1, null]);
  });
});

it('names are one whatever their case and blanks, handles with and without @', () => {
  expect(foldName('  Köln \u00a0 Süd ')).toBe('köln süd');
  expect(foldName('ﬁne')).toBe('fine');
  expect(['@Ada', 'ada', 'a@b'].map(handleKey)).toEqual(['ada', 'ada', 'a@b']);
});

it('an externalId has one id for each brand and kind of thing', () => {
  const [one, other] = ['brd_1', 'brd_2'] as unknown as [BrandId, BrandId];
  const id = idOfExternal('pst', one, 'a1');
  expect(id).toMatch(/^pst_[0-9a-z]{16}$/);
  expect(idOfExternal('pst', one, 'a1')).toBe(id);
  const others = [
    idOfExternal('pst', other, 'a1'),
    idOfExternal('pst', one, 'a2'),
    idOfExternal('crt', one, 'a1'),
  ];
  expect(new Set([id, ...others].map((each) => each.slice(4))).size).toBe(4);
});

it('a follower is told in the first language that we speak, else in English', () => {
  expect(spokenOf(['it', 'fr', 'de'])).toBe('fr');
  expect(spokenOf(['it'])).toBe('en');
  expect(spokenOf([])).toBe('en');
  for (const language of LANGUAGES)
    for (const notice of Object.values(NOTICES[language]))
      expect(notice.every((text) => text.length > 3)).toBe(true);
});

describe('the site script', () => {
  const version = createHash('sha256').update(SITE_SCRIPT).digest('hex').slice(0, 16);

  it('lies under an address made of its bytes, for good, and under a short one for an hour', () => {
    expect(SITE_SCRIPT_PATH).toBe(`/v/${version}.js`);
    expect(scriptAt(SITE_SCRIPT_PATH)).toBe(SITE_SCRIPT);
    expect(scriptAt('/v/0000000000000000.js')).toBeUndefined();
    expect(SITE_SCRIPT_HEADERS).toEqual({
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'X-Content-Type-Options': 'nosniff',
      ETag: `"${version}"`,
    });
    expect(versionedHeaders(SITE_SCRIPT)).toEqual({
      ...SITE_SCRIPT_HEADERS,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });

  it('is pasted with the hash that browsers check', () => {
    const hash = createHash('sha384').update(SITE_SCRIPT).digest('base64');
    expect(SITE_SCRIPT_INTEGRITY).toBe(`sha384-${hash}`);
    expect(siteScriptTag('https://go.example')).toBe(
      `<script src="https://go.example/v/${version}.js" integrity="sha384-${hash}" crossorigin="anonymous"></script>`,
    );
  });
});
