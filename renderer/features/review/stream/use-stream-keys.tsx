// The keys of the stream: through it, to what was reacted to, and to what an entry is about.
import type { Reaction, ReviewEntry } from '../../../../electron/contract/model/review.ts';
import { clock } from '../../../lib/time.ts';
import { useKeys } from '../../../store/keys.ts';
import { goTo, type Route } from '../../../store/route.ts';

interface Hand {
  readonly item: ReviewEntry | null;
  readonly isEmpty: boolean;
  readonly isFiltered: boolean;
  readonly reactions: readonly Reaction[];
  readonly move: (by: number) => void;
  /** How many entries are on screen. */
  readonly page: () => number;
  readonly first: () => void;
  readonly last: () => void;
  readonly jump: (at: number) => void;
  readonly search: () => void;
  readonly clear: () => void;
}

const HOUR = 3_600_000;

/** Where an entry leads: to the incident it was said in, to the run, to the host. */
function placeOf({ entry: { incidentId, seq, runId, hostId } }: ReviewEntry): readonly [string, Route] | null {
  if (incidentId) return ['Open the incident', { screen: 'incident', incidentId, seq }];
  if (runId) return ['Open the run', { screen: 'run', runId }];
  return hostId ? ['Open the host', { screen: 'host', hostId }] : null;
}

/** The moment of the reaction that comes after `at`, or before it; null: there is none. */
function reactionFrom(reactions: readonly Reaction[], at: number, by: 1 | -1): number | null {
  const moments = reactions.map(({ toldAt, takenAt }) => takenAt ?? toldAt).toSorted((a, b) => a - b);
  return (by > 0 ? moments.find((one) => one > at) : moments.findLast((one) => one < at)) ?? null;
}

export function useStreamKeys(hand: Hand): void {
  const { item, isEmpty, move, page } = hand;
  const place = item && placeOf(item);
  const at = item?.entry.occurredAt ?? 0;
  const react = (by: 1 | -1) => {
    const next = reactionFrom(hand.reactions, at, by);
    if (next !== null) hand.jump(next);
  };
  // While an entry is read nobody knows where one stands.
  const none = hand.reactions.length === 0 || !item;
  useKeys(
    'Review',
    [
      { keys: ['Enter'], label: place?.[0] ?? 'Open', bar: 'first', off: !place, run: () => place && goTo(place[1]) },
      { keys: ['/'], label: 'Words', bar: 'always', run: hand.search },
      { keys: ['x'], label: 'Next reaction', bar: 'always', off: none, run: () => react(1) },
      { keys: ['X'], label: 'Reaction before', off: none, run: () => react(-1) },
      { keys: ['}', 'Shift+ArrowRight'], label: 'An hour on', off: !item, run: () => hand.jump(at + HOUR) },
      { keys: ['{', 'Shift+ArrowLeft'], label: 'An hour back', off: !item, run: () => hand.jump(at - HOUR) },
      { keys: ['j', 'ArrowDown'], label: 'Next entry', move: true, off: isEmpty, run: () => move(1) },
      { keys: ['k', 'ArrowUp'], label: 'Entry before', move: true, off: isEmpty, run: () => move(-1) },
      { keys: ['PageDown'], label: 'Page on', move: true, off: isEmpty, run: () => move(page()) },
      { keys: ['PageUp'], label: 'Page back', move: true, off: isEmpty, run: () => move(-page()) },
      { keys: ['Home'], label: 'First', move: true, off: isEmpty, run: hand.first },
      { keys: ['End'], label: 'Last', move: true, off: isEmpty, run: hand.last },
      { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, off: isEmpty, run: () => move(1) },
      { keys: ['{', '}'], label: 'Hour', bar: 'roomy', move: true, off: !item, run: () => hand.jump(at + HOUR) },
      ...(hand.isFiltered
        ? [{ keys: ['Escape'], label: 'Clear the filter', bar: 'always' as const, run: hand.clear }]
        : []),
    ],
    item ? (
      <>
        <b className="mono">{clock(item.entry.occurredAt)}</b>
        <span>{item.subject || item.entry.kind}</span>
      </>
    ) : null,
    item ? `${item.entry.seq} ${item.subject}` : '',
  );
}
