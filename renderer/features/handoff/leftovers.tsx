// What was typed and is not on record: because it could not be written, or because it came after the hand-over froze. It says
// so where nobody can miss it.
import type { Handoff } from '../../../electron/contract/model/handoff.ts';
import { copyText } from '../../lib/copy-text.ts';
import { clock } from '../../lib/time.ts';
import { useWriting, writeNow } from '../../link/handoff-writing.ts';
import { isOpen } from '../../store/handoff.ts';
import { forgetTyped, useTyped } from '../../store/handoff-typed.ts';
import { say } from '../../store/say.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { type Desk, mayDo } from './desk.ts';
import { leftIn, leftoverLines } from './leftover-words.ts';

interface Props {
  readonly desk: Desk;
  readonly handoff: Handoff;
}

export function Leftovers(props: Props) {
  return mayDo(props.desk, 'write') ? <NotWritten {...props} /> : <TooLate {...props} />;
}

function NotWritten({ handoff: { id } }: Props) {
  const writing = useWriting(id);
  if (writing.type !== 'failed') return null;
  return (
    <div className="err ho-err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>What you typed since {clock(writing.since)} UTC is not written.</b> {ended(writing.reason)} It stays in its
        fields and in this window, and is written again by itself.
      </p>
      <button type="button" className="btn" onClick={() => writeNow(id).catch(() => {})}>
        <Keycap keys="Ctrl+S" />
        Write it now
      </button>
    </div>
  );
}

function TooLate({ desk: { briefing }, handoff }: Props) {
  const typed = useTyped(handoff.id);
  const isOver = !isOpen(handoff.state);
  const left = leftIn(typed, isOver);
  const lines = leftoverLines(left, handoff, briefing);
  if (lines.length === 0) return null;
  return (
    <div className="err ho-err" role="alert">
      <span aria-hidden="true">!</span>
      <div>
        {isOver ? (
          <p>
            <b>Typed and not sent before it ended: this is not part of the hand-over.</b> It cannot be added any more;
            it is kept in this window until you throw it away.
          </p>
        ) : (
          <p>
            <b>Typed after it froze: this is not part of the hand-over.</b> Back to draft writes it; it is kept in this
            window until then.
          </p>
        )}
        {lines.map((line) => (
          <p key={line} className="ho-left">
            {line}
          </p>
        ))}
      </div>
      <div className="ho-leftdo">
        <button
          type="button"
          className="btn"
          onClick={() => {
            const isCopied = copyText(lines.join('\n'));
            say(isCopied ? 'Copied.' : 'It could not be copied.', !isCopied);
          }}
        >
          Copy it
        </button>
        <button type="button" className="btn" onClick={() => forgetTyped(handoff.id, left)}>
          Throw it away
        </button>
      </div>
    </div>
  );
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
