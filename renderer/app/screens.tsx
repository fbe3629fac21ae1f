// Which component draws which screen and which dialog: the one place where features meet. What is not needed for the
// first picture is loaded when it is first asked for.
import { type ComponentType, lazy, Suspense } from 'react';
import { AcknowledgeDialog } from '../features/handling/acknowledge-dialog.tsx';
import { WatchScreen } from '../features/watch/watch-screen.tsx';
import { type Dialog, useDialogs } from '../store/dialogs.ts';
import { type Route, useRoute } from '../store/route.ts';
import { Boundary } from './boundary.tsx';
// Never later: whoever presses Ctrl K types on at once, and half a word finds another command.
import { Palette } from './palette/palette.tsx';

/** A screen or dialog of its own file, by its name there. */
function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}

const KeyHelp = later(async () => (await import('./help.tsx')).KeyHelp);
const HostKeyDialog = later(async () => (await import('../features/handling/host-key-dialog.tsx')).HostKeyDialog);
const VaultDialog = later(async () => (await import('../features/handling/vault-dialog.tsx')).VaultDialog);
const ProblemsScreen = later(async () => (await import('../features/problems/problems-screen.tsx')).ProblemsScreen);
const HostScreen = later(async () => (await import('../features/host/host-screen.tsx')).HostScreen);

const InventoryScreen = later(async () => (await import('../features/inventory/inventory-screen.tsx')).InventoryScreen);
const RemoveHosts = later(async () => (await import('../features/inventory/bulk/remove-hosts.tsx')).RemoveHosts);
const BulkEdit = later(async () => (await import('../features/inventory/bulk/bulk-edit.tsx')).BulkEdit);
const ColumnsDialog = later(async () => (await import('../features/inventory/hosts/columns-dialog.tsx')).ColumnsDialog);
const ExportDialog = later(async () => (await import('../features/inventory/export-dialog.tsx')).ExportDialog);
const TemplateForm = later(
  async () => (await import('../features/inventory/templates/template-form.tsx')).TemplateForm,
);
const RemoveTemplate = later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveTemplate);
const CredentialForm = later(
  async () => (await import('../features/inventory/credentials/credential-form.tsx')).CredentialForm,
);
const RemoveCredential = later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveCredential);
const SettingsScreen = later(async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen);
const HostForm = later(async () => (await import('../features/inventory/host-form.tsx')).HostForm);
const CheckForm = later(async () => (await import('../features/inventory/check-form.tsx')).CheckForm);
const RemoveHost = later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveHost);
const RemoveCheck = later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveCheck);

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
    // Somebody who presses + or b types on at once.
    void import('../features/inventory/host-form.tsx');
    void import('../features/inventory/bulk/bulk-edit.tsx');
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
          <MaintenanceScreen />
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

export function OpenDialogs() {
  const open = useDialogs((state) => state.open);
  const below = useDialogs((state) => state.below);
  return (open ? [...below, open] : []).map((each) => (
    // There is one of a kind: opening another over it must not mount it anew.
    <Boundary key={each.type} around="dialog" resetKey={each.type}>
      <Suspense fallback={null}>{dialog(each)}</Suspense>
    </Boundary>
  ));
}

function dialog(open: Dialog) {
  switch (open.type) {
    case 'palette':
      return <Palette />;
    case 'keys':
      return <KeyHelp />;
    case 'acknowledge':
      return <AcknowledgeDialog problemIds={open.problemIds} />;
    case 'host-key':
      return <HostKeyDialog question={open.question} />;
    case 'vault':
      return <VaultDialog />;
    case 'host-form':
      return <HostForm hostId={open.hostId} />;
    case 'check-form':
      return <CheckForm hostId={open.hostId} checkId={open.checkId} />;
    case 'remove-host':
      return <RemoveHost hostId={open.hostId} />;
    case 'remove-hosts':
      return <RemoveHosts hostIds={open.hostIds} />;
    case 'bulk-edit':
      return <BulkEdit hostIds={open.hostIds} />;
    case 'host-columns':
      return <ColumnsDialog />;
    case 'export':
      return <ExportDialog hostIds={open.hostIds} />;
    case 'template-form':
      return <TemplateForm templateId={open.templateId} />;
    case 'remove-template':
      return <RemoveTemplate templateId={open.templateId} />;
    case 'credential-form':
      return <CredentialForm name={open.name} />;
    case 'remove-credential':
      return <RemoveCredential name={open.name} />;
    case 'remove-check':
      return <RemoveCheck checkId={open.checkId} />;
    default:
      return open satisfies never;
  }
}
