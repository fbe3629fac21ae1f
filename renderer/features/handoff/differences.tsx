// What is otherwise now than in the frozen briefing. Each leads to its item.
import { useState } from 'react';
import { useNowEvery } from '../../lib/now.ts';
import { count } from '../../lib/number.ts';
import { duration } from '../../lib/time.ts';
import type { Desk } from './desk.ts';

const SIGNS = { new: ['+', 'new'], changed: ['~', 'changed'], gone: ['−', 'gone'] } as const;

interface Props {
  readonly desk: Desk;
  readonly onGo: (key: string) => void;
}

/** Drawn at first; of a storm after it froze the rest is asked for. */
const FIRST = 50;

export function Differences({ desk: { view, handoff }, onGo }: Props) {
  const [most, setMost] = useState(FIRST);
  if (view === null || handoff?.state !== 'ready') return null;
  return (
    <section className="ho-diff" aria-label="Since it froze">
      <div className="ph">
        <h2>
          Since it froze<em>{view.differences.length}</em>
        </h2>
        {handoff.readyAt !== null && <Since at={handoff.readyAt} />}
      </div>
      {view.differences.length === 0 && <p className="ho-words ho-none">none: all is as it was</p>}
      {view.differences.slice(0, most).map(({ how, key, subject, what, before, after }) => (
        <button type="button" key={`${key} ${what}`} className="ho-d" data-field="difference" onClick={() => onGo(key)}>
          <i aria-hidden="true">{SIGNS[how][0]}</i>
          <span>
            <span className="vh">{SIGNS[how][1]}: </span>
            <b className="mono">{subject}</b> {how === 'new' && after}
            {how === 'gone' && `${what}${after === '' ? '' : `: ${after}`}`}
            {how === 'changed' && (
              <>
                {what} {before !== '' && <s>{before}</s>}
                {before !== '' && after !== '' && ' to '}
                {after !== '' && <b>{after}</b>}
              </>
            )}
          </span>
        </button>
      ))}
      {view.differences.length > most && (
        <button type="button" className="ho-d" data-field="difference" onClick={() => setMost(most + 4 * FIRST)}>
          <i aria-hidden="true">…</i>
          <span>and {count(view.differences.length - most, 'more', 'more')}: show them</span>
        </button>
      )}
    </section>
  );
}

/** Anew every second, alone. */
function Since({ at }: { readonly at: number }) {
  const now = useNowEvery(1_000);
  return <span className="sub">{duration(now - at)}</span>;
}
