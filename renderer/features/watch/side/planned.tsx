// Planned work and mutes, in a few lines: what is silent now, by whose word, until when, and what begins within a day.
import type { Occurrence, WindowStatus } from '../../../../electron/contract/model/maintenance.ts';
import type { Mute } from '../../../../electron/contract/model/mute.ts';
import { useNow, useNowEvery } from '../../../lib/now.ts';
import { clockShort, duration } from '../../../lib/time.ts';
import { untilWords } from '../../../store/problem-words.ts';
import { goTo } from '../../../store/route.ts';
import { scopeWords } from '../../../store/silences.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import './planned.css';

const DAY = 86_400_000;
/** Lines drawn; the Maintenance screen has all. */
const SHOWN = 3;

export function Planned() {
  const windows = useWorld((world) => world.windows);
  const mutes = useWorld((world) => world.mutes);
  const now = useNowEvery(60_000);
  const active = windows.filter(({ current }) => current !== null);
  const soon = windows
    .flatMap((status) => (status.next && status.next.from - now < DAY ? [{ status, one: status.next }] : []))
    .toSorted((a, b) => a.one.from - b.one.from);
  const lines = [...active.flatMap((status) => (status.current ? [{ status, one: status.current }] : [])), ...soon];
  return (
    <section aria-label="Maintenance and mutes" className="planned">
      <h2>
        Maintenance<em>{active.length}</em>
        <span>
          <Keycap keys="g m" />
        </span>
      </h2>
      {lines.length === 0 && <p className="none">None now, none within 24 h.</p>}
      {lines.slice(0, SHOWN).map(({ status, one }) => (
        <WindowLine key={`${status.window.id} ${one.startsAt}`} status={status} one={one} />
      ))}
      {mutes.length > 0 && (
        <h2>
          Muted<em>{mutes.length}</em>
        </h2>
      )}
      {mutes
        .toSorted((a, b) => a.until - b.until)
        .slice(0, SHOWN)
        .map((mute) => (
          <MuteLine key={mute.id} mute={mute} />
        ))}
    </section>
  );
}

function WindowLine({ status: { window }, one }: { readonly status: WindowStatus; readonly one: Occurrence }) {
  const now = useNow();
  const words =
    one.state === 'planned'
      ? `in ${duration(one.from - now)}`
      : `${one.state === 'waiting' ? 'waits for a problem' : 'now'}, ${duration(one.to - now)} left`;
  return (
    <button type="button" className="plan" onClick={() => goTo({ screen: 'maintenance', windowId: window.id })}>
      <time>
        {clockShort(one.from)}–{clockShort(one.to)}
      </time>
      <b>{window.name}</b>
      <span className="sub">
        {words}
        {window.change && `, ${window.change}`}
      </span>
    </button>
  );
}

function MuteLine({ mute }: { readonly mute: Mute }) {
  const now = useNow();
  const what = useWorld((world) => scopeWords(mute.scope, world, 1));
  return (
    <button type="button" className="plan" onClick={() => goTo({ screen: 'maintenance', muteId: mute.id })}>
      <span className="hand">{mute.by}</span>
      <b>{what}</b>
      <span className="sub">{untilWords(mute.until, now)}</span>
    </button>
  );
}
