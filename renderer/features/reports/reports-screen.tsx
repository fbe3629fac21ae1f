// Reports: figures with the rows behind them, of any period; and the schedules by which they are made and sent.
import { Tabs } from '../../forms/tabs.tsx';
import { useKeys } from '../../store/keys.ts';
import { goTo, type ReportsView } from '../../store/route.ts';
import { ReportView } from './report/report-view.tsx';
import { SchedulesView } from './schedules/schedules-view.tsx';
import './reports.css';

const TABS: readonly { readonly value: ReportsView; readonly label: string; readonly keys: string }[] = [
  { value: 'report', label: 'Report', keys: 'r' },
  { value: 'schedules', label: 'Schedules', keys: 's' },
];

const goToView = (view: ReportsView): void =>
  goTo(view === 'report' ? { screen: 'reports' } : { screen: 'reports', view });

export function ReportsScreen({ view }: { readonly view: ReportsView }) {
  useKeys(
    'Reports',
    TABS.map(({ value, label, keys }) => ({ keys: [keys], label, off: value === view, run: () => goToView(value) })),
  );
  return (
    <main className="reports">
      {view === 'schedules' && <h1 className="vh">Reports</h1>}
      <Tabs label="Reports" tabs={TABS} value={view} onGo={goToView} />
      {view === 'report' ? <ReportView /> : <SchedulesView />}
    </main>
  );
}
