// The list of hosts when there is nothing in it: what is true, and the next key.
import { openDialog } from '../../../store/dialogs.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { goToView } from '../view-tabs.tsx';
import type { Show } from './host-rows.ts';

interface Props {
  readonly isEmpty: boolean;
  readonly filter: string;
  readonly show: Show;
}

export function NoHosts({ isEmpty, filter, show }: Props) {
  const isWaiting = useWorld((world) => world.link === 'waiting');
  if (isWaiting) {
    return (
      <div className="empty">
        <b>Waiting for the monitor.</b>
      </div>
    );
  }
  if (isEmpty) return <FirstHost />;
  return (
    <div className="empty">
      <b>{wordsFor(filter, show)}</b>
      {filter && (
        <p>
          <Keycap keys="/" /> goes to the filter, <Keycap keys="Escape" /> there clears it.
        </p>
      )}
    </div>
  );
}

function wordsFor(filter: string, show: Show): string {
  if (filter) return `No host fits "${filter}".`;
  return show === 'bad' ? 'Every host is well.' : 'No host waits for its first result.';
}

function FirstHost() {
  return (
    <div className="empty">
      <b>No host is watched yet.</b>
      <p>A name or an address is enough; a ping says from then on whether it is up.</p>
      <div className="empty-do">
        <button type="button" className="btn pri" onClick={() => openDialog({ type: 'host-form', hostId: null })}>
          <Keycap keys="+" />
          Add the first host
        </button>
        <button type="button" className="btn" onClick={() => goToView('import')}>
          <Keycap keys="I" />
          Import a YAML or CSV file
        </button>
      </div>
      <p className="help">
        Only looking? Quit, and start Watchfloor with <code className="mono">--demo</code>: a made-up site of 40 hosts
        with faults that come and go, in a folder of its own.
      </p>
    </div>
  );
}
