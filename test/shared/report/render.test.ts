import { describe, expect, it } from 'vitest';
import { sayIn } from '../../../functions/app/words/say.ts';
import { contrastRatio } from '../../../shared/domain/colour.ts';
import { csvCell } from '../../../shared/domain/csv.ts';
import { withoutSpend } from '../../../shared/domain/report/redact.ts';
import type {
  Candidate,
  EarningPost,
  LiftOfWeek,
  ReportSnapshot,
} from '../../../shared/domain/report/snapshot.ts';
import { chartSvg } from '../../../shared/report/render/charts/draw.ts';
import { renderCsv } from '../../../shared/report/render/csv.ts';
import { renderMailHtml } from '../../../shared/report/render/mail/mail-html.tsx';
import { renderMailText } from '../../../shared/report/render/mail/mail-text.ts';
import { renderOutboxList, renderOutboxMail } from '../../../shared/report/render/page/outbox.tsx';
import { renderPage } from '../../../shared/report/render/page/page.tsx';
import { PAGE_CSP, reportPageHeaders } from '../../../shared/report/render/page/page-style.ts';
import { presentReport, speechFor } from '../../../shared/report/render/present/present.ts';
import { LASTING_OF_REPORT } from '../../../shared/report/render/words/lasting-words.ts';
import {
  aHostileSnapshot,
  aLift,
  anEmptySnapshot,
  aSnapshot,
  HOSTILE,
} from '../../support/report-builders.ts';

const to = {
  reportUrl: 'https://v.example/r/t',
  unsubscribeUrl: 'https://v.example/u/t',
  appUrl: 'https://v.example',
};
const LOCALES = ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES'];

