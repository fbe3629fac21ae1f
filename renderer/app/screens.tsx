// Which component draws which screen (and dialogs.tsx which dialog): where features meet. What is not needed for the
// first picture is loaded when it is first asked for.
import { Suspense } from 'react';
import type { RunId } from '../../electron/contract/model/ids.ts';
import { WatchScreen } from '../features/watch/watch-screen.tsx';
import { type Route, useRoute } from '../store/route.ts';
import { Boundary } from './boundary.tsx';
import { later } from './later.tsx';

const ProblemsScreen = later(async () => (await import('../features/problems/problems-screen.tsx')).ProblemsScreen);
const HostScreen = later(async () => (await import('../features/host/host-screen.tsx')).HostScreen);

const InventoryScreen = later(async () => (await import('../features/inventory/inventory-screen.tsx')).InventoryScreen);
const SettingsScreen = later(async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen);

const IncidentsScreen = later(async () => (await import('../features/incidents/incidents-screen.tsx')).IncidentsScreen);
const IncidentScreen = later(async () => (await import('../features/incident/incident-screen.tsx')).IncidentScreen);
const RunbooksScreen = later(async () => (await import('../features/runbooks/runbooks-screen.tsx')).RunbooksScreen);
const RunScreen = later(async () => (await import('../features/run/run-screen.tsx')).RunScreen);
const RunPane = later(async () => (await import('../features/run/run-pane.tsx')).RunPane);
const MaintenanceScreen = later(
  async () => (await import('../features/maintenance/maintenance-screen.tsx')).MaintenanceScreen,
);
const AlertsScreen = later(async () => (await import('../features/alerting/alerts-screen.tsx')).AlertsScreen);
const OnCallScreen = later(async () => (await import('../features/on-call/on-call-screen.tsx')).OnCallScreen);
const ShiftsScreen = later(async () => (await import('../features/shifts/shifts-screen.tsx')).ShiftsScreen);
const HandoffScreen = later(async () => (await import('../features/handoff/handoff-screen.tsx')).HandoffScreen);
const ReviewScreen = later(async () => (await import('../features/review/review-screen.tsx')).ReviewScreen);
const ReportsScreen = later(async () => (await import('../features/reports/reports-screen.tsx')).ReportsScreen);
const WallboardScreen = later(async () => (await import('../features/wallboard/wallboard-screen.tsx')).WallboardScreen);
const EngineScreen = later(async () => (await import('../features/engine-health/engine-screen.tsx')).EngineScreen);

export function Screen() {
  const route = useRoute((state) => state.route);
  return (
    <Boundary around="screen" resetKey={JSON.stringify(route)}>
      <Suspense fallback={<main />}>{screen(route)}</Suspense>
    </Boundary>
  );
}

/** The run beside a timeline: the one feature has its place in the other. */
const runPane = (runId: RunId) => (
  <Suspense fallback={null}>
    <RunPane key={runId} runId={runId} />
  </Suspense>
);

function screen(route: Route) {
  switch (route.screen) {
    case 'watch':
      return <WatchScreen />;
    case 'problems':
      return <ProblemsScreen />;
    case 'incidents':
      return <IncidentsScreen />;
    case 'incident':
      return <IncidentScreen key={route.incidentId} incidentId={route.incidentId} seq={route.seq} runPane={runPane} />;
    case 'runbooks':
      return <RunbooksScreen runbookId={route.runbookId} />;
    case 'run':
      return <RunScreen key={route.runId} runId={route.runId} />;
    case 'inventory':
      return <InventoryScreen view={route.view ?? 'hosts'} />;
    case 'settings':
      return <SettingsScreen />;
    case 'maintenance':
      return <MaintenanceScreen windowId={route.windowId} muteId={route.muteId} />;
    case 'alerts':
      return <AlertsScreen view={route.view ?? 'deliveries'} />;
    case 'on-call':
      return <OnCallScreen />;
    case 'shifts':
      return <ShiftsScreen />;
    case 'handoff':
      return <HandoffScreen handoffId={route.handoffId} />;
    case 'review':
      return <ReviewScreen from={route.from} to={route.to} handoffId={route.handoffId} />;
    case 'reports':
      return <ReportsScreen view={route.view ?? 'report'} />;
    case 'wallboard':
      return <WallboardScreen />;
    case 'engine':
      return <EngineScreen />;
    case 'host':
      return <HostScreen key={route.hostId} hostId={route.hostId} />;
    default:
      return route satisfies never;
  }
}
