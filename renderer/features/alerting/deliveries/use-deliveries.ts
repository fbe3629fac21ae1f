// What was sent, newest first: asked for when the view opens and whenever the queue changes.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Delivery, DeliveryState } from '../../../../electron/contract/model/notice.ts';
import { engine } from '../../../link/client.ts';
import { useWorld } from '../../../store/world.ts';
import { merged, withOlder } from './merge-deliveries.ts';

export type Show = 'all' | 'queued' | 'dead';

const PAGE = 100;
/** A try that failed changes no count: what waits is looked at again so often, ms. */
const QUEUE_EVERY_MS = 5_000;
/** Rows that left what is shown are asked for one by one, so many at most. */
const MOST_ASKED = 20;

const statesOf = (show: Show): { states?: DeliveryState[] } => (show === 'all' ? {} : { states: [show] });

interface Known {
  readonly rows: readonly Delivery[];
  readonly waiting: number;
  readonly hasOlder: boolean;
  /** null until the first answer. */
  readonly show: Show | null;
}

const NOTHING: Known = { rows: [], waiting: 0, hasOlder: false, show: null };

export function useDeliveries(show: Show) {
  const [known, setKnown] = useState(NOTHING);
  const [failure, setFailure] = useState<string | null>(null);
  const rows = useRef<readonly Delivery[]>([]);
  rows.current = known.rows;
  const health = useWorld((world) => world.deliveries);
  const engineId = useWorld((world) => world.engineId);
  /** Takes an answer up, unless another question was asked meanwhile. */
  const asked = useRef(0);
  const ask = useCallback(async (question: () => Promise<(before: Known) => Known>) => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const change = await question();
      if (mine !== asked.current) return;
      setKnown(change);
      setFailure(null);
    } catch (error) {
      if (mine === asked.current) setFailure(error instanceof Error ? error.message : String(error));
    }
  }, []);
  const startOver = useCallback(
    () =>
      ask(async () => {
        const answer = await engine().alerts.deliveries({ ...statesOf(show), limit: PAGE });
        return () => ({ rows: answer, waiting: 0, hasOlder: answer.length === PAGE, show });
      }),
    [ask, show],
  );
  const refresh = useCallback(
    () =>
      ask(async () => {
        const answer = await engine().alerts.deliveries({ ...statesOf(show), limit: PAGE });
        const left = await leftOver(rows.current, answer, show);
        return (before) => ({ ...before, ...merged(before.rows, [...answer, ...left]) });
      }),
    [ask, show],
  );
  const older = () =>
    ask(async () => {
      // Deliveries of one notice are made in the same millisecond: that one is asked for again.
      const before = (rows.current.at(-1)?.createdAt ?? 0) + 1;
      const answer = await engine().alerts.deliveries({ ...statesOf(show), before, limit: PAGE });
      return (now) => ({ ...now, rows: withOlder(now.rows, answer), hasOlder: answer.length === PAGE });
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine is asked from the beginning
  useEffect(() => void startOver(), [startOver, engineId]);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the queue is the reason to ask
  useEffect(() => {
    if (first.current) first.current = false;
    else void refresh();
  }, [health]);
  const waits = known.rows.some(({ state }) => state === 'queued');
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void refresh(), QUEUE_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, refresh]);
  return { ...known, isLoading: known.show !== show, failure, startOver, refresh, older };
}

/** Rows that are shown and do not belong to what is shown any more: how they stand now. */
async function leftOver(rows: readonly Delivery[], answer: readonly Delivery[], show: Show) {
  if (show === 'all') return [];
  const there = new Set(answer.map(({ id }) => id));
  const gone = rows.filter(({ id, state }) => !there.has(id) && state === show).slice(0, MOST_ASKED);
  const found = await Promise.all(
    gone.map(({ id }) =>
      engine()
        .alerts.delivery({ deliveryId: id })
        .catch(() => null),
    ),
  );
  return found.flatMap((one) => (one ? [one.delivery] : []));
}
