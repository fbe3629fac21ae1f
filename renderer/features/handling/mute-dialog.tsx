// Muting: a short silence that always ends by itself. The same key on what is muted already ends it.
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Mute } from '../../../electron/contract/model/mute.ts';
import type { ScopeDraft } from '../../../electron/contract/model/scope.ts';
import { localClock, localDay, localZoneName, startOfDay } from '../../lib/local-time.ts';
import { count } from '../../lib/number.ts';
import { clockShort, localZone } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { untilWords } from '../../store/problem-words.ts';
import { say } from '../../store/say.ts';
import { mutesOf, scopeWords } from '../../store/silences.ts';
import { useWorld, type World } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { Segment } from '../../ui/segment.tsx';
import { MUTE_ENDS, type MuteEnd, muteUntil } from './mute-ends.ts';
import { ProblemLines } from './problem-line.tsx';
import { UnmuteDialog } from './unmute-dialog.tsx';

interface Props {
  readonly problemIds: readonly ProblemId[];
  /** Instead of problems: whatever this covers. */
  readonly scope?: ScopeDraft | undefined;
}

export function MuteDialog({ problemIds, scope }: Props) {
  // Decided once: what is pushed while the dialog is open must not turn it into another one.
  const [ending] = useState(() => mutesToEnd(useWorld.getState(), problemIds, scope));
  const [again, setAgain] = useState(false);
  if (ending.length > 0 && !again) return <UnmuteDialog mutes={ending} onLonger={() => setAgain(true)} />;
  return <MuteForm key="mute" problemIds={problemIds} scope={scope} />;
}

/** The mutes that hold all of it silent; empty when something is not muted yet. */
function mutesToEnd(world: World, problemIds: readonly ProblemId[], scope: ScopeDraft | undefined): readonly Mute[] {
  if (problemIds.length === 0) {
    const same = (mute: Mute, part: 'hostIds' | 'checkIds'): boolean =>
      (scope?.[part] ?? []).every((id) => (mute.scope[part] as readonly string[]).includes(id));
    return scope ? world.mutes.filter((mute) => same(mute, 'hostIds') && same(mute, 'checkIds')) : [];
  }
  const found = problemIds.flatMap((id) => {
    const problem = world.problems.get(id);
    return problem ? [mutesOf(problem, world)] : [];
  });
  return found.length === 0 || found.some((mutes) => mutes.length === 0) ? [] : [...new Set(found.flat())];
}

function MuteForm({ problemIds, scope }: Props) {
  const form = useMuteForm({ problemIds, scope });
  const { end, until } = form;
  const ends = useRef<HTMLDivElement>(null);
  // Arrows and Enter are enough for the likely mute; the reason is a Tab away.
  useLayoutEffect(() => ends.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  const what = useWorld((world) =>
    scope
      ? scopeWords({ hostIds: [], checkIds: [], tags: [], sites: [], ...scope } as Mute['scope'], world)
      : count(problemIds.length, 'problem'),
  );
  const send = () => void form.send();
  const keys = (event: KeyboardEvent) => {
    const inLine = event.target instanceof HTMLInputElement;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey || inLine)) return;
    event.preventDefault();
    send();
  };
  return (
    <Dialog
      title="Mute"
      sub={what}
      onClose={closeDialog}
      footer={
        <>
          <span className="note">
            Still recorded, nobody is told.
            <br />
            {'at' in until && endWords(until.at, Date.now())}
          </span>
          <button type="button" className="btn" onClick={closeDialog}>
            <Keycap keys="Escape" /> Leave it
          </button>
          <button type="button" className="btn pri" disabled={form.isSending} onClick={send}>
            <Keycap keys="Enter" /> Mute
          </button>
        </>
      }
    >
      {problemIds.length > 0 && <ProblemLines ids={problemIds} />}
      <form className="ack-form" onKeyDown={keys} onSubmit={(event) => event.preventDefault()}>
        <div className="mute-ends" ref={ends}>
          <Segment<MuteEnd> label="Ends" value={end} options={MUTE_ENDS} onChange={form.setEnd} />
          {end === 'time' && (
            <FieldFrame label={`Time, ${localZone(Date.now()).place}`} wrong={form.wrongTime}>
              {(wired) => (
                <input
                  {...wired}
                  className="input mono"
                  value={form.typed}
                  placeholder="06:30"
                  autoComplete="off"
                  onChange={(event) => form.setTyped(event.target.value)}
                />
              )}
            </FieldFrame>
          )}
        </div>
        <FieldFrame label="Why" optional wrong={form.wrong ?? undefined}>
          {(wired) => (
            <input
              {...wired}
              className="input"
              maxLength={2000}
              value={form.reason}
              placeholder="the next shift will read it"
              autoComplete="off"
              onChange={(event) => form.setReason(event.target.value)}
            />
          )}
        </FieldFrame>
      </form>
    </Dialog>
  );
}

/** "Ends 03:30 UTC, 04:30 Amsterdam." With its day where that is not today. */
function endWords(at: number, now: number): string {
  const isToday = startOfDay(at) === startOfDay(now);
  const local = localZoneName() === 'UTC' ? '' : `, ${localClock(at)} ${localZone(at).place}`;
  return `Ends ${isToday ? '' : `${localDay(at)} `}${clockShort(at)} UTC${local}.`;
}

function useMuteForm({ problemIds, scope }: Props) {
  const [end, setEnd] = useState<MuteEnd>('1h');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [wrongTime, setWrongTime] = useState<string>();
  const [isSending, setSending] = useState(false);
  const until = muteUntil(end, typed, localZoneName(), Date.now());
  const send = async () => {
    if (isSending) return;
    const now = muteUntil(end, typed, localZoneName(), Date.now());
    if ('wrong' in now) {
      setWrongTime(now.wrong);
      return;
    }
    setSending(true);
    try {
      const target = scope ? { scope } : { problemIds: [...problemIds] };
      const mute = await engine().maintenance.mute({ ...target, until: now.at, reason });
      say(`Muted ${untilWords(mute.until, Date.now())}; m again ends it.`);
      closeDialog();
    } catch (error) {
      setWrong(`${error instanceof Error ? error.message : String(error)} Nothing was muted; what you typed is kept.`);
      setSending(false);
    }
  };
  return {
    end,
    typed,
    reason,
    wrong,
    wrongTime,
    isSending,
    until,
    send,
    setReason,
    setEnd,
    setTyped: (text: string) => {
      setTyped(text);
      setWrongTime(undefined);
    },
  };
}
