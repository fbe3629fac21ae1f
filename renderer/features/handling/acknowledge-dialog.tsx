// Taking problems in hand: who is known, why is required, until when is a choice. Ctrl+Enter sends.
import { useState } from 'react';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { count } from '../../lib/number.ts';
import { clockShort } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { EXPIRIES, type Expiry, expiresAt } from './expiry.ts';
import { ProblemLines } from './problem-line.tsx';

export function AcknowledgeDialog({ problemIds }: { readonly problemIds: readonly ProblemId[] }) {
  const [reason, setReason] = useState('');
  const [sticky, setSticky] = useState(false);
  const [expiry, setExpiry] = useState<Expiry>('none');
  const [wrong, setWrong] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const until = expiresAt(expiry, Date.now());
  const send = async () => {
    if (sending) return;
    if (reason.trim() === '') {
      setWrong('Say why: the next shift will read it.');
      return;
    }
    setSending(true);
    try {
      const answer = await engine().monitoring.acknowledge({
        problemIds: [...problemIds],
        reason,
        sticky,
        expiresAt: until,
      });
      const gone = answer.gone.length > 0 ? ` ${count(answer.gone.length, 'problem')} had recovered meanwhile.` : '';
      say(`${count(answer.acknowledged, 'problem')} acknowledged.${gone}`);
      closeDialog();
    } catch (error) {
      setWrong(
        `${error instanceof Error ? error.message : String(error)} Nothing was acknowledged; what you typed is kept.`,
      );
      setSending(false);
    }
  };
  return (
    <Dialog
      title="Acknowledge"
      sub={count(problemIds.length, 'problem')}
      onClose={closeDialog}
      footer={
        <>
          <span className="note">
            {sticky ? 'Stays until recovery.' : 'Drops when the state changes.'}
            {until !== null && ` Ends ${clockShort(until)} UTC.`}
          </span>
          <button type="button" className="btn" onClick={closeDialog}>
            <Keycap keys="Escape" /> Leave it
          </button>
          <button type="button" className="btn pri" disabled={sending} onClick={() => void send()}>
            <Keycap keys="Ctrl+Enter" /> Acknowledge
          </button>
        </>
      }
    >
      <ProblemLines ids={problemIds} />
      <form
        className="ack-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      >
        <div className="field">
          <label htmlFor="ack-reason">Why, or what is being done</label>
          <textarea
            id="ack-reason"
            className="input"
            rows={3}
            maxLength={2000}
            required
            aria-invalid={wrong !== null}
            aria-describedby={wrong ? 'ack-wrong' : undefined}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
              setWrong(null);
            }}
          />
          {wrong && (
            <p className="wrong" id="ack-wrong" role="alert">
              {wrong}
            </p>
          )}
        </div>
        <div className="ack-row">
          <Segment label="Ends" value={expiry} options={EXPIRIES} onChange={setExpiry} />
          <label className="check-row">
            <input type="checkbox" checked={sticky} onChange={(event) => setSticky(event.target.checked)} />
            Sticky, until recovery
          </label>
        </div>
      </form>
    </Dialog>
  );
}
