import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import type { ChartId } from '../present/view.ts';
import type { ChartFrame } from './chart.tsx';
import { decayChart } from './decay-chart.tsx';
import { posteriorChart, roiChart } from './interval-chart.tsx';
import { lastingChart } from './lasting-chart.tsx';
import { liftChart } from './lift-chart.tsx';
import { weeksChart } from './weeks-chart.tsx';

const DRAW = {
  weeks: weeksChart,
  roi: roiChart,
  posteriors: posteriorChart,
  decay: decayChart,
  lift: liftChart,
  lasting: lastingChart,
};

/** The chart as a JSX node, or undefined when there is nothing to draw. */
export const drawChart = (chart: ChartId, snapshot: ReportSnapshot, speech: Speech, frame: ChartFrame) =>
  DRAW[chart](snapshot, speech, frame);

/** The same drawing as SVG text, for the PNG in the mail. */
export function chartSvg(
  chart: ChartId,
  snapshot: ReportSnapshot,
  speech: Speech,
  frame: ChartFrame,
): string | undefined {
  const drawn = drawChart(chart, snapshot, speech, frame);
  return drawn === undefined ? undefined : String(drawn);
}
