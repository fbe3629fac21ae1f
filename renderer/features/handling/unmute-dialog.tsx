// Ending mutes: who set them, what else they cover, and one key. What is still bad is told at once.
import { useLayoutEffect, useRef, useState } from 'react';
import type { Mute } from '../../../electron/contract/model/mute.ts';
import { useNow } from '../../lib/now.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { untilWords } from '../../store/problem-words.ts';
import { say } from '../../store/say.ts';
import { coversCheck, scopeWords } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';

interface Props {
  readonly mutes: readonly Mute[];
  readonly onLonger: () => void;
}

export function UnmuteDialog({ mutes, onLonger }: Props) {
  const [wrong, setWrong] = useState<string | null>(null);
  const likely = useRef<HTMLButtonElement>(null);
  // After the modal took the focus to its first button: Enter does what its keycap says.
  useLayoutEffect(() => likely.current?.focus(), []);
  const [isSending, setSending] = useState(false);
  const end = async () => {
    setSending(true);
    try {
      const { ended } = await engine().maintenance.unmute({ muteIds: mutes.map(({ id }) => id) });
      say(`${count(ended, 'mute')} ended; what is still bad is told now.`);
      closeDialog();
    } catch (error) {
      setWrong(`${error instanceof Error ? error.message : String(error)} The mute goes on.`);
      setSending(false);
    }
  };
  return (
    <Dialog
      title="Already muted"
      sub="end it, or mute for longer"
      onClose={closeDialog}
      footer={
        <>
          <span className="note">What is still bad is told at once.</span>
          <button type="button" className="btn" onClick={onLonger}>
            Mute for longer
          </button>
          <button type="button" className="btn pri" ref={likely} disabled={isSending} onClick={() => void end()}>
            <Keycap keys="Enter" /> End {mutes.length === 1 ? 'the mute' : `${mutes.length} mutes`}
          </button>
        </>
      }
    >
      <ul className="ack-list mute-list">
        {mutes.map((mute) => (
          <MuteLine key={mute.id} mute={mute} />
        ))}
      </ul>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </Dialog>
  );
}

function MuteLine({ mute }: { readonly mute: Mute }) {
  const now = useNow();
  const what = useWorld((world) => scopeWords(mute.scope, world));
  const silent = useWorld(
    ({ problems, hosts }) =>
      [...problems.values()].filter((one) => coversCheck(mute.scope, hosts.get(one.hostId), one.checkId)).length,
  );
  return (
    <li>
      <div>
        <b>{what}</b>
        <span className="sub">
          <span className="hand">{mute.by}</span>
          {mute.reason && `: ${mute.reason}`}, {untilWords(mute.until, now)}. Holds {count(silent, 'problem')} back now.
        </span>
      </div>
    </li>
  );
}
