// Which component draws which screen and which dialog: the one place where features meet. What is not needed for the
// first picture is loaded when it is first asked for.
import { type ComponentType, lazy, Suspense } from 'react';
import { AcknowledgeDialog } from '../features/handling/acknowledge-dialog.tsx';
import { HostKeyDialog } from '../features/handling/host-key-dialog.tsx';
import { VaultDialog } from '../features/handling/vault-dialog.tsx';
import { WatchScreen } from '../features/watch/watch-screen.tsx';
import { type Dialog, useDialogs } from '../store/dialogs.ts';
import { type Route, useRoute } from '../store/route.ts';
import { Boundary } from './boundary.tsx';
import { KeyHelp } from './help.tsx';
import { Palette } from './palette/palette.tsx';

/** A screen or dialog of its own file, by its name there. */
function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}

const HostScreen = later(async () => (await import('../features/host/host-screen.tsx')).HostScreen);

const InventoryScreen = later(async () => (await import('../features/inventory/inventory-screen.tsx')).InventoryScreen);
const HostForm = later(async () => (await import('../features/inventory/host-form.tsx')).HostForm);
const CheckForm = later(async () => (await import('../features/inventory/check-form.tsx')).CheckForm);
const RemoveHost = later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveHost);
const RemoveCheck = later(async () => (await import('../features/inventory/remove-dialogs.tsx')).RemoveCheck);

/** Fetches the screens that the next key press is likely to ask for, while nothing else is to do. */
export function fetchAhead(): void {
  requestIdleCallback(() => {
    void import('../features/host/host-screen.tsx');
    void import('../features/inventory/inventory-screen.tsx');
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
    case 'inventory':
      return (
        <Suspense fallback={<main />}>
          <InventoryScreen />
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
    case 'remove-check':
      return <RemoveCheck checkId={open.checkId} />;
    default:
      return open satisfies never;
  }
}
