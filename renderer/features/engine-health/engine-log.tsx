// The end of the engine's log. It follows while it is scrolled to its end, and stays where somebody reads.
import { useLayoutEffect, useRef } from 'react';
import type { LogLine } from '../../../electron/contract/model/engine-details.ts';
import { useNowEvery } from '../../lib/now.ts';
import { when } from '../../lib/time.ts';

const NEAR_END_PX = 24;

export function EngineLog({ lines }: { readonly lines: readonly LogLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const now = useNowEvery(60_000);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new line may move the end
  useLayoutEffect(() => {
    if (follows.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  return (
    <section className="eng-log" aria-label="Log of the engine">
      <div className="ph">
        <h2>Log</h2>
        <span className="sub">UTC, since this engine started</span>
      </div>
      <div
        className="eng-lines"
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to without a mouse
        tabIndex={0}
        role="log"
        aria-live="off"
        onScroll={({ currentTarget: at }) => {
          follows.current = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_END_PX;
        }}
      >
        {lines.map((line) => (
          <p key={line.seq} className={line.level === 'info' ? undefined : `lv-${line.level}`}>
            <time>{when(line.at, now)}</time>
            {line.level !== 'info' && <b>{line.level}</b>}
            {line.text}
          </p>
        ))}
        {lines.length === 0 && <p>Nothing yet.</p>}
      </div>
    </section>
  );
}
