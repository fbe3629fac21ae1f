// What windows do by themselves: they begin and end as the clock comes to it, and flexible ones begin with the first
// problem. Each is noted in the journal once, over restarts too, and told to the screens and to whoever judges alerts.
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { WindowStatus } from '../../contract/model/maintenance.ts';
import { type KeptWindow, occurrenceAt, type Placed } from '../core/maintenance.ts';
import { begunBy } from '../core/maintenance-edit.ts';
import type { Clock } from '../lib/clock.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Book, Entry } from './maintenance-book.ts';
import { BY_ITSELF, type Diary, windowEntry } from './maintenance-diary.ts';
import { createBoundaryTimer } from './maintenance-timer.ts';
import type { World } from './world.ts';

const RETRY_MS = 5_000;

export interface WindowCourse {
  /** Notes what began and ended since the last look, tells everybody, and waits for the next such moment. */
  look(): void;
  /** A window was changed: where it is flexible and waits, what broke inside it already has begun it. */
  afterEdit(entry: Entry): Entry;
  problemOpened(hostId: HostId, checkId: CheckId, at: number): void;
  onChange(listener: () => void): () => void;
  stop(): void;
}

export function createWindowCourse(options: {
  readonly clock: Clock;
  readonly world: World;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly book: Book;
  readonly diary: Diary;
  readonly statuses: () => readonly WindowStatus[];
}): WindowCourse {
  const { clock, world, feed, book, diary, statuses } = options;
  const listeners = new Set<() => void>();
  let stopped = false;

  const look = (): void => {
    if (stopped) return;
    const now = clock.now();
    const steps = book.all().flatMap((entry) => stepOf(world, book, entry, now) ?? []);
    for (const { kept } of steps) book.put(kept);
    if (steps.length > 0)
      diary.write(
        steps.map(({ kept }) => kept),
        steps.flatMap(({ entries }) => entries),
      );
    feed.publish([{ type: 'windows', windows: statuses() }]);
    for (const listener of listeners) listener();
    const { until } = book.moment(now);
    timer.arm(diary.flush() ? until : Math.min(until, now + RETRY_MS));
  };
  const timer = createBoundaryTimer(clock, look);
  // Whoever wants to hear of the windows that began or ended while nobody watched is there by then.
  timer.arm(clock.now());

  const begin = ({ kept }: Entry, occurrence: Placed, at: number, by: string): Entry => {
    const { startsAt } = occurrence;
    const begun = { ...begunBy(kept, startsAt, at), running: startsAt };
    const data = { startsAt };
    const entry = windowEntry(world, kept.window, {
      at,
      actor: BY_ITSELF,
      text: `began with the problem of ${by}`,
      data,
    });
    diary.write([begun], [entry]);
    return book.put(begun);
  };

  return {
    look,
    afterEdit(entry) {
      const now = clock.now();
      const waiting = book.standing(entry, now).waiting[0];
      if (!waiting) return entry;
      const inside = [...world.problems.values()].filter((problem) => {
        const host = world.hosts.get(problem.hostId);
        return problem.openedAt >= waiting.from && host && waiting.course.covers(host, problem.checkId);
      });
      const first = inside.toSorted((a, b) => a.openedAt - b.openedAt)[0];
      return first ? begin(entry, waiting, first.openedAt, nameOf(world, first.hostId, first.checkId)) : entry;
    },
    problemOpened(hostId, checkId, at) {
      const { waiting } = book.moment(clock.now());
      const host = waiting.length > 0 ? world.hosts.get(hostId) : undefined;
      if (!host) return;
      const begun = waiting.filter((one) => one.from <= at && one.course.covers(host, checkId));
      for (const occurrence of begun) {
        const entry = book.get(occurrence.windowId);
        // The first bad result of the spell, where that lies inside: the work began with it.
        const since = world.memory.get(checkId)?.badSince ?? at;
        const began = Math.min(Math.max(since, occurrence.from), at);
        if (entry) begin(entry, occurrence, began, nameOf(world, hostId, checkId));
      }
      // Whoever calls is in the middle of judging: the others are judged again when that is done.
      if (begun.length > 0) setImmediate(look);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      stopped = true;
      timer.stop();
      diary.flush();
    },
  };
}

interface Step {
  readonly kept: KeptWindow;
  readonly entries: readonly EntryDraft[];
}

/** What of a window is not in the journal yet; null: nothing. */
function stepOf(world: World, book: Book, entry: Entry, now: number): Step | null {
  const { kept, table } = entry;
  const { window, running } = kept;
  const active = book.standing(entry, now).active[0] ?? null;
  const startsAt = active?.startsAt ?? null;
  if (startsAt === running) return null;
  const entries: EntryDraft[] = [];
  const note = (at: number, text: string, of: number): void => {
    entries.push(windowEntry(world, window, { at, actor: BY_ITSELF, text, data: { startsAt: of } }));
  };
  if (running !== null) {
    const ended = occurrenceAt(table, running, now);
    // Changed meanwhile so that it is not an occurrence any more: it ended with the change.
    note(Math.min(ended?.to ?? now, now), 'ended', running);
  }
  if (active) note(active.from, 'began', active.startsAt);
  return { kept: { ...kept, running: startsAt }, entries };
}

function nameOf(world: World, hostId: HostId, checkId: CheckId): string {
  const check = world.checks.get(checkId);
  const host = world.hosts.get(hostId)?.name ?? hostId;
  return check && !check.alive ? `${host} ${check.name}` : host;
}