describe('the words of the report', () => {
  it('carries the numbers in the subject and the preheader', () => {
    const view = presentReport(aSnapshot(), { locale: 'en-GB' });
    expect(view.subject).toBe('Sock Works: creator ROI, week 46 – €4,182.60, ROI +85%');
    expect(view.preheader).toBe(
      'Net revenue €4,182.60 · Margin ROI +85% · Clicks 1,788 · Orders 52. Move Mara Lindqvist up to Campaign: the best choice so far, at least 86% likely to be among the best.',
    );
  });

  it.each([
    [[0.95, 0.91], 'the evidence is strong.'],
    [[0.95, 0.62], 'at least 62% likely to be among the best.'],
    [[null, null], 'a next post will probably earn more than it costs.'],
  ])('claims no more than the chances %j allow', (chances, said) => {
    const usual = aSnapshot();
    const names = ['Mara', 'Ben'];
    const candidates = chances.map((probabilityInTop, n) => ({
      ...(usual.promotion?.candidates[0] as Candidate),
      ...{ name: names[n] ?? '', verdict: 'moveUp' as const, probabilityInTop },
    }));
    const promotion = usual.promotion && { ...usual.promotion, candidates };
    const action = { kind: 'promote', names, from: 'microcontent', to: 'campaign' } as const;
    const view = presentReport({ ...usual, action, ...(promotion && { promotion }) }, { locale: 'en-GB' });
    expect(view.action).toBe(
      `Move Mara and Ben up to Campaign: ${said.startsWith('at') ? 'the best choice so far, ' : ''}${said}`,
    );
  });

  it('tells a half-life under a day in hours, what margin ROI means, and where the weeks beside are', () => {
    const [post] = aSnapshot().stillEarning;
    const stillEarning = [
      { ...post, halfLifeDays: { value: 0.3, basis: 'residual' as const } },
    ] as EarningPost[];
    const page = renderPage(aSnapshot({ stillEarning }), { showSpend: true, locale: 'en-GB' });
    expect(page).toContain('7 hours');
    expect(page).toContain('at 0% a programme pays for itself');
    expect(page).toContain('<a href="/app/reports/week/2026-W45">← Week 45, 2026</a>');
    expect(page).toContain('<a href="/app/reports/week/2026-W47">Week 47, 2026 →</a>');
    expect(renderPage(aSnapshot(), { showSpend: false })).not.toContain('pays for itself');
  });

  it('leads to no week before a brand’s first', () => {
    const { otherWeeks } = presentReport(aSnapshot({ kind: 'first' }), { locale: 'en-GB' });
    expect(otherWeeks.map(({ path }) => path)).toEqual(['/app/reports/week/2026-W47']);
  });

  it('says once, in mail, text and page, that nothing happened in a week', () => {
    const quiet = anEmptySnapshot();
    const weeks = aSnapshot().weeks;
    const week = { ...quiet, weeks };
    for (const told of [
      renderPage(week, { showSpend: true, locale: 'en-GB' }),
      renderMailHtml(week, { ...to, locale: 'en-GB' }),
      renderMailText(week, { ...to, locale: 'en-GB' }),
    ])
      expect(told.match(/this week\./g)).toHaveLength(1);
  });

  it('speaks German with German numbers', () => {
    const view = presentReport(aSnapshot(), { locale: 'de-DE' });
    expect(view.subject.replaceAll('\u00a0', ' ')).toBe(
      'Sock Works: Creator-ROI, Woche 46 – 4.182,60 €, ROI +85 %',
    );
    expect(view.sections.map(({ title }) => title)).toContain('Was noch einbringt');
  });

  it('keeps the order of sections that readers know', () => {
    expect(presentReport(aSnapshot(), {}).sections.map(({ id }) => id)).toEqual([
      'moved',
      'stages',
      'promotion',
      'best',
      'pace',
      'earning',
      'dark',
      'lift',
      'messages',
      'safety',
      'earlier',
      'how',
    ]);
  });

  it.each([
    ['fr-FR', 'Ce que chaque étape a rapporté', 'Lire tout le rapport'],
    ['es-ES', 'Qué aportó cada etapa', 'Leer el informe completo'],
  ])('speaks %s throughout', (locale, title, open) => {
    const view = presentReport(aSnapshot(), { locale });
    expect(view.language).toBe(locale.slice(0, 2));
    expect(view.sections.map((section) => section.title)).toContain(title);
    expect(view.footer.open).toBe(open);
  });

  it('reads an unknown or broken locale as British English', () => {
    for (const locale of ['xx-!!', '', 'tlh'])
      expect(presentReport(aSnapshot(), { locale }).language).toBe('en');
  });

  it('says something useful in an empty week and prints no zeros as results', () => {
    const text = renderMailText(anEmptySnapshot(), to);
    expect(text.replaceAll('\n', ' ').includes('The first numbers come with the first tap')).toBe(true);
    expect(text.includes('Create links for your first posts')).toBe(true);
    expect(/NaN|undefined|null|Infinity|€0/.exec(text)).toBeNull();
    expect(presentReport(anEmptySnapshot(), {}).sections.map(({ id }) => id)).toEqual(['safety', 'how']);
  });

  it('prints one figure where both ends of dark social read the same, and a range where they differ', () => {
    const dark = (share: { low: number; high: number } | undefined) => {
      const snapshot = aSnapshot();
      const { share: _, ...rest } = snapshot.darkSocial;
      const darkSocial = { ...rest, ...(share && { share }) };
      return renderMailText({ ...snapshot, darkSocial }, { ...to, locale: 'en-GB' });
    };
    expect(dark({ low: 0.2, high: 0.204 })).toMatch(/Estimated 20% of 1,788 clicks/);
    expect(dark({ low: 0.2, high: 1 })).toMatch(/Estimated 20% to 100% of 1,788 clicks/);
    expect(dark(undefined)).toMatch(/Shared in private: 280 to 512 of 1,788 clicks, too few/);
  });

  it('says of clicks that none shows a sign of private sharing, instead of counting to nought', () => {
    const snapshot = aSnapshot();
    const { share: _, ...rest } = snapshot.darkSocial;
    const text = renderMailText({ ...snapshot, darkSocial: { ...rest, low: 0, high: 0 } }, to);
    expect(text).toContain('None of 1,788 clicks shows a sign of being shared in private.');
    expect(text).not.toContain('too few for a percentage');
  });

  it.each([
    [
      'en-GB',
      'in 9 of 10 cases',
      'The one click',
      '1 of 1 click,',
      'called 1 of 1 click “direct”',
      'about 1 more click would tell',
    ],
    [
      'de-DE',
      'in 9 von 10 Fällen',
      'Der eine Klick',
      '1 von 1 Klick,',
      '1 von 1 Klick „direkt“',
      '1 weiterer Klick zeigt',
    ],
    [
      'fr-FR',
      'dans 9 cas sur 10',
      'Le seul clic',
      '1 sur 1 clic,',
      '1 sur 1 clic.',
      '1 clic de plus dirait s’il est',
    ],
    [
      'es-ES',
      'en 9 de 10 casos',
      'El único clic',
      '1 de 1 clic,',
      '1 de 1 clic.',
      '1 clic más diría si está',
    ],
  ])('says in %s what an interval means, and one click as one', (locale, cases, none, few, direct, more) => {
    const snapshot = aSnapshot();
    const { share: _, ...dark } = snapshot.darkSocial;
    const one = { ...dark, visits: 1, referrerOnly: [{ bucket: 'Direct' as const, clicks: 1 }] };
    const action = { kind: 'test-more' as const, names: ['Mara'], clicksMissing: 1 };
    const said = (darkSocial: ReportSnapshot['darkSocial']) =>
      renderMailText({ ...snapshot, action, darkSocial }, { ...to, locale }).replace(/\s+/g, ' ');
    expect(said({ ...one, low: 0, high: 0 })).toContain(none);
    for (const words of [cases, few, direct, more])
      expect(said({ ...one, low: 1, high: 1 })).toContain(words);
  });

  it('tells a level that is no tenth by the hundred', () => {
    const snapshot = aSnapshot();
    const { marginRoi } = snapshot.headline;
    const headline = {
      ...snapshot.headline,
      marginRoi: { ...marginRoi, interval: { low: 0.2, high: 1.5, level: 0.95 } },
    };
    expect(renderMailText({ ...snapshot, headline }, { ...to, locale: 'en-GB' })).toContain(
      'in 95 of 100 cases',
    );
  });

  it('writes bands of followers as people do, and those outside them in words', () => {
    const engagement = {
      ...{ days: 28, rate: 0.02, before: null },
      tiers: [
        { tier: '1-5k', rate: 0.03, posts: 4 },
        { tier: 'out-of-range', rate: 0.01, posts: 2 },
      ],
    };
    const text = renderMailText(aSnapshot({ engagement }), { ...to, locale: 'en-GB' });
    expect(text).toMatch(/^1–5k +4 +3.00%$/m);
    expect(text).toMatch(/^Under 1k or from 500k +2 +1.00%$/m);
  });

  it.each(LOCALES)('%s: ends no line within a multiple, a range, or before a French mark', (locale) => {
    const view = presentReport(aSnapshot(), { locale });
    const [revenue, roi] = view.tiles.map(({ detail }) => detail);
    const [roas = '', breakEven = ''] = revenue?.split(/(?<=;) /) ?? [];
    for (const part of [roas, breakEven]) expect(part).toMatch(/^[^ ]*\d[^ ]*$/);
    expect(roi).toMatch(/\+31[^ ]*\+142[^ ]*$/);
    const page = renderPage(aSnapshot(), { locale, showSpend: true }).replace(/<style.*?<\/style>/gs, '');
    expect(page).not.toMatch(/\d %|« |\p{L} [:;?!»]/u);
  });

  it.each(['de', 'fr', 'es'] as const)('%s: calls things as the pages of the app do', (language) => {
    const { say } = speechFor(aSnapshot(), language);
    const app = sayIn(language);
    const pairs = [
      ['Post', say.best.post],
      ['Creator', say.best.creator],
      ['Stage', say.stages.stage],
      ['Orders', say.tile.orders],
      ['Margin ROI', say.tile.marginRoi],
      ['Message', say.messages.message],
      ['Dark social', say.dark.title],
      ['Settings', say.footer.settings],
      ['Handle', say.files.handle],
      ['move up', say.promotionVerdict.moveUp],
      ['stop paying', say.promotionVerdict.stopPaying],
      ['Ads', LASTING_OF_REPORT[language].ads],
      ['Posts', LASTING_OF_REPORT[language].posts],
    ] as const;
    expect(Object.fromEntries(pairs.map(([english, word]) => [english, word]))).toEqual(
      Object.fromEntries(pairs.map(([english]) => [english, app(english)])),
    );
    const other = {
      de: /Bewerbung|Rohmarge/,
      fr: /ces publications|ROI de marge/,
      es: /\bposts?\b|ROI sobre/,
    }[language];
    expect(renderPage(aSnapshot(), { locale: language, showSpend: true })).not.toMatch(other);
  });

  it.each([
    [
      'en-GB',
      '12 volunteers were accepted so far.',
      ['Kept the rules', '93%', 'not checked'],
      ['ROI to date', '+131%'],
    ],
    [
      'de-DE',
      'Bisher wurden 12 Freiwillige angenommen.',
      ['Regeln eingehalten', '93 %', 'ungeprüft'],
      ['ROI bis heute', '+131 %'],
    ],
  ])(
    '%s: tells in text and page who was accepted, who kept the rules and what each message returned',
    (locale, accepted, rules, roi) => {
      for (const told of [
        renderMailText(aSnapshot(), { ...to, locale }),
        renderPage(aSnapshot(), { locale, showSpend: true }),
      ]) {
        const words = told.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
        for (const word of [accepted, ...rules, ...roi]) expect(words).toContain(word);
      }
    },
  );

  it('still shows a snapshot of before these were told', () => {
    const { health, messages, ...rest } = aSnapshot();
    const { volunteersAccepted: _, ...older } = health;
    const stages = health.stages.map(({ briefCompliance: __, ...stage }) => stage);
    const mixes = messages.map((mix) => ({ ...mix, rows: mix.rows.map(({ roi: ___, ...row }) => row) }));
    const text = renderMailText({ ...rest, health: { ...older, stages }, messages: mixes }, to);
    expect(text).toContain('7 volunteers wait');
    expect(/NaN|undefined/.exec(text)).toBeNull();
  });

  it('tells a late order in one line, and what it changed in one of each stage and of everything', () => {
    const of = (
      about: 'brand' | 'community',
      figure: 'orders' | 'netRevenueMinor' | 'marginRoi',
      was: number,
      is: number,
    ) => ({
      ...{ path: { about, figure }, was, is },
    });
    const late = {
      ...{ kind: 'late-order' as const, conversionId: 'cnv_1', order: '1161', day: '2026-11-02' },
      ...{ netMinor: 7_470, receivedAt: '2026-11-16T09:00:00Z' },
    };
    const differences = [
      ...[of('brand', 'orders', 32, 33), of('brand', 'netRevenueMinor', 136_460, 143_930)],
      ...[of('brand', 'marginRoi', 0.32, 0.39), of('community', 'orders', 6, 7)],
    ];
    const earlierWeeks = [{ week: '2026-W45', revision: 2, differences, causes: [late] }] as never;
    const { sections } = presentReport(aSnapshot({ earlierWeeks }), { locale: 'en-GB' });
    const told = sections.find(({ id }) => id === 'earlier')?.blocks ?? [];
    expect(told[0]).toEqual({ kind: 'text', text: 'Week 45, 2026 (now revision 2)' });
    expect(told.at(-1)).toEqual({
      kind: 'lines',
      items: [
        'Late order 1161 of 2 November 2026: +€74.70',
        'All together: orders 32 → 33; net revenue €1,364.60 → €1,439.30; margin ROI +32% → +39%',
        'Community: orders 6 → 7',
      ],
    });
  });

  it('tells nobody to move up who is there already, and of a week without requests none that were left out', () => {
    const usual = aSnapshot();
    const candidates = usual.promotion?.candidates.map((one) => ({
      ...one,
      verdict: 'moveUp' as const,
      there: true,
    }));
    const said = JSON.stringify(
      presentReport({ ...usual, promotion: { ...usual.promotion, candidates } as never }, { locale: 'en-GB' })
        .sections,
    );
    expect(said).toContain('"keep there"');
    expect(said).not.toContain('"move up"');
    const quiet = anEmptySnapshot();
    const how = presentReport({ ...quiet, provenance: { ...quiet.provenance, hits: 0, excluded: {} } }, {});
    expect(JSON.stringify(how.sections)).not.toContain('requests');
    expect(how.sections.find(({ id }) => id === 'stages')?.title ?? 'The weeks before').toBe(
      'The weeks before',
    );
  });

  it('lets no line end between a minus and its currency', () => {
    expect(renderMailHtml(aSnapshot(), { ...to, locale: 'en-GB' })).not.toMatch(/−\p{Sc}/u);
  });

  it('puts a word beside what is real, never a colour alone, and says once of the rest that it could be chance', () => {
    const { tiles, tilesNote } = presentReport(aSnapshot(), {});
    expect(tiles.map(({ word }) => word)).toEqual(['', '', 'real', '']);
    expect(tilesNote).toContain('A change that is not called “real” could be chance.');
    for (const html of [renderMailHtml(aSnapshot(), to), renderMailText(aSnapshot(), to)])
      expect(html.split('could be chance')).toHaveLength(2);
    const { headline } = aSnapshot();
    const change = { ...headline.clicks.change, verdict: 'chance' as const };
    const none = presentReport(
      { ...aSnapshot(), headline: { ...headline, clicks: { ...headline.clicks, change } } },
      {},
    );
    expect(none.tilesNote).toContain('Each of these changes could be chance.');
    const first = presentReport({ ...aSnapshot(), kind: 'first' }, {}).tilesNote;
    expect(first).not.toContain('chance');
  });
});

