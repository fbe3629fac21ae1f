// The stream of a shift: lanes on top, the filter, the entries, the facts beside them.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Reaction, ReviewEntry, ReviewFilter } from '../../../../electron/contract/model/review.ts';
import { type useReviewFacts, useReviewStream } from '../../../link/review.ts';
import type { ReviewPages } from '../../../link/review-pages.ts';
import { slowWords } from '../../../store/review-words.ts';
import { say } from '../../../store/say.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { FactsSide } from '../facts-side.tsx';
import { Lanes } from '../lanes.tsx';
import { type Looked, useFacts } from '../use-facts.ts';
import { FilterBar, isFiltered, NO_FILTER } from './filter-bar.tsx';
import { type StreamHand, StreamList } from './stream-list.tsx';
import { useStreamKeys } from './use-stream-keys.tsx';
import './stream.css';

interface Props {
  readonly looked: Looked;
}

const NO_REACTIONS: readonly Reaction[] = [];

export function StreamView({ looked }: Props) {
  const { from, to, asOf } = looked;
  const [filter, setFilter] = useState<ReviewFilter>(NO_FILTER);
  const [front, setFront] = useState(0);
  // Another `asOf` is another stream: what came since is in it. Filter and place stay.
  const stretch = useMemo(() => ({ from, to, asOf }), [from, to, asOf]);
  const { view, pages } = useReviewStream(stretch, filter);
  const [asked, again] = useFacts(looked);
  const known = asked.type === 'ready' ? asked.value : null;
  const hand = useRef<StreamHand | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const index = Math.min(front, Math.max(0, view.total - 1));
  const item = view.entries.get(index) ?? null;
  const slowOf = useSlow(known);
  const change = (part: Partial<ReviewFilter>) => {
    setFilter((now) => ({ ...now, ...part }));
    setFront(0);
  };
  const go = (place: number, align: 'auto' | 'start' = 'auto') => {
    const at = Math.max(0, Math.min((pages?.view().total ?? 0) - 1, place));
    setFront(at);
    hand.current?.show(at, align);
  };
  const jump = useJump(pages, go);
  useStreamKeys({
    item,
    isEmpty: view.total === 0,
    isFiltered: isFiltered(filter),
    reactions: known?.facts.reactions ?? NO_REACTIONS,
    move: (by) => go(index + by),
    page: () => hand.current?.page() ?? 1,
    first: () => go(0),
    last: () => go(view.total - 1),
    jump: (at) => void jump(at),
    search: () => box.current?.focus(),
    clear: () => change(NO_FILTER),
  });
  return (
    <div className="rv-main">
      {known && <Lanes facts={known.facts} at={item?.entry.occurredAt ?? null} onJump={(at) => void jump(at)} />}
      <div className="rv-two">
        <section className="rv-stream" aria-label="Stream">
          <FilterBar
            filter={filter}
            total={view.total}
            people={known?.facts.people ?? []}
            box={box}
            onChange={change}
          />
          {view.reason !== null && <Failed reason={view.reason} onAgain={() => pages?.again()} />}
          {view.state === 'ready' && view.total === 0 && (
            <Nothing isFiltered={isFiltered(filter)} onClear={() => change(NO_FILTER)} />
          )}
          {view.state === 'loading' && <div className="skel rv-skel" aria-busy="true" />}
          {view.state === 'ready' && view.total > 0 && pages && (
            <StreamList {...{ view, pages, index, hand, slowOf }} onFront={setFront} />
          )}
        </section>
        {known ? (
          <FactsSide facts={known.facts} sla={known.sla} onJump={(at) => void jump(at)} />
        ) : (
          <aside className="rv-side">
            {asked.type === 'failed' ? (
              <>
                <p className="rv-none">The facts could not be read: {asked.reason}</p>
                <button type="button" className="btn" onClick={again}>
                  Read them again
                </button>
              </>
            ) : (
              <div className="skel rv-skel" aria-busy="true" />
            )}
          </aside>
        )}
      </div>
    </div>
  );
}

/**
 * To the entry at or after a moment. Its place is asked for, and the filter may have changed, or another moment be wanted,
 * before the answer is there: then it is dropped.
 */
function useJump(
  pages: ReviewPages | null,
  go: (place: number, align: 'start') => void,
): (at: number) => Promise<void> {
  const wanted = useRef<object | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stream has other places
  useEffect(() => {
    wanted.current = null;
  }, [pages]);
  const latest = useRef(go);
  latest.current = go;
  return async (at) => {
    if (!pages) return;
    const mine = {};
    wanted.current = mine;
    try {
      const place = await pages.placeAt(at);
      if (wanted.current === mine) latest.current(place, 'start');
    } catch (error) {
      if (wanted.current === mine) say(error instanceof Error ? error.message : String(error), true);
    }
  };
}

type Known = ReturnType<typeof useReviewFacts>[0] extends infer Asked
  ? Asked extends { readonly type: 'ready'; readonly value: infer Value }
    ? Value
    : never
  : never;

/** Why the reaction of an entry was slow, by what is promised for how bad it was. */
function useSlow(known: Known | null): (item: ReviewEntry) => string {
  // A flood has thousands of reactions, and each row that is drawn asks for its own.
  const severities = useMemo(
    () => new Map(known?.facts.reactions.map(({ problemId, severity }) => [problemId, severity])),
    [known],
  );
  return useCallback(
    ({ entry, reactionMs }) => {
      if (!known || reactionMs === null) return '';
      const { facts, sla } = known;
      const severity =
        (entry.problemId && severities.get(entry.problemId)) ??
        facts.bars.find(({ incidentId }) => incidentId !== undefined && incidentId === entry.incidentId)?.severity;
      return severity ? slowWords(reactionMs, severity, sla, facts.figures.timeToAcknowledge) : '';
    },
    [known, severities],
  );
}

function Failed({ reason, onAgain }: { readonly reason: string; readonly onAgain: () => void }) {
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>A part of the stream could not be read.</b> {reason} Nothing of the record is lost.
      </p>
      <button type="button" className="btn" onClick={onAgain}>
        Read it again
      </button>
    </div>
  );
}

function Nothing({ isFiltered: filtered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  if (!filtered) {
    return (
      <div className="empty">
        <b>Nothing happened in this shift.</b>
        <p>
          <Keycap keys="[" /> looks at the one before.
        </p>
      </div>
    );
  }
  return (
    <div className="empty">
      <b>No entry fits this filter.</b>
      <p>What it hides is still on record.</p>
      <button type="button" className="btn pri" onClick={onClear}>
        <Keycap keys="Escape" /> Clear the filter
      </button>
    </div>
  );
}
