// Killed while hours are packed: every row that was confirmed is there, and none twice.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { HOUR, MINUTE, TWO } from './samples-makers.ts';
import { newFolder, open } from './store-makers.ts';

const KILLS = 6;

/** Lets an engine confirm so many minutes, then kills it; returns how many it had confirmed. */
async function minutesUntilKilled(folder: string, firstAt: number, lines: number): Promise<number> {
  const script = fileURLToPath(new URL('./samples-child-packer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, String(firstAt)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let confirmed = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    confirmed += text.split('\n').length - 1;
    if (confirmed >= lines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return confirmed;
}

test(`${KILLS} kills while hours are packed lose no confirmed sample and count none twice`, async () => {
  const folder = newFolder();
  let packedHours = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const firstAt = TWO + kill * 1_000 * HOUR;
    const minutes = await minutesUntilKilled(folder, firstAt, 200 + Math.floor(Math.random() * 800));
    const store = await open(folder, {
      clock: { now: () => firstAt },
      samples: { sweep: { minRows: 40, rowsPerCheck: 4 } },
    });
    expect(store.notices).toEqual([]);
    for (let check = 0; check < 8; check += 1) {
      const id = `check-${check}` as CheckId;
      // What was written and not confirmed in time may be there too: one minute more, at the most.
      const rows = [...store.samples.rows(id, firstAt, firstAt + 999 * HOUR)].reverse();
      expect(rows.length - minutes).toBeGreaterThanOrEqual(0);
      expect(rows.map(({ at, values }) => [at, values[0]])).toEqual(
        rows.map((_, minute) => [firstAt + minute * MINUTE, minute]),
      );
      for (const { at, count } of store.samples.hours(id, firstAt, firstAt + 999 * HOUR)) {
        expect(count).toBeLessThanOrEqual(60);
        expect(rows.filter((row) => row.at >= at && row.at < at + HOUR).length).toBeGreaterThanOrEqual(count);
      }
    }
    store.close();
    const file = new Database(join(folder, 'samples.db'), { readonly: true });
    packedHours = file.prepare('SELECT count(*) FROM check_hour').pluck().get() as number;
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
  }
  expect(packedHours).toBeGreaterThan(8 * KILLS);
});
