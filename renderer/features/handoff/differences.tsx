// What is otherwise now than in the frozen briefing. Each leads to its item.
import { useNowEvery } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import type { Desk } from './desk.ts';

const SIGNS = { new: ['+', 'new'], changed: ['~', 'changed'], gone: ['−', 'gone'] } as const;

interface Props {
  readonly desk: Desk;
  readonly onGo: (key: string) => void;
}

export function Differences({ desk: { view, handoff }, onGo }: Props) {
  const now = useNowEvery(1_000);
  if (view === null || handoff?.state !== 'ready') return null;
  return (
    <section className="ho-diff" aria-label="Since it froze">
      <div className="ph">
        <h2>
          Since it froze<em>{view.differences.length}</em>
        </h2>
        {handoff.readyAt !== null && <span className="sub">{duration(now - handoff.readyAt)}</span>}
      </div>
      {view.differences.length === 0 && <p className="ho-words ho-none">none: all is as it was</p>}
      {view.differences.map(({ how, key, subject, what, before, after }) => (
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
    </section>
  );
}
