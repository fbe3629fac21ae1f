// What the tests of packed samples work with: a store on a clock that they set, a look into its file, and charts drawn
// the slow way.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import type { Series } from '../../electron/contract/api/history.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { Store } from '../../electron/engine/store/open.ts';
import type { SampleQuery } from '../../electron/engine/store/sample-slots.ts';
import { NIGHT, newFolder, open, result } from './store-makers.ts';

export const WEB = 'check-web' as CheckId;
export const OTHER = 'check-other' as CheckId;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
/** The hour that NIGHT lies in. */
export const TWO = Math.floor(NIGHT / HOUR) * HOUR;

/** A store on a clock of its own; sweeps early, so that an hour is packed with few rows. */
export async function watching(folder = newFolder()) {
  const clock = { at: TWO };
  const store = await open(folder, {
    clock: { now: () => clock.at },
    samples: { sweep: { minRows: 50, rowsPerCheck: 4 } },
  });
  return { folder, clock, store, samples: store.samples };
}

/** Lets everything that is over be packed: another check fills the log until it was swept, and swept again. */
export function packAll({ store, clock }: { store: Store; clock: { at: number } }): void {
  for (let n = 0; n < 200; n += 1) {
    for (let i = 0; i < 5; i += 1) store.samples.add(result(OTHER, clock.at + n * 5 + i, []));
    store.samples.flush();
  }
}

/** A look into the file from outside. */
export function look(folder: string, file = 'samples.db') {
  const db = new Database(join(folder, file), { readonly: true });
  onTestFinished(() => void db.close());
  return { count: (from: string) => db.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number };
}

export type Point = readonly [at: number, value: number];

/** The slow way: every slot by walking over all points. */
export function expectDrawn(series: Series | undefined, query: SampleQuery, points: readonly Point[]): void {
  const inside = points.filter(([at]) => at >= query.from && at < query.to);
  if (series === undefined) {
    expect(inside).toEqual([]);
    return;
  }
  expect(series.at[0]).toBe(query.from);
  expect(series.at.length).toBeLessThanOrEqual(query.points);
  series.at.forEach((begin, slot) => {
    const end = series.at[slot + 1] ?? query.to;
    const values = inside.filter(([at]) => at >= begin && at < end).map(([, value]) => value);
    const avg = values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
    // Which zero is the lowest does not matter.
    expect((series.min[slot] ?? Number.NaN) + 0).toBe(values.length === 0 ? Number.NaN : Math.min(...values) + 0);
    expect((series.max[slot] ?? Number.NaN) + 0).toBe(values.length === 0 ? Number.NaN : Math.max(...values) + 0);
    if (avg === null) expect(series.avg[slot]).toBeNull();
    else expect(series.avg[slot]).toBeCloseTo(avg, 6);
  });
}

export const rtt = (at: number): number => Math.round(12_000 + 500 * Math.sin(at / 70_000)) / 1_000;
