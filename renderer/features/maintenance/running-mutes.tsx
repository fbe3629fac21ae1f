// Who muted what, until when, with the way to end it.
import { useEffect, useRef } from 'react';
import type { MuteId } from '../../../electron/contract/model/ids.ts';
import type { Mute } from '../../../electron/contract/model/mute.ts';
import { useNow } from '../../lib/now.ts';
import { engine } from '../../link/client.ts';
import { untilWords } from '../../store/problem-words.ts';
import { attempt } from '../../store/say.ts';
import { scopeWords } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';

export function RunningMutes({ muteId }: { readonly muteId: MuteId | undefined }) {
  const mutes = useWorld((world) => world.mutes);
  return (
    <section className="mmutes" aria-label="Muted">
      <h2>
        Muted<em>{mutes.length}</em>
        {mutes.length > 0 && (
          <span>
            <Keycap keys="u" />
          </span>
        )}
      </h2>
      {mutes.length === 0 && (
        <p className="none">
          Nobody has muted anything. <Keycap keys="m" /> on a problem does.
        </p>
      )}
      {mutes
        .toSorted((a, b) => a.until - b.until)
        .map((mute) => (
          <MuteRow key={mute.id} mute={mute} front={mute.id === muteId} />
        ))}
    </section>
  );
}

function MuteRow({ mute, front }: { readonly mute: Mute; readonly front: boolean }) {
  const now = useNow();
  const button = useRef<HTMLButtonElement>(null);
  const what = useWorld((world) => scopeWords(mute.scope, world));
  useEffect(() => {
    if (front) button.current?.focus();
  }, [front]);
  const end = () =>
    attempt(
      () => engine().maintenance.unmute({ muteIds: [mute.id] }),
      () => `${what} is no longer muted; what is still bad is told now.`,
    );
  return (
    <div className={front ? 'mmute sel' : 'mmute'}>
      <div>
        <b>{what}</b>
        <span className="sub">
          <span className="hand">{mute.by}</span>, {untilWords(mute.until, now)}
        </span>
        {mute.reason && <span className="sub">{mute.reason}</span>}
      </div>
      <button
        ref={button}
        type="button"
        className="btn"
        aria-label={`End now: the mute of ${what}`}
        onClick={() => void end()}
      >
        End now
      </button>
    </div>
  );
}
