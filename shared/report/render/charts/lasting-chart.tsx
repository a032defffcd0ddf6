import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { lastingFindings, lastingWords } from '../present/present-lasting.ts';
import type { ChartFrame } from './chart.tsx';
import { ResidualCurves } from './residual-curves.tsx';

const HEIGHT = 220;

/** Posts beside ads once the money is spent. Undefined where neither could be followed. */
export function lastingChart({ programme }: ReportSnapshot, speech: Speech, frame: ChartFrame) {
  const { posts, ads } = programme?.lasting ?? {};
  if (!posts || !ads || !(posts.left ?? ads.left)) return undefined;
  const { percent, count } = speech.format;
  return (
    <ResidualCurves
      {...{ frame, percent, count }}
      height={HEIGHT}
      title={lastingWords(speech).title}
      description={lastingFindings({ posts, ads }, speech).join(' ')}
      posts={posts.left}
      ads={ads.left}
    />
  );
}
