import { describe, expect, it } from 'vitest';
import type { Candidate, Figure, ReportSnapshot } from '../../../shared/domain/report/snapshot.ts';
import { chartSvg } from '../../../shared/report/render/charts/draw.ts';
import { speechFor } from '../../../shared/report/render/present/present.ts';
import { aSnapshot } from '../../support/report-builders.ts';

const WIDTHS = [340, 720];
type Drawn = { texts: { text: string; x: number; y: number; anchor: string; size: number }[]; svg: string };

function drawn(chart: 'roi' | 'posteriors' | 'weeks', snapshot: ReportSnapshot, width: number): Drawn {
  const svg = chartSvg(chart, snapshot, speechFor(snapshot, 'en-GB'), { width, id: 'c' }) ?? '';
  const texts = [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, of = '', text = '']) => {
    const read = (name: string) => new RegExp(` ?${name}="([^"]*)"`).exec(of)?.[1] ?? '';
    return {
      text,
      x: Number(read('x')),
      y: Number(read('y')),
      anchor: read('text-anchor'),
      size: Number(read('font-size') || 12),
    };
  });
  return { texts, svg };
}

/** From where to where a text may reach, generously. */
function spanOf({ text, x, anchor, size }: Drawn['texts'][number]): [number, number] {
  const width = text.length * size * 0.62;
  const from = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
  return [from, from + width];
}

const axisAt = ({ svg }: Drawn): number => Number(/<line x1="([\d.]+)"[^>]*class="axis"/.exec(svg)?.[1]);

const candidate = (name: string, value: number, low: number, high: number): Candidate => ({
  creatorId: `crt_${name}`,
  name,
  platform: 'instagram',
  clicks: 300,
  orders: 9,
  score: { value, basis: 'profit-per-post', interval: { low, high, level: 0.9 } },
  probabilityInTop: 0.5,
  verdict: 'testMore',
  reasons: [],
});

const aPromotion = (candidates: Candidate[]): ReportSnapshot =>
  aSnapshot({
    promotion: {
      from: 'microcontent',
      to: 'campaign',
      pick: 4,
      expectedRightPicks: 2.5,
      scale: 'profit-per-post',
      candidates,
    },
  });

const NAMES = ['Lotte Brandt-Hohenstein', 'Jonas Lindqvist', 'Hanna Otto'];
const REVIEW = aPromotion([
  candidate(NAMES[0] ?? '', 91_89, 47_98, 149_95),
  candidate(NAMES[1] ?? '', 28_81, 4_11, 60_43),
  candidate(NAMES[2] ?? '', -38_40, -52_14, -20_05),
]);
const missing: Figure = { value: null, basis: 'margin-roi', note: 'too-few-orders' };

describe.each(WIDTHS)('a chart of ranges, %i px wide', (width) => {
  it('names everybody whole', () => {
    const { texts } = drawn('posteriors', REVIEW, width);
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(NAMES));
  });

  it('draws no line through a name', () => {
    const chart = drawn(
      'posteriors',
      aPromotion(NAMES.map((name) => candidate(name, 50_00, 20_00, 80_00))),
      width,
    );
    const lines = [
      ...chart.svg.matchAll(
        /<line x1="([\d.]+)" y1="([\d.]+)" x2="[\d.]+" y2="([\d.]+)" class="(?:axis|grid)"/g,
      ),
    ];
    expect(lines.length).toBeGreaterThan(1);
    for (const name of chart.texts.filter(({ text }) => NAMES.includes(text)))
      for (const [, x, top, bottom] of lines) {
        const [from, to] = spanOf(name);
        const beside = Number(x) < from || Number(x) > to;
        expect(beside || name.y - name.size > Number(bottom) || name.y < Number(top), name.text).toBe(true);
      }
  });

  it('has at least two marks on its scale, none beyond what it shows, none cut', () => {
    const { texts } = drawn('posteriors', REVIEW, width);
    const marks = texts.filter(({ text }) => text.includes('€'));
    expect(marks.length).toBeGreaterThanOrEqual(2);
    for (const mark of marks) {
      expect(Math.abs(Number(mark.text.replace(/[^\d.]/g, '')))).toBeLessThanOrEqual(150);
      const [from, to] = spanOf(mark);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(width);
    }
    const spans = marks.map(spanOf).sort(([a], [b]) => a - b);
    for (const [i, [from]] of spans.entries())
      if (i > 0) expect(from).toBeGreaterThan(spans[i - 1]?.[1] ?? 0);
  });

  it('says why a figure is missing beside the line of break-even, never across it, and across no name', () => {
    const roi: Figure = {
      value: 0.85,
      basis: 'margin-roi',
      interval: { low: -0.19, high: 3.21, level: 0.9 },
    };
    const stages = aSnapshot().stages.map((row, i) => ({ ...row, roi: i === 0 ? roi : missing }));
    const snapshot = aSnapshot({ stages });
    const chart = drawn('roi', snapshot, width);
    const reason = chart.texts.find(({ text }) => text === 'too few orders');
    if (!reason) throw new Error('no reason');
    const [from, to] = spanOf(reason);
    const axis = axisAt(chart);
    expect(from >= axis || to <= axis).toBe(true);
    for (const other of chart.texts)
      if (other !== reason && Math.abs(other.y - reason.y) < 11) {
        const [start, end] = spanOf(other);
        expect(start >= to || end <= from, other.text).toBe(true);
      }
  });
});

describe('the chart of weeks', () => {
  it('names only the ways that somebody came by', () => {
    const snapshot = aSnapshot();
    const weeks = snapshot.weeks.map((week) => ({
      ...week,
      byGroup: { platform: week.clicks, otherSocial: 0, dark: 0, search: 0, other: 0 },
    }));
    const texts = drawn('weeks', { ...snapshot, weeks }, 340).texts.map(({ text }) => text);
    expect(texts).toContain('The post’s own platform');
    expect(texts).not.toContain('Dark social');
  });
});
