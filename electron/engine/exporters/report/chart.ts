// A chart of a report as a picture: by its kind.
import type { ReportChart } from '../../../contract/model/report.ts';
import { barsChart } from './chart-bars.ts';
import { lineChart } from './chart-line.ts';
import { shareChart } from './chart-share.ts';

/** SVG; '' where there is nothing to draw: that is said in words by whoever asks. */
export function chartSvg(chart: ReportChart): string {
  const isEmpty = chart.labels.length === 0 || chart.series.every(({ values }) => values.every((one) => one === null));
  if (isEmpty) return '';
  switch (chart.kind) {
    case 'bars':
      return barsChart(chart);
    case 'line':
      return lineChart(chart);
    case 'share':
      return shareChart(chart);
    default:
      return chart.kind satisfies never;
  }
}
