// Parts of a whole, a row for each whole: few of them, so that each part has its figure beside the bar.
import { Legend } from './category-chart.tsx';
import { type CategorySeries, sharesOf, shareText } from './category-plan.ts';
import './category-chart.css';

interface Props {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly CategorySeries[];
}

export function ShareRows({ title, labels, series }: Props) {
  return (
    <figure className="cc">
      <figcaption>
        <b>{title}</b>
        <Legend kind="share" unit="%" series={series} />
      </figcaption>
      <ul className="cc-rows">
        {labels.map((label, at) => {
          const shares = sharesOf(series, at);
          const said = shares?.map((share, order) => `${series[order]?.name ?? ''} ${shareText(share)} %`);
          return (
            <li key={label} title={said?.join(', ')}>
              <span>{label}</span>
              <span className={shares ? 'cc-bar' : 'cc-bar none'} aria-hidden="true">
                {shares?.map((share, order) => (
                  <i key={series[order]?.name} className={`cc-${order % 5}`} style={{ width: `${share}%` }} />
                ))}
              </span>
              <span className="cc-parts">{shares ? shares.map(shareText).join(' / ') : 'none'}</span>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
