// When something is to be done: typed by the wall clock of UTC or of this place, whichever the operator thinks in.
import { type KeyboardEvent, useState } from 'react';
import { create } from 'zustand';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { localZoneName } from '../../lib/local-time.ts';
import { useNowEvery } from '../../lib/now.ts';
import { clockShort, localZone } from '../../lib/time.ts';
import { typeWords, writeSoon } from '../../link/handoff-writing.ts';
import { useTypedField } from '../../store/handoff-typed.ts';
import { keepTime, shortWall, timeText, typedTime } from '../../store/typed-time.ts';
import { restsKeys } from './rest-keys.ts';
import { leavingKeys } from './typed-field.tsx';

const KEY = 'watchfloor.handoff-clock';

const useClockChoice = create<{ readonly isLocal: boolean }>()(() => ({
  isLocal: localStorage.getItem(KEY) === 'local',
}));

function turnClock(): void {
  const isLocal = !useClockChoice.getState().isLocal;
  localStorage.setItem(KEY, isLocal ? 'local' : 'utc');
  useClockChoice.setState({ isLocal });
}

interface Props {
  readonly handoffId: HandoffId;
  readonly path: string;
  /** As it is on record, epoch ms. */
  readonly kept: number | null;
  readonly label: string;
}

export function TimeField({ handoffId, path, kept, label }: Props) {
  const waiting = useTypedField(handoffId, path);
  const now = useNowEvery(60_000);
  const { isLocal } = useClockChoice();
  const zone = isLocal ? localZoneName() : 'UTC';
  const [draft, setDraft] = useState<string | null>(null);
  const at = waiting === undefined ? kept : typedTime(waiting);
  const shown = at === 'wrong' ? timeText(waiting ?? '') : shortWall(at, zone, now);
  // A time that is half typed is none yet: that is said when the field is left.
  const isWrong = at === 'wrong' && draft === null;
  return (
    <span className={isWrong ? 'ho-time wrong' : 'ho-time'}>
      <input
        ref={restsKeys}
        type="text"
        className="ho-field"
        value={draft ?? shown}
        placeholder="when"
        maxLength={24}
        size={Math.max(5, (draft ?? shown).length)}
        aria-label={`${label}, time in ${isLocal ? localZone(now).place : 'UTC'}`}
        aria-invalid={isWrong || undefined}
        title={
          at === 'wrong' ? 'A time like 06:30, 2026-11-21 06:30, or 30 min from now.' : otherClock(at, isLocal, now)
        }
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          setDraft(target.value);
          typeWords(handoffId, path, keepTime(target.value, zone, Date.now()));
        }}
        onBlur={() => {
          setDraft(null);
          writeSoon(handoffId);
        }}
        onKeyDown={(event: KeyboardEvent<HTMLElement>) => leavingKeys(event, false)}
      />
      {localZoneName() !== 'UTC' && (
        <button type="button" tabIndex={-1} title="Type times of the other clock" onClick={turnClock}>
          {isLocal ? localZone(now).short : 'UTC'}
        </button>
      )}
      {isWrong && (
        <em role="alert">
          no time like 06:30<span className="vh">: not written, it stays here</span>
        </em>
      )}
    </span>
  );
}

/** The same moment by the other clock. */
function otherClock(at: number | null, isLocal: boolean, now: number): string | undefined {
  if (at === null || localZoneName() === 'UTC') return undefined;
  const { place } = localZone(now);
  return isLocal ? `${clockShort(at)} UTC` : `${shortWall(at, localZoneName(), now)} ${place}`;
}