describe('the mail', () => {
  it('names what waits for a decision with the page where it is taken, but not twice what is to be done', () => {
    const usual = aSnapshot();
    const [first, second] = usual.promotion?.candidates ?? [];
    const promotion = usual.promotion && {
      ...usual.promotion,
      candidates: [first, { ...second, verdict: 'stopPaying' as const }] as typeof usual.promotion.candidates,
    };
    const { mail } = presentReport({ ...usual, ...(promotion && { promotion }) }, { locale: 'en-GB' });
    expect(mail.button.path).toBe('/app/promotions');
    expect(mail.decisions.map(({ text, button }) => [text, button.path])).toEqual([
      ['Jonas Weber broke a brand rule and cannot be moved up.', '/app/creators/crt_7'],
      ['Costs more than it brings in: Ben Okafor.', '/app/promotions'],
      ['7 volunteers wait for an answer.', '/app/volunteers'],
    ]);
    const html = renderMailHtml(usual, to);
    for (const path of ['/app/promotions', '/app/volunteers', '/app/posts/pst_1', '/app/creators/crt_0'])
      expect(html).toContain(`href="https://v.example${path}"`);
    expect(html).toMatch(
      /<a href="https:\/\/v.example\/app\/volunteers"[^>]*border:1px solid[^>]*>Answer the volunteers</,
    );
  });

  it.each(LOCALES)(
    '%s: stays under 45 KB with hostile names and everything in it, and loads nothing',
    (locale) => {
      const html = renderMailHtml(aHostileSnapshot(), { ...to, locale });
      expect(Buffer.byteLength(html)).toBeLessThan(45_000);
      expect(html.match(/src="(?!cid:)/g)).toBeNull();
      expect(html).not.toMatch(/url\(|@import|<link|<script/);
    },
  );

  it.each(LOCALES)('%s: the text part is never wider than 78 characters', (locale) => {
    for (const snapshot of [aSnapshot(), aHostileSnapshot(), anEmptySnapshot()]) {
      const lines = renderMailText(snapshot, { ...to, locale }).split('\n');
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(78);
    }
  });

  it('the text part cuts no name that has room', () => {
    const text = renderMailText(aSnapshot(), { ...to, locale: 'de-DE' });
    expect(text).toMatch(/^Aus einer App ohne Namen geöffnet +60$/m);
    expect(text).not.toContain('…');
  });

  it('aligns the columns of the text part', () => {
    const lines = renderMailText(aSnapshot(), { ...to, locale: 'en-GB' }).split('\n');
    const start = lines.findIndex((line) => line.startsWith('Stage  '));
    const [head = '', first = ''] = [lines[start], lines[start + 1]];
    expect(first.length).toBe(head.length);
    expect(first.indexOf('905') + 3).toBe(head.indexOf('Clicks') + 6);
  });
});

describe('hostile names', () => {
  const outputs = {
    mail: renderMailHtml(aHostileSnapshot(), to),
    page: renderPage(aHostileSnapshot(), { showSpend: true }),
    list: renderOutboxList([
      { id: '"><script>', subject: HOSTILE.html, from: 'a', to: HOSTILE.html, date: '2026-11-16T06:00:00Z' },
    ]),
    opened: renderOutboxMail({
      id: 'x',
      subject: HOSTILE.html,
      from: HOSTILE.html,
      to: 'b',
      date: '2026-11-16T06:00:00Z',
      text: '</pre><script>',
      headers: [{ name: 'X', value: HOSTILE.html }],
      attachments: [{ name: HOSTILE.html, contentType: HOSTILE.html, bytes: 1, href: '/a' }],
      htmlHref: '/h',
      rawHref: '/r',
    }),
  };

  it.each(Object.entries(outputs))('stay text in the %s', (_, html) => {
    // What stands between quotes is an attribute's value: text, too.
    const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, ''));
    expect(tags.filter((tag) => /^<script|src=x|onerror/.test(tag))).toEqual([]);
    expect(html.includes('&lt;script&gt;')).toBe(true);
  });

  it('cannot turn the line around or hide in control characters', () => {
    for (const sign of ['\u202e', '\u0000', '\u0007', '\u2028'])
      expect(outputs.page.includes(sign)).toBe(false);
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+49 30', `"'+49 30"`],
    ['-x', `"'-x"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    [' =1', `"' =1"`],
    ['＝1', `"'＝1"`],
    ['a "b"', '"a ""b"""'],
    ['a=b', '"a=b"'],
    ['-12.50', `"'-12.50"`],
    [{ decimal: '-12.50' }, '-12.50'],
  ])('the cell %j is written %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('the CSV begins with a BOM, ends lines with CRLF, and no cell starts a formula', () => {
    const csv = renderCsv(aHostileSnapshot());
    expect(csv.startsWith('\ufeff"week","section"')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const cell of csv.slice(1).split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)|\r\n/)) {
      expect(cell.replace(/^"/, '')).not.toMatch(/^\s*([=+@\t]|-(?!\d))/);
    }
  });
});

describe('a brand’s colour', () => {
  const branded = (colour?: string) =>
    aSnapshot({ brand: { ...aSnapshot().brand, ...(colour && { colour }) } });

  it('stands in a sheet of its own, which the policy names; without one there is the common sheet alone', () => {
    const page = renderPage(branded('#8a1c7c'), { showSpend: true });
    expect(page.match(/<style>/g)).toHaveLength(2);
    expect(page).toContain(':root{--accent:#8a1c7c}');
    const policy = (colour?: string) => reportPageHeaders(branded(colour))['Content-Security-Policy'] ?? '';
    expect(policy('#8a1c7c').match(/'sha256-[^']+'/g)).toHaveLength(2);
    expect(policy('#8a1c7c')).not.toContain('unsafe');
    expect(policy()).toBe(PAGE_CSP);
  });

  it('is on the mail’s buttons, links and bar, darkened where it could not be read, and nowhere ours', () => {
    const html = renderMailHtml(branded('#ffdd00'), to);
    expect(html).not.toContain('#0f5b57');
    expect(html).not.toContain('#6fc7bd');
    const ours = /background:(#[0-9a-f]{6})"[^>]*>Decide/.exec(html)?.[1] ?? '#ffffff';
    expect(contrastRatio(ours, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(html).toContain('.button{background:#ffdd00!important}');
  });
});

describe('what can not be told or would flatten the rest', () => {
  it('a figure that is missing is a dash with its reason beneath', () => {
    const { headline } = aSnapshot();
    const marginRoi = { ...headline.marginRoi, value: null, note: 'too-little-spend' as const };
    const spendMinor = { ...headline.spendMinor, value: 2_500 };
    const told = presentReport(aSnapshot({ headline: { ...headline, marginRoi, spendMinor } }), {
      locale: 'en-GB',
    });
    const [revenue, tile] = told.tiles;
    expect(tile).toMatchObject({
      value: '–',
      detail: 'too little spend (€25.00 spent)',
      change: '',
    });
    // What the figure means is told with the figure.
    expect(told.tilesNote).not.toContain('Margin ROI is');
    // Nor the same figure as a multiple.
    expect(revenue?.detail).toBe('');
    expect(presentReport(aSnapshot(), {}).tiles[0]?.detail).toMatch(
      /^\d[\d.]*.×.the.spend; pays.off.from.1.7.×$/,
    );
  });

  it.each(LOCALES)(
    '%s: what waits for an exchange rate is told where the figures stand, spend only to whom it is shown',
    (locale) => {
      const note = (snapshot: ReportSnapshot) => presentReport(snapshot, { locale }).tilesNote;
      expect(note(aSnapshot())).toMatch(/499[.,]00.*713[.,]00/);
      expect(renderMailHtml(aSnapshot(), { ...to, locale })).toMatch(/499[.,]00/);
      expect(note(withoutSpend(aSnapshot()))).toMatch(/499[.,]00/);
      expect(note(withoutSpend(aSnapshot()))).not.toMatch(/713[.,]00/);
      const { provenance } = aSnapshot();
      expect(note(aSnapshot({ provenance: { ...provenance, unconverted: [] } }))).not.toMatch(/\d{2}[.,]00/);
    },
  );

  it('a stage without an ROI says why in the mail too', () => {
    const [first, ...rest] = aSnapshot().stages;
    const roi = { value: null, basis: 'margin-roi' as const, note: 'too-few-orders' as const };
    const stages = first ? [{ ...first, roi }, ...rest] : [];
    const [week] = presentReport(aSnapshot({ stages }), { locale: 'en-GB' }).mail.tables;
    expect(week?.rows[0]?.cells.at(-1)).toMatchObject({ text: '–', detail: 'too few orders' });
    expect(week?.rows[1]?.cells.at(-1)?.detail).toBe('');
  });

  it('the one thing to do leads on from the page too, but for who was only handed an address', () => {
    const { path } = presentReport(aSnapshot(), {}).mail.button;
    expect(renderPage(aSnapshot(), { showSpend: true })).toContain(`<a href="${path}">`);
    expect(renderPage(aSnapshot(), { showSpend: false })).not.toContain(`<a href="${path}">`);
  });

  it('ten euros that sold for hundreds end at an arrow with its figure, and the others keep their room', () => {
    const roiOf = (value: number) => ({
      value,
      basis: 'margin-roi' as const,
      interval: { low: value - 0.4, high: value + 0.4, level: 0.9 },
    });
    const page = (most: number) => {
      const stages = aSnapshot().stages.map((row, i) => ({ ...row, roi: roiOf([0.3, 0.5, most][i] ?? 0) }));
      const total = { ...aSnapshot().total, roi: roiOf(0.9) };
      return renderPage(aSnapshot({ stages, total }), { showSpend: true });
    };
    expect(page(64.01)).toContain('+6,401% →');
    expect(page(64.01)).not.toContain('>+5,000%<');
    expect(page(1.5)).not.toContain('→</text>');
  });

  it.each([
    ['en-GB', '1 other'],
    ['de-DE', '1 weiterer'],
    ['fr-FR', '1 autre'],
    ['es-ES', '1 más'],
  ])('%s: of one creator more than there is room for it says "%s"', (locale, said) => {
    const usual = aSnapshot();
    const creators = { ...usual.best?.creators, rows: usual.best?.creators.rows.slice(0, 4) ?? [] };
    const best = { ...usual.best, creators } as NonNullable<typeof usual.best>;
    const { tables } = presentReport({ ...usual, best }, { locale }).mail;
    expect(tables[1]?.rows[3]?.cells[0]?.text).toBe(said);
  });

  it('of one creator the mail names no best', () => {
    const { best } = aSnapshot();
    const [only] = best?.creators.rows ?? [];
    const one = aSnapshot(best && only ? { best: { ...best, creators: { rows: [only] } } } : {});
    expect(presentReport(one, {}).mail.tables.map(({ caption }) => caption)).toEqual([
      'What each stage returned',
      'Best posts of the week',
    ]);
  });
});

describe('the shop without these posts', () => {
  const page = (lift: LiftOfWeek | undefined, showSpend = true) =>
    renderPage({ ...aSnapshot(), ...(lift ? { lift } : { lift: undefined as never }) }, { showSpend });

  it('is one line with a range, a chart with its table, and ROI with it beside ROI', () => {
    const html = page(aLift());
    expect(html).toContain(
      'Since 2 November 2026 the shop has had between 2 and 12 orders a day more than it would have had without these posts, clicked or not.',
    );
    expect(html).toContain('Their links and codes brought 52 orders in all these days');
    expect(html).toContain(
      'Margin ROI with lift: +12% to +240%. By tracked orders alone, over the same days: +85%.',
    );
    expect(html).toContain('id="lift-wide-t"');
    expect(html).toContain(
      '<th scope="row">2 Nov</th><td class="right">34</td><td class="right">20 to 41</td>',
    );
    expect(page(aLift(), false)).not.toContain('with lift');
  });

  it('says what would have shown where nothing did, and never a number for it', () => {
    const unseen = aLift({
      verdict: 'notDetectable',
      share: { low: -0.12, high: 0.19 },
      roi: undefined as never,
    });
    const html = page(unseen);
    expect(html).toContain(
      'can’t be told from ordinary days: between 12% less and 19% more than expected. Only 23% or more would have shown.',
    );
    expect(renderMailHtml(aSnapshot({ lift: unseen }), to)).not.toContain('Clicked or not');
  });

  it('says why nothing was estimated, and is not there for a shop that tells nothing', () => {
    const {
      perDay: _,
      share: __,
      roi: ___,
      ...none
    } = aLift({ verdict: 'notEstimated', reason: 'noQuietDays', days: [] });
    expect(page(none)).toContain('no quiet days to compare with');
    expect(page(undefined)).not.toContain('The shop without these posts');
  });

  it('is one line of the mail', () => {
    expect(renderMailHtml(aSnapshot(), to)).toContain(
      'Clicked or not: without the posts since 2 November 2026 the shop would have missed between 2 and 12 orders a day.',
    );
  });

  it('is in the CSV: the range without a point, what would have shown, and every day', () => {
    const rows = renderCsv(aSnapshot())
      .split('\r\n')
      .filter((line) => line.includes('"lift'));
    expect(rows[0]).toBe('"2026-W46","lift","orders","perDay",,2.4,11.6,0.9,"","shop-totals","range-only"');
    expect(rows[1]).toBe('"2026-W46","lift","orders","smallestVisible",0.23,,,,"","shop-totals",');
    expect(rows.filter((row) => row.includes('"liftDay"'))).toHaveLength(28);
  });
});

describe('the page', () => {
  it('allows its one style sheet and nothing else, and has no inline style or handler', () => {
    const page = renderPage(aSnapshot(), { showSpend: true });
    expect(PAGE_CSP).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'/);
    expect(page).not.toMatch(/\sstyle="|\son[a-z]+="|<script|javascript:/);
  });

  it('hides what the brand pays from shared readers, in the source too', () => {
    const page = renderPage(aSnapshot(), { showSpend: false });
    expect(page).toContain('€4,182.60');
    for (const secret of ['€1,356.50', '€412.50', '+85%', '+31%', '€52.00'])
      expect(page).not.toContain(secret);
  });

  it('is the same text each time', () => {
    expect(renderPage(aSnapshot(), { showSpend: true })).toBe(renderPage(aSnapshot(), { showSpend: true }));
  });
});

describe('the chart of ROI', () => {
  const roi = (value: number, low: number, high: number) => ({
    value,
    basis: 'margin-roi' as const,
    interval: { low, high, level: 0.9 },
  });
  const chartOf = (figures: ReturnType<typeof roi>[]) => {
    const usual = aSnapshot();
    const stages = usual.stages.map((row, i) => ({ ...row, roi: figures[i] ?? row.roi }));
    const snapshot = { ...usual, stages };
    return chartSvg('roi', snapshot, speechFor(snapshot, 'en-GB'), { width: 720, id: 'roi' }) ?? '';
  };

  it('shows no loss of more than everything', () => {
    expect(chartOf([roi(-0.8, -2.6, 0.3)])).not.toMatch(/−[2-9]\d\d%/);
  });

  it('stays readable beside a stage whose ten euros sold for hundreds, and says how far that one goes', () => {
    const svg = chartOf([roi(64.01, 30, 98), roi(0.5, 0.1, 1.2), roi(0.4, -0.1, 0.9)]);
    expect(svg).toContain('+6,401% →');
    expect(svg).not.toContain('+5,000%');
  });
});
