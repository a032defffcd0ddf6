import type { PpcCurve } from '../../../../shared/domain/schema/orders/ppc.ts';
import { ResidualCurves } from '../../../../shared/report/render/charts/residual-curves.tsx';
import type { Visit } from '../../http/visit.ts';
import { ChartFigure } from './chart-frame.tsx';

type Props = { visit: Visit; posts: PpcCurve; ads: PpcCurve; finding: string };

/** What was still to come, day by day after the money: posts as a line with dots, ads dashed; the numbers beneath. */
export const ResidualChart = ({ visit, posts, ads, finding }: Props) => {
  const { say, format } = visit;
  const title = say('Clicks still to come after the money');
  const [ofPosts, ofAds] = [leftOf(posts), leftOf(ads)];
  const left = (curve: number[] | null, day: number) => {
    const share = curve?.[day];
    return share === undefined ? '–' : format.percent(share);
  };
  return (
    <ChartFigure
      {...{ visit, title }}
      id="residual"
      caption={[
        ...(ofPosts ? [say('Solid with dots: posts, since the day they were published.')] : []),
        ...(ofAds ? [say('Dashed: ads, since the last day that was paid for.')] : []),
        say('Share of the clicks of these days still to come.'),
      ].join(' ')}
      draw={({ width, height, id }) => (
        <ResidualCurves
          frame={{ width, id }}
          {...{ height, title, description: finding, posts: ofPosts, ads: ofAds }}
          percent={format.percent}
          count={format.count}
        />
      )}
      columns={[
        { name: say('Days after') },
        { name: say('Posts'), right: true },
        { name: say('Ads'), right: true },
      ]}
      rows={Array.from({ length: Math.max(ofPosts?.length ?? 0, ofAds?.length ?? 0) }, (_, day) => ({
        cells: [format.count(day), left(ofPosts, day), left(ofAds, day)],
      }))}
    />
  );
};

const leftOf = ({ points }: PpcCurve): number[] | null => points && points.map(({ left }) => left);
