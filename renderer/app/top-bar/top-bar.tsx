// The top bar: the worst thing, the counts, the way to everything, the monitor, whose watch it is, the time. The same on every screen.
import { Search } from 'lucide-react';
import { openDialog } from '../../store/dialogs.ts';
import { goTo } from '../../store/route.ts';
import { Mark } from '../../ui/sprite.tsx';
import { Annunciator } from './annunciator.tsx';
import { CountGroups } from './counts.tsx';
import { Clocks, Monitor } from './instruments.tsx';
import { ShiftCell } from './shift-cell.tsx';

export function TopBar() {
  return (
    <header className="top">
      <button
        type="button"
        className="brand"
        aria-label="Watchfloor, to the Watch screen"
        onClick={() => goTo({ screen: 'watch' })}
      >
        <Mark />
        <b>Watchfloor</b>
      </button>
      <Annunciator />
      <CountGroups />
      <button type="button" className="pal" onClick={() => openDialog({ type: 'palette' })}>
        <Search className="ic" aria-hidden="true" />
        <span>Search or run a command</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Monitor />
      <ShiftCell />
      <Clocks />
    </header>
  );
}
