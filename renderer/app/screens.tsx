// Which component draws which screen and which dialog: the one place where features meet. What is not needed for the
// first picture is loaded when it is first asked for.
import { type ComponentType, lazy, Suspense } from 'react';
import { AcknowledgeDialog } from '../features/handling/acknowledge-dialog.tsx';
import { HostKeyDialog } from '../features/handling/host-key-dialog.tsx';
import { WatchScreen } from '../features/watch/watch-screen.tsx';
import { type Dialog, useDialogs } from '../store/dialogs.ts';
import { useRoute } from '../store/route.ts';
import { KeyHelp } from './help.tsx';
import { Palette } from './palette/palette.tsx';

/** A screen or dialog of its own file, by its name there. */
function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}

const HostScreen = later(async () => (await import('../features/host/host-screen.tsx')).HostScreen);

export function Screen() {
  const route = useRoute((state) => state.route);
  switch (route.screen) {
    case 'watch':
      return <WatchScreen />;
    case 'inventory':
      return <main />;
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

export function OpenDialog() {
  const open = useDialogs((state) => state.open);
  return open && <Suspense fallback={null}>{dialog(open)}</Suspense>;
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
    default:
      return null;
  }
}
