// Maintenance windows: planned, changed, ended, declared afterwards; which of them covers a check at a moment.
// What people do is one transaction with its journal entry, and refused when the disk refuses; what windows do by
// themselves (begin, end) is noted as the clock comes to it, and waits for the disk (maintenance-diary.ts).
import { randomUUID } from 'node:crypto';
import type { CheckId, HostId, WindowId } from '../../contract/model/ids.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type { MaintenanceWindow, WindowInput, WindowStatus } from '../../contract/model/maintenance.ts';
import { coveringLast, everBegan, type KeptWindow, occurrenceAt, occurrencesIn, plain } from '../core/maintenance.ts';
import { changed, endedNow, isRetired, lastOf, planned, retired, skippedOrNot } from '../core/maintenance-edit.ts';
import { wallTime, whenWords } from '../core/maintenance-words.ts';
import type { Holder } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { conflict, invalid, notFound } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import { type Book, createBook, type Entry } from './maintenance-book.ts';
import { type Calendar, calendarOf, type Preview, previewOf } from './maintenance-calendar.ts';
import { createWindowCourse } from './maintenance-course.ts';
import { createDiary, windowEntry } from './maintenance-diary.ts';
import { checkWindow, withRule } from './maintenance-rules.ts';
import { createWindowSpans, type SpansOf } from './maintenance-spans.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

export interface WindowDraft {
  readonly windowId: WindowId | null;
  readonly window: WindowInput;
}

export interface Maintenance {
  putWindow(draft: WindowDraft, actor: Actor): MaintenanceWindow;
  endNow(windowId: WindowId, actor: Actor): MaintenanceWindow;
  skip(input: { windowId: WindowId; startsAt: number; skip: boolean }, actor: Actor): MaintenanceWindow;
  removeWindow(windowId: WindowId, actor: Actor): { removed: boolean };
  calendar(from: number, to: number): Calendar;
  preview(draft: WindowDraft): Preview;
  /** The window a check is in at `at` (epoch ms); of several the one that ends last. Cheap: asked at every judgement. */
  holderOf(hostId: HostId, checkId: CheckId, at: number): Holder | null;
  /** A problem opened: flexible windows that wait for one begin. Before the problem is judged. */
  problemOpened(hostId: HostId, checkId: CheckId, at: number): void;
  /** When a check was in maintenance within [from, to): spans in order, without overlap. For availability. */
  spansOf: SpansOf;
  statuses(): readonly WindowStatus[];
  /** Called after a window began, ended or was changed: what it covers is judged again. Returns the undo. */
  onChange(listener: () => void): () => void;
  stop(): void;
}

export interface MaintenanceOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly troubles: Troubles;
  readonly log: Log;
}

/** Windows that are planned or under way, at most; what is over counts for nothing. */
const MOST_WINDOWS = 1_000;
/** What was over or entered within this time is still among the statuses; all else is on the calendar. */
const RECENT_MS = 7 * 86_400_000;

export function createMaintenance(options: MaintenanceOptions): Maintenance {
  const { clock, world } = options;
  const book = createBook();
  recallWindows(book, options);
  const diary = createDiary(options);
  const statuses = (): readonly WindowStatus[] => statusesOf(book, clock.now());
  const course = createWindowCourse({ ...options, book, diary, statuses });
  const edits = createEdits({ ...options, book, course, superseded: diary.superseded });

  return {
    ...edits,
    calendar: (from, to) => calendarOf(world, book.all(), from, to, clock.now()),
    preview({ windowId, window }) {
      const before = windowId === null ? null : (book.get(windowId) ?? null);
      const now = clock.now();
      checkWindow(world, window, before?.kept.window ?? null, now);
      const birth = { id: 'preview' as WindowId, by: '', now };
      // A book of its own: what is only looked at must not be seen by anybody.
      const draft = withRule(() =>
        createBook().put(before ? changed(before.kept, before.table, window, now) : planned(window, birth)),
      );
      const others = book.all().filter((entry) => entry !== before);
      return previewOf(world, others, draft, now);
    },
    holderOf(hostId, checkId, at) {
      const { active } = book.moment(at);
      const host = active.length > 0 ? world.hosts.get(hostId) : undefined;
      const found = host && coveringLast(active, host, checkId);
      if (!found) return null;
      return { by: book.get(found.windowId)?.table.name ?? '', until: found.to, ref: found.windowId };
    },
    problemOpened: course.problemOpened,
    spansOf: createWindowSpans(world, { tables: () => book.all().map(({ table }) => table), revision: book.revision }),
    statuses,
    onChange: course.onChange,
    stop: course.stop,
  };
}

interface EditOptions extends MaintenanceOptions {
  readonly book: Book;
  readonly course: { look(): void; afterEdit(entry: Entry): Entry };
  readonly superseded: (id: WindowId) => void;
}

