// Empty states: what is true, since when, and the next key.
import { useEffect, useState } from 'react';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Ago, Clock } from '../../ui/figures.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { Mark } from '../../ui/sprite.tsx';
import type { Strips } from './strips.ts';
import { useWatch } from './watch-state.ts';

/** No host yet: the one thing to do. */
export function EmptyWatch() {
  return (
    <div className="first-run">
      <Mark />
      <h1>Nothing is being watched yet</h1>
      <p>Add the first host: a name and an address are enough, it is pinged from then on.</p>
      <button type="button" className="btn pri" onClick={() => openDialog({ type: 'host-form', hostId: null })}>
        <Keycap keys="+" /> Add a host
      </button>
    </div>
  );
}

/** Hosts, and nothing unhandled: said plainly, with how long it has been so. */
export function QuietWatch({ strips }: { readonly strips: Strips }) {
  const since = useQuietSince();
  const hosts = useWorld((world) => world.hosts.size);
  const checks = useWorld((world) => world.checks.size);
  const filtered = useWatch((state) => state.filter !== null && state.arrangement.placed.length > 0);
  const handled = strips.handled.length;
  if (filtered) {
    return (
      <div className="empty">
        <b>No strip matches.</b>
        <span>
          <Keycap keys="Escape" /> shows all of them.
        </span>
      </div>
    );
  }
  return (
    <div className="all-quiet">
      <Glyph status="ok" size={30} quiet />
      <div>
        <b>
          Nothing unhandled
          {since !== null && (
            <>
              {' '}
              since <Clock at={since} /> <u>UTC</u>
            </>
          )}
        </b>
        <span>
          {count(hosts, 'host')}, {count(checks, 'check')}
          {handled > 0 && `, ${handled} in hand`}
          {since !== null && (
            <>
              {' · quiet for '}
              <Ago at={since} />
            </>
          )}
        </span>
      </div>
    </div>
  );
}

/** The next keys, while there is little else on screen. */
export function FirstSteps() {
  return (
    <nav className="first-steps" aria-label="What to do next">
      <button type="button" onClick={() => openDialog({ type: 'host-form', hostId: null })}>
        <Keycap keys="+" /> Add a host
      </button>
      <button type="button" onClick={() => openDialog({ type: 'palette' })}>
        <Keycap keys="Ctrl+K" /> Find a host or a command
      </button>
      <button type="button" onClick={() => openDialog({ type: 'keys' })}>
        <Keycap keys="?" /> What each key does here
      </button>
    </nav>
  );
}

/** When the last problem closed, else when watching began; epoch ms. */
function useQuietSince(): number | null {
  const startedAt = useWorld((world) => world.health?.startedAt ?? null);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const problems = useWorld((world) => world.problems);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever the problems change
  useEffect(() => {
    let seen = true;
    void (async () => {
      try {
        const entries = await engine().history.journal({ kinds: ['alert', 'acknowledgement'], limit: 1 });
        if (seen) setClosedAt(entries[0]?.occurredAt ?? null);
      } catch {
        // Without the record the sentence stands without its time.
      }
    })();
    return () => {
      seen = false;
    };
  }, [problems]);
  return closedAt ?? startedAt;
}
