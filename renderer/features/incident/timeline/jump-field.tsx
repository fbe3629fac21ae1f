// Jumping to a time: '02:14' is the last such time before the end of the record, '2026-11-20 02:14' that very one. UTC.
import { type KeyboardEvent, useState } from 'react';
import { readMoment } from '../note/moment.ts';

interface Props {
  /** What a time of day is looked for before, epoch ms: when the timeline ends. */
  readonly until: number;
  readonly onJump: (at: number) => void;
  readonly onLeave: () => void;
}

export function JumpField({ until, onJump, onLeave }: Props) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const jump = () => {
    const moment = readMoment(text.trim(), until);
    if (typeof moment === 'string') setWrong(moment);
    else onJump(moment.at);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') jump();
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <span className="tjump">
      <input
        className="input mono"
        // biome-ignore lint/a11y/noAutofocus: somebody pressed the key for it
        autoFocus
        aria-label="Jump to a time, UTC"
        aria-invalid={wrong !== null}
        placeholder="02:14"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(null);
        }}
        onKeyDown={keys}
        onBlur={onLeave}
      />
      {wrong && <span role="alert">{wrong}</span>}
    </span>
  );
}
