// The last entries of the journal: what happened, newest first. Asked for again when the problems change, gently.
import { useEffect, useState } from 'react';
import type { Entry, EntryKind } from '../../../../electron/contract/model/journal.ts';
import { clockShort, day } from '../../../lib/time.ts';
import { engine } from '../../../link/client.ts';
import { useWorld } from '../../../store/world.ts';

const SHOWN = 12;
/** What people did and what people were told; what the engine only noted stands on the host's own screen. */
const TELLING = [
  'alert',
  'acknowledgement',
  'inventory',
  'host-key',
  'not-monitored',
  'clock-jump',
] as const satisfies readonly EntryKind[];
const GENTLY_MS = 1_000;

export function Latest() {
  const entries = useEntries();
  return (
    <section className="latest" aria-label="Latest">
      <h2>
        Latest
        <span className="unit">told and done, newest first</span>
      </h2>
      {entries.length === 0 && <p className="none">Nothing on record yet.</p>}
      {entries.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <ol className="notes" tabIndex={0} aria-label="Latest entries">
          {entries.map((entry) => (
            <li key={entry.uuid}>
              <time className="mono" title={`${day(entry.occurredAt)} UTC`}>
                {clockShort(entry.occurredAt)}
              </time>
              <p>
                {entry.actor.type === 'operator' && <b>{entry.actor.name} </b>}
                {entry.text}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function useEntries(): readonly Entry[] {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const live = useWorld((world) => world.link === 'live');
  const problems = useWorld((world) => world.problems);
  const hosts = useWorld((world) => world.hosts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the world is what brings new entries
  useEffect(() => {
    if (!live) return;
    let seen = true;
    const timer = setTimeout(
      async () => {
        try {
          const latest = await engine().history.journal({ kinds: [...TELLING], limit: SHOWN });
          if (seen) setEntries(latest);
        } catch {
          // What was read stays; whether the engine is gone is said by the link.
        }
      },
      entries.length === 0 ? 0 : GENTLY_MS,
    );
    return () => {
      seen = false;
      clearTimeout(timer);
    };
  }, [live, problems, hosts]);
  return entries;
}
