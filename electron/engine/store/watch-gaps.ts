// When nobody watched: the engine was down, the machine slept, the monitor was cut off. Neither up nor down, for any check.
import type { Connection } from './connect.ts';

export type GapReason = 'engine-down' | 'asleep' | 'isolated' | 'overloaded';

/** [from, to) in epoch ms; `to` is null while it lasts. */
export interface WatchGap {
  readonly reason: GapReason;
  readonly from: number;
  readonly to: number | null;
}

export function createWatch(db: Connection) {
  const beat = db.prepare<[number]>(
    'INSERT INTO heartbeat (id, alive_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET alive_at = excluded.alive_at',
  );
  // An entry written after the last beat proves the engine alive later than the beat does.
  const aliveAt = db
    .prepare<[], number | null>(`SELECT max(alive_at, coalesce(
      (SELECT recorded_at FROM journal ORDER BY seq DESC LIMIT 1), alive_at)) FROM heartbeat`)
    .pluck();
  const add = db.prepare<[string, number, number | null]>(
    'INSERT INTO watch_gap (reason, from_at, to_at) VALUES (?, ?, ?)',
  );
  const isOpen = db.prepare<[string]>('SELECT 1 FROM watch_gap WHERE reason = ? AND to_at IS NULL');
  const close = db.prepare<[number, string]>(
    'UPDATE watch_gap SET to_at = max(from_at, ?) WHERE reason = ? AND to_at IS NULL',
  );
  const closeAll = db.prepare<[number]>('UPDATE watch_gap SET to_at = max(from_at, ?) WHERE to_at IS NULL');
  const list = db.prepare<[number, number], WatchGap>(`
    SELECT reason, from_at AS "from", to_at AS "to" FROM watch_gap
    WHERE from_at < ? AND coalesce(to_at, 9e15) > ? ORDER BY from_at`);

  const start = db.transaction((now: number): WatchGap | null => {
    const last = aliveAt.get() ?? null;
    beat.run(now);
    if (last === null) return null;
    closeAll.run(Math.min(last, now));
    // A clock set back leaves no gap that could be dated.
    if (last >= now) return null;
    add.run('engine-down', last, now);
    return { reason: 'engine-down', from: last, to: now };
  });

  return {
    /** Once at start: records and returns the time since the last sign of life of the engine before; null at the first start. */
    start: (now: number): WatchGap | null => start.immediate(now),
    /** The last sign of life of any engine, epoch ms; null before the first. */
    aliveAt: (): number | null => aliveAt.get() ?? null,
    /** "Still watching at `now`": call every few seconds, and last thing at a clean stop. A crash is dated by the last one. */
    beat: (now: number): void => void beat.run(now),
    /** Begins a gap; nothing happens when one for this reason is open. */
    open(reason: GapReason, from: number): void {
      if (isOpen.get(reason) === undefined) add.run(reason, from, null);
    },
    /** Ends the open gap of this reason. True when there was one. */
    close: (reason: GapReason, to: number): boolean => close.run(to, reason).changes > 0,
    /** The last sign of life of the engine, epoch ms; null when none ever ran here. */
    lastAlive: (): number | null => aliveAt.get() ?? null,
    /** Gaps that touch [from, to), oldest first; they may overlap each other. */
    list: (from: number, to: number): readonly WatchGap[] => list.all(to, from),
  };
}
