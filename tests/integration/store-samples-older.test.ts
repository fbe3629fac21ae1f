// A samples.db of version 1: opened at once, packed by and by.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { sampleRows } from '../../electron/engine/store/migrations/samples-0001-rows.ts';
import { expectDrawn, HOUR, look, MINUTE, OTHER, type Point, rtt, TWO, WEB } from './samples-makers.ts';
import { newFolder, open, result } from './store-makers.ts';

describe('a file of version 1', () => {
  const HOURS = 40;

  /** As the first version left it: rows in both tables, of two checks. */
  function olderFolder(): string {
    const folder = newFolder();
    const db = new Database(join(folder, 'samples.db'));
    db.exec(sampleRows);
    db.pragma('user_version = 1');
    db.prepare("INSERT INTO check_ref (check_id) VALUES ('check-web'), ('check-other')").run();
    db.prepare('INSERT INTO metric_set VALUES (1, ?)').run('[["rtt","ms"]]');
    const row = db.prepare('INSERT INTO sample VALUES (?, ?, 1.5, 2.25, 0, 1, ?)');
    const vals = Buffer.alloc(8);
    db.transaction(() => {
      for (let at = TWO; at < TWO + HOURS * HOUR; at += MINUTE)
        for (const ref of [1, 2]) {
          vals.writeDoubleLE(rtt(at));
          row.run(ref, at, vals);
        }
      vals.writeDoubleLE(7);
      db.prepare('INSERT INTO sample_log VALUES (1, NULL, 1, ?, 0, 1, 0, 1, ?)').run(TWO + HOURS * HOUR, vals);
    })();
    db.close();
    return folder;
  }

  test('opens at once, is packed a little at each flush, and is drawn whole all along', async () => {
    const folder = olderFolder();
    const clock = { at: TWO + HOURS * HOUR + MINUTE };
    const store = await open(folder, { clock: { now: () => clock.at } });
    const file = look(folder);
    const query = { from: TWO, to: clock.at, points: 2_000, minSlotMs: MINUTE };
    const points: Point[] = [];
    for (let at = TWO; at < TWO + HOURS * HOUR; at += MINUTE) points.push([at, rtt(at)]);
    points.push([TWO + HOURS * HOUR, 7]);
    let left = file.count('sample');
    expect(left).toBe(2 * HOURS * 60);
    let flushes = 0;
    for (; left > 0; flushes += 1) {
      store.samples.add(result(OTHER, clock.at + flushes, []));
      store.samples.flush();
      const now = file.count('sample');
      expect(now).toBeLessThan(left);
      // 8,000 figures, a row counted as four and its own, and the hour that was begun.
      expect(left - now).toBeLessThanOrEqual(8_000 / 5 + 60);
      left = now;
      expectDrawn(store.samples.read(WEB, query)[0], query, points);
    }
    expect(flushes).toBeGreaterThan(1);
    expect(file.count('check_hour')).toBe(2 * HOURS);
    const [newest, before] = store.samples.rows(WEB, TWO, clock.at);
    expect(newest).toMatchObject({ at: TWO + HOURS * HOUR, values: [7] });
    expect(before).toMatchObject({
      at: TWO + HOURS * HOUR - MINUTE,
      lateMs: 1.5,
      durationMs: 2.25,
      metrics: [['rtt', 'ms']],
    });
  });

  test('is copied before it is changed', async () => {
    const folder = olderFolder();
    await open(folder);
    expect(look(folder, 'backups/samples-2026-11-22T02-14-00.000Z.db').count('sample')).toBe(2 * HOURS * 60);
  });
});
