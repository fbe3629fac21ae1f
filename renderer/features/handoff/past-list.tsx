// Hand-overs that were, newest first. Each opens as it was signed.
import { useEffect, useRef, useState } from 'react';
import type { HandoffSummary } from '../../../electron/contract/model/handoff.ts';
import { clockShort, day } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { useAsked } from '../../link/use-asked.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { STATE_WORDS, titleOf } from './words.ts';

/** On screen at once: of a year there are a thousand and more. */
const PAGE = 50;

interface Props {
  /** The one on the desk: it is not offered again. */
  readonly without: string | null;
  /** A key asked for it: its first row takes the focus. */
  readonly takesFocus: boolean;
  readonly className?: string;
}

export function PastList({ without, takesFocus, className }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  const engineId = useWorld((world) => world.engineId);
  const state = useWorld(({ handoff }) => (handoff ? `${handoff.id} ${handoff.state}` : ''));
  const [asked] = useAsked(`${engineId} ${state} ${offset}`, () => engine().handoffs.list({ offset, limit: PAGE }));
  const isReady = asked.type === 'ready';
  useEffect(() => {
    if (takesFocus && isReady) list.current?.querySelector('button')?.focus();
  }, [takesFocus, isReady]);
  const past = isReady ? asked.value.handoffs.filter(({ id }) => id !== without) : [];
  const total = isReady ? asked.value.total : 0;
  return (
    <section className={className} aria-label="Past hand-overs">
      <div className="ph">
        <h2>
          Past hand-overs
          {past.length > 0 && <em>{without === null ? total : total - 1}</em>}
        </h2>
        {isReady && past.length === 0 && offset === 0 && <span className="sub">none yet</span>}
      </div>
      {asked.type === 'loading' && <div className="skel" aria-busy="true" />}
      {asked.type === 'failed' && (
        <p className="ho-block" role="alert">
          They could not be read: {/[.!?]$/.test(asked.reason) ? asked.reason : `${asked.reason}.`} Nothing was changed.
        </p>
      )}
      <ul className="ho-past" ref={list}>
        {past.map((one) => (
          <li key={one.id}>
            <button type="button" data-past="" onClick={() => goTo({ screen: 'handoff', handoffId: one.id })}>
              <Face handoff={one} />
            </button>
          </li>
        ))}
      </ul>
      <div className="ho-pages">
        {offset > 0 && (
          <button type="button" className="btn" onClick={() => setOffset(Math.max(0, offset - PAGE))}>
            Newer ones
          </button>
        )}
        {total > offset + PAGE && (
          <button type="button" className="btn" onClick={() => setOffset(offset + PAGE)}>
            Older ones
          </button>
        )}
      </div>
    </section>
  );
}

function Face({ handoff }: { readonly handoff: HandoffSummary }) {
  const { shift, outgoing, incoming, state, endedAt, createdAt } = handoff;
  const at = endedAt ?? createdAt;
  return (
    <>
      <b>{titleOf({ shift, next: handoff.next })}</b>
      <time dateTime={new Date(at).toISOString()}>
        {day(at)} {clockShort(at)}
      </time>
      <span>
        {outgoing} → {incoming || 'nobody'}
      </span>
      <em className={state === 'accepted' ? undefined : 'odd'}>
        {STATE_WORDS[state]}
        {handoff.overridden === true && ', overridden'}
      </em>
    </>
  );
}