/** What people do to windows. */
function createEdits(options: EditOptions): Pick<Maintenance, 'putWindow' | 'endNow' | 'skip' | 'removeWindow'> {
  const { clock, store, world, book, course, superseded } = options;

  const entryOf = (windowId: WindowId): Entry => {
    const entry = book.get(windowId);
    if (!entry) throw notFound('maintenance window');
    return entry;
  };
  /** Writes the window as it is now, and what was done; then everybody hears of it. */
  const keep = (kept: KeptWindow, actor: Actor, text: string, data = {}): MaintenanceWindow => {
    const at = clock.now();
    store.transaction(() => {
      store.maintenanceWindows.put(kept);
      store.journal.append([windowEntry(world, kept.window, { at, actor, text, data })], at);
    });
    superseded(kept.window.id);
    const { window } = course.afterEdit(book.put(kept)).kept;
    course.look();
    return window;
  };

  return {
    putWindow({ windowId, window }, actor) {
      const now = clock.now();
      const before = windowId === null ? null : entryOf(windowId);
      checkWindow(world, window, before?.kept.window ?? null, now);
      if (before && isRetired(before.kept)) throw conflict([{ path: 'windowId', message: RETIRED }]);
      if (!before) refuseTooMany(book, now);
      const birth = { id: randomUUID() as WindowId, by: actor.type === 'operator' ? actor.name : 'engine', now };
      const kept = withRule(() => {
        const made = before ? changed(before.kept, before.table, window, now) : planned(window, birth);
        // Reads the rule before anything is written.
        refusePast(createBook().put(made), now);
        return made;
      });
      const what = before ? 'changed' : kept.window.declaredLate ? 'declared afterwards' : 'planned';
      const { notes: _, ...data } = window;
      const was = before ? { before: whenWords(before.kept.window) } : {};
      return keep(kept, actor, `${what}: ${whenWords(kept.window)}`, { window: data, ...was });
    },
    endNow(windowId, actor) {
      const { kept, table } = entryOf(windowId);
      const ended = endedNow(kept, table, clock.now());
      if (!ended) throw conflict([{ path: 'windowId', message: 'it is not under way now' }]);
      return keep(ended, actor, 'ended early');
    },
    skip({ windowId, startsAt, skip }, actor) {
      const { kept, table } = entryOf(windowId);
      const found = occurrenceAt(table, startsAt, clock.now());
      if (!found) throw invalid([{ path: 'startsAt', message: 'is not the start of one of its occurrences' }]);
      if (kept.window.skipped.includes(startsAt) === skip) return kept.window;
      if (found.to <= clock.now()) throw conflict([{ path: 'startsAt', message: 'that occurrence is over' }]);
      if (found.state === 'active') throw conflict([{ path: 'startsAt', message: 'it is under way: end it instead' }]);
      const which = wallTime(startsAt, kept.window.zone);
      const text = skip ? `of ${which} called off` : `of ${which} takes place after all`;
      return keep(skippedOrNot(kept, startsAt, skip), actor, text, { startsAt });
    },
    removeWindow(windowId, actor) {
      const { kept, table } = entryOf(windowId);
      const now = clock.now();
      if (everBegan(table, now)) {
        const ended = retired(kept, table, now);
        if (ended !== kept && !isRetired(kept)) keep(ended, actor, 'ended for good; its past stays on record');
        return { removed: false };
      }
      store.transaction(() => {
        store.maintenanceWindows.remove(windowId);
        store.journal.append([windowEntry(world, kept.window, { at: now, actor, text: 'removed' })], now);
      });
      superseded(windowId);
      book.remove(windowId);
      course.look();
      return { removed: true };
    },
  };
}

const RETIRED = 'it was ended for good and is only kept for the record; plan a new one';

/** A recurring window that becomes one of once only cannot lie in the time that its record speaks for already. */
function refusePast({ kept, table }: Entry, now: number): void {
  const { startsAt, rrule, since } = lastOf(kept);
  if (rrule !== '' || startsAt >= since || occurrenceAt(table, startsAt, now)) return;
  throw invalid([
    { path: 'window.startsAt', message: 'its past is on record: declare what was as a window of its own' },
  ]);
}

function refuseTooMany(book: Book, now: number): void {
  const open = book.all().filter((entry) => book.standing(entry, now).until < Number.POSITIVE_INFINITY).length;
  if (open < MOST_WINDOWS) return;
  throw conflict([{ path: 'window', message: `${MOST_WINDOWS} windows are planned; remove some first` }]);
}

/** A rule that was right when it was kept and cannot be read now silences nobody, and is said. */
function recallWindows(book: Book, { store, log, troubles }: MaintenanceOptions): void {
  for (const kept of store.maintenanceWindows.list()) {
    try {
      book.put(kept);
    } catch (error) {
      const message = `Maintenance "${kept.window.name}" cannot be read and holds nothing back. Plan it anew.`;
      log.error(message, error);
      troubles.set('internal', message, `maintenance ${kept.window.id}`);
    }
  }
}

/** What is now or next, and what was lately. */
function statusesOf(book: Book, now: number): readonly WindowStatus[] {
  return book.all().flatMap((entry) => {
    const { active, waiting, next } = book.standing(entry, now);
    const current = active[0] ?? waiting[0];
    const { kept, table } = entry;
    const lately = () =>
      kept.window.createdAt > now - RECENT_MS || occurrencesIn(table, now - RECENT_MS, now, now).length > 0;
    if (!current && !next && !lately()) return [];
    return [{ window: kept.window, current: current ? plain(current) : null, next: next && plain(next) }];
  });
}
