// Ending what runs now, or removing a window: neither can be taken back, so both say first what follows.
import { useLayoutEffect, useRef, useState } from 'react';
import type { WindowId } from '../../../electron/contract/model/ids.ts';
import { useNow } from '../../lib/now.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { windowOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { repeatWords, stateWords, windowName } from './window-words.ts';

interface Props {
  readonly windowId: WindowId;
  readonly how: 'end' | 'remove';
}

export function EndWindow({ windowId, how }: Props) {
  const now = useNow();
  const status = useWorld((world) => windowOf(world, windowId));
  const held = useWorld(({ problems }) => [...problems.values()].filter(({ held }) => held?.ref === windowId).length);
  const [wrong, setWrong] = useState<string | null>(null);
  const likely = useRef<HTMLButtonElement>(null);
  // After the modal took the focus to its first button: Enter does what its keycap says.
  useLayoutEffect(() => likely.current?.focus(), []);
  const [isSending, setSending] = useState(false);
  const isEnd = how === 'end';
  const send = async () => {
    setSending(true);
    try {
      if (isEnd) {
        await engine().maintenance.endNow({ windowId });
        say('The maintenance is over; what is still bad is told now.');
      } else {
        const { removed } = await engine().maintenance.removeWindow({ windowId });
        say(removed ? 'The window is removed.' : 'It had begun before: it is ended, and stays on the record.');
      }
      closeDialog();
    } catch (error) {
      setWrong(`${error instanceof Error ? error.message : String(error)} Nothing was changed.`);
      setSending(false);
    }
  };
  const rrule = status?.window.rrule ?? '';
  return (
    <Dialog
      title={isEnd ? 'End this maintenance now?' : 'Remove this window?'}
      onClose={closeDialog}
      footer={
        <>
          <span className="note">This cannot be taken back.</span>
          <button type="button" className="btn" onClick={closeDialog}>
            <Keycap keys="Escape" /> Leave it
          </button>
          <button type="button" className="btn pri" ref={likely} disabled={isSending} onClick={() => void send()}>
            <Keycap keys="Enter" /> {isEnd ? 'End it now' : 'Remove it'}
          </button>
        </>
      }
    >
      <p>
        <b>{windowName(status?.window)}</b>
        {status?.current && <span className="sub"> {stateWords(status.current, now)}</span>}
      </p>
      <p>
        {held === 0
          ? 'It holds no problem back at the moment.'
          : `It holds ${count(held, 'problem')} back: whoever is concerned is told of what is still bad, at once.`}
        {isEnd && rrule !== '' && ` It comes back ${repeatWords(rrule)}.`}
        {!isEnd && ' If it has begun before, it is ended and what was stays on the record.'}
      </p>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </Dialog>
  );
}
