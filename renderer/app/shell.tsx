// The frame of every screen: top bar, rail, the screen itself, key bar, and the dialog that is open. The wall has none.

import { AlarmBar } from '../features/sound/alarm-bar.tsx';
import { usePlayer } from '../features/sound/use-player.ts';
import { useKeepWriting } from '../link/handoff-writing.ts';
import { signOut } from '../link/sign-in.ts';
import { useSitting } from '../store/desk.ts';
import { openDialog } from '../store/dialogs.ts';
import { useBaseKeys } from '../store/keys.ts';
import { REPORT_COMMANDS } from '../store/report.ts';
import { goBack, goTo, isWall, useRoute } from '../store/route.ts';
import { nextTheme, setTheme, THEMES } from '../store/theme.ts';
import { useWorld } from '../store/world.ts';
import { Sprite } from '../ui/sprite.tsx';
import { OpenDialogs } from './dialogs.tsx';
import { KeyBar } from './key-bar.tsx';
import { LostNotice } from './lost-notice.tsx';
import { PLACES, Rail } from './rail.tsx';
import { Screen } from './screens.tsx';
import { TopBar } from './top-bar/top-bar.tsx';

export function Shell() {
  const isBare = useRoute((state) => state.route.screen === 'wallboard');
  useKeepWriting();
  usePlayer(!isWall);
  return (
    <>
      <Sprite />
      {isBare ? <Screen /> : <Framed />}
    </>
  );
}

function Framed() {
  const screen = useRoute((state) => state.route.screen);
  const lost = useWorld((world) => world.link === 'lost');
  const known = useWorld((world) => world.asOf > 0);
  const isSignedIn = useSitting() !== null;
  useBaseKeys('Everywhere', [
    { keys: ['?'], label: 'Keys', bar: 'always', run: () => openDialog({ type: 'keys' }) },
    { keys: ['Ctrl+K'], label: 'Search', everywhere: true, move: true, run: () => openDialog({ type: 'palette' }) },
    ...PLACES.map(({ label, keys, route }) => ({ keys: [keys], label: `Go to ${label}`, run: () => goTo(route) })),
    { keys: ['g s'], label: 'Who works when', run: () => goTo({ screen: 'shifts' }) },
    { keys: ['g u'], label: 'Sign in', run: () => openDialog({ type: 'sign-in' }) },
    { keys: [], label: 'Sign out', off: !isSignedIn, run: () => void signOut() },
    { keys: ['Escape'], label: 'Back', run: goBack },
    { keys: ['+', 'Insert'], label: 'Add a host', run: () => openDialog({ type: 'host-form', hostId: null }) },
    { keys: ['n'], label: 'Note for a timeline', run: () => openDialog({ type: 'note', incidentId: null }) },
    { keys: [], label: 'Open an incident', run: () => openDialog({ type: 'incident-form', problemIds: [] }) },
    {
      keys: ['Ctrl+Shift+F'],
      label: 'Search incidents and notes…',
      everywhere: true,
      run: () => openDialog({ type: 'incident-search' }),
    },
    { keys: [], label: 'Import hosts from a file', run: () => goTo({ screen: 'inventory', view: 'import' }) },
    { keys: [], label: 'Templates', run: () => goTo({ screen: 'inventory', view: 'templates' }) },
    { keys: [], label: 'Credentials', run: () => goTo({ screen: 'inventory', view: 'credentials' }) },
    { keys: [], label: 'Export the inventory', run: () => openDialog({ type: 'export', hostIds: null }) },
    { keys: [], label: 'Unlock the vault', run: () => openDialog({ type: 'vault' }) },
    { keys: [], label: 'Open the wallboard', run: () => goTo({ screen: 'wallboard' }) },
    { keys: ['g e'], label: 'Review of the last shift', run: () => goTo({ screen: 'review' }) },
    ...REPORT_COMMANDS.map(({ label, run }) => ({ keys: [], label, run })),
    { keys: ['T'], label: 'Next theme', run: nextTheme },
    ...THEMES.map((theme) => ({ keys: [], label: `Theme ${theme}`, run: () => setTheme(theme) })),
  ]);
  return (
    <>
      <div
        className={`app${screen === 'watch' ? ' three' : ''}${lost ? ' lost' : ''}`}
        data-ready={known ? '' : undefined}
      >
        <TopBar />
        <div className="notes-row">
          <LostNotice />
          <AlarmBar />
        </div>
        <Rail />
        <Screen />
        <KeyBar />
      </div>
      <OpenDialogs />
    </>
  );
}
