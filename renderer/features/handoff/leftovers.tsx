// What was typed and is not on record: because it could not be written, or because it came after the hand-over froze. It says
// so where nobody can miss it.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { copyText } from '../../lib/copy-text.ts';
import { clock } from '../../lib/time.ts';
import { useWriting, writeNow } from '../../link/handoff-writing.ts';
import { forgetTyped, useTyped } from '../../store/handoff-typed.ts';
import { say } from '../../store/say.ts';
import { timeText } from '../../store/typed-time.ts';
import { Keycap } from '../../ui/keycap.tsx';

export function Leftovers({ handoffId, isDraft }: { readonly handoffId: HandoffId; readonly isDraft: boolean }) {
  const writing = useWriting(handoffId);
  const typed = useTyped(handoffId);
  if (isDraft) {
    if (writing.type !== 'failed') return null;
    return (
      <div className="err ho-err" role="alert">
        <span aria-hidden="true">!</span>
        <p>
          <b>What you typed since {clock(writing.since)} is not written.</b> {ended(writing.reason)} It stays in its
          fields and in this window, and is written again by itself.
        </p>
        <button type="button" className="btn" onClick={() => writeNow(handoffId).catch(() => {})}>
          <Keycap keys="Ctrl+S" />
          Write it now
        </button>
      </div>
    );
  }
  const words = Object.fromEntries(
    Object.entries(typed).filter(([path, text]) => !/^(?:read-back:|answer:|ask$)/.test(path) && text.trim() !== ''),
  );
  const lines = Object.entries(words).map(([path, text]) => (isTime(path) ? timeText(text) : text));
  if (lines.length === 0) return null;
  return (
    <div className="err ho-err" role="alert">
      <span aria-hidden="true">!</span>
      <div>
        <p>
          <b>Typed after it froze: this is not part of the hand-over.</b> Back to draft writes it; it is kept in this
          window until then.
        </p>
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
          onClick={() => say(copyText(lines.join('\n')) ? 'Copied.' : 'It could not be copied.', false)}
        >
          Copy it
        </button>
        <button type="button" className="btn" onClick={() => forgetTyped(handoffId, words)}>
          Throw it away
        </button>
      </div>
    </div>
  );
}

const isTime = (path: string): boolean => path.startsWith('item:nextAt:') || path.startsWith('promise:at:');
const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
