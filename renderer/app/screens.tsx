// Which component draws which screen (and dialogs.tsx which dialog): where features meet. What is not needed for the
// first picture is loaded when it is first asked for.
import { Suspense } from 'react';
import type { RunId } from '../../electron/contract/model/ids.ts';
import { WatchScreen } from '../features/watch/watch-screen.tsx';
import { type Route, useRoute } from '../store/route.ts';
import { Boundary } from './boundary.tsx';
import { later } from './later.ts';

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
const EngineScreen = later(async () => (await import('../features/engine-health/engine-screen.tsx')).EngineScreen);

/** Fetches the screens that the next key press is likely to ask for, while nothing else is to do. */
export function fetchAhead(): void {
  requestIdleCallback(() => {
    void import('../features/problems/problems-screen.tsx');
    void import('../features/host/host-screen.tsx');
    void import('../features/inventory/inventory-screen.tsx');
    void import('../features/alerting/alerts-screen.tsx');
    // Somebody who presses + or b types on at once.
    void import('../features/inventory/host-form.tsx');
    void import('../features/inventory/bulk/bulk-edit.tsx');
    // The same with m and M.
    void import('../features/handling/mute-dialog.tsx');
    void import('../features/maintenance/form/window-form.tsx');
    // And with i, and t in an incident.
    void import('../features/incidents/incident-form.tsx');
    void import('../features/incidents/status-dialog.tsx');
    // And with n; from there it is one key to the incident itself.
    void import('../features/incident/note-dialog.tsx');
    void import('../features/incident/incident-screen.tsx');
  });
}

export function Screen() {
  const route = useRoute((state) => state.route);
  return (
    <Boundary around="screen" resetKey={JSON.stringify(route)}>
      {screen(route)}
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
      return (
        <Suspense fallback={<main />}>
          <ProblemsScreen />
        </Suspense>
      );
    case 'incidents':
      return (
        <Suspense fallback={<main />}>
          <IncidentsScreen />
        </Suspense>
      );
    case 'incident':
      return (
        <Suspense fallback={<main />}>
          <IncidentScreen key={route.incidentId} incidentId={route.incidentId} seq={route.seq} runPane={runPane} />
        </Suspense>
      );
    case 'runbooks':
      return (
        <Suspense fallback={<main />}>
          <RunbooksScreen runbookId={route.runbookId} />
        </Suspense>
      );
    case 'run':
      return (
        <Suspense fallback={<main />}>
          <RunScreen key={route.runId} runId={route.runId} />
        </Suspense>
      );
    case 'inventory':
      return (
        <Suspense fallback={<main />}>
          <InventoryScreen view={route.view ?? 'hosts'} />
        </Suspense>
      );
    case 'settings':
      return (
        <Suspense fallback={<main />}>
          <SettingsScreen />
        </Suspense>
      );
    case 'maintenance':
      return (
        <Suspense fallback={<main />}>
          <MaintenanceScreen windowId={route.windowId} muteId={route.muteId} />
        </Suspense>
      );
    case 'alerts':
      return (
        <Suspense fallback={<main />}>
          <AlertsScreen view={route.view ?? 'deliveries'} />
        </Suspense>
      );
    case 'on-call':
      return (
        <Suspense fallback={<main />}>
          <OnCallScreen />
        </Suspense>
      );
    case 'engine':
      return (
        <Suspense fallback={<main />}>
          <EngineScreen />
        </Suspense>
      );
    case 'host':
      return (
        <Suspense fallback={<main />}>
          <HostScreen key={route.hostId} hostId={route.hostId} />
        </Suspense>
      );
    default:
      return route satisfies never;
  }
}
