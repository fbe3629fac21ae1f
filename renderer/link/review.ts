// What a review asks of the engine: the stretch as a stream, its facts, what was promised then, the shifts there were.
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { HandoffView } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import type { HandoffInReview, ReviewFacts, ReviewFilter } from '../../electron/contract/model/review.ts';
import type { Shift } from '../../electron/contract/model/shift.ts';
import type { SlaPromise } from '../../electron/contract/model/sla.ts';
import { useWorld } from '../store/world.ts';
import { engine } from './client.ts';
import { createReviewPages, type ReviewPages, type ReviewPagesView } from './review-pages.ts';
import { type Loaded, useAsked } from './use-asked.ts';

const DAY = 86_400_000;
/** So far back shifts are listed at first; asking for more goes as far again. */
const LISTED_DAYS = 30;

export interface PastShifts {
  readonly state: Loaded<readonly Shift[]>;
  readonly more: () => void;
  /** Days that are looked back. */
  readonly days: number;
}

/** Shifts that have begun by `now` (epoch ms), the newest first. */
export function usePastShifts(now: number): PastShifts {
  const [days, setDays] = useState(LISTED_DAYS);
  const key = useWorld(({ engineId, shifts }) => `${engineId} ${JSON.stringify(shifts.plans)}`);
  const [asked] = useAsked(`${key} ${days} ${now}`, () =>
    engine().shifts.calendar({ from: Math.max(0, now - days * DAY), to: now }),
  );
  const state = useMemo((): Loaded<readonly Shift[]> => {
    if (asked.type !== 'ready') return asked;
    const begun = asked.value.shifts.filter(({ from, calledOff }) => from <= now && !calledOff);
    return { type: 'ready', value: begun.toSorted((a, b) => b.from - a.from) };
  }, [asked, now]);
  return { state, days, more: () => setDays((before) => Math.min(390, before + LISTED_DAYS)) };
}

const NOTHING: ReviewPagesView = { state: 'loading', reason: null, total: 0, entries: new Map() };
const nothing = () => NOTHING;
const unsubscribed = () => () => {};

export interface ReviewStream {
  readonly view: ReviewPagesView;
  /** Null until it is asked for. */
  readonly pages: ReviewPages | null;
}

/** [from, to), epoch ms; null: nothing is asked. Another filter is another stream. */
export function useReviewStream(
  stretch: { readonly from: number; readonly to: number } | null,
  filter: ReviewFilter,
): ReviewStream {
  const [pages, setPages] = useState<ReviewPages | null>(null);
  const engineId = useWorld((world) => world.engineId);
  const key = JSON.stringify([stretch, filter]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for stretch and filter
  useEffect(() => {
    if (engineId === null || !stretch) return;
    const made = createReviewPages((offset, limit) =>
      engine().shifts.review({ from: stretch.from, to: stretch.to, filter, offset, limit }),
    );
    setPages(made);
    return () => made.close();
  }, [key, engineId]);
  const view = useSyncExternalStore(pages?.subscribe ?? unsubscribed, pages?.view ?? nothing);
  return { view, pages };
}

/** Facts of a stretch, and what is promised by severity. */
export function useReviewFacts(from: number, to: number) {
  const engineId = useWorld((world) => world.engineId);
  return useAsked(`${engineId} ${from} ${to}`, async (): Promise<{ facts: ReviewFacts; sla: SlaPromise }> => {
    const [facts, settings] = await Promise.all([
      engine().shifts.reviewFacts({ from, to }),
      engine().engine.settings(),
    ]);
    return { facts, sla: settings.incidents.sla };
  });
}

export interface HandedOver {
  readonly after: HandoffInReview;
  readonly view: HandoffView;
}

/** A hand-over as it was signed, beside what became of each item. */
export function useHandedOver(handoffId: HandoffId) {
  const engineId = useWorld((world) => world.engineId);
  return useAsked(`${engineId} ${handoffId}`, async (): Promise<HandedOver> => {
    const [after, view] = await Promise.all([
      engine().shifts.aftermath({ handoffId }),
      engine().handoffs.view({ handoffId }),
    ]);
    return { after, view };
  });
}
