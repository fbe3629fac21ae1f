// Reports: figures, charts, rows; and the schedules by which they are sent.
import type { ReportsView } from '../../store/route.ts';

export function ReportsScreen(_: { readonly view: ReportsView }) {
  return <main />;
}
