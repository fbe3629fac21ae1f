// Filesystems that really filled up (support/series/filling-disks.json says how they were recorded): at each moment of their
// way, what was said and what came.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fitCapacity } from '../../electron/engine/core/forecast.ts';
import { theilSenLine } from '../../electron/engine/services/forecasts-line.ts';

const HOUR = 3_600_000;

interface Recorded {
  readonly name: string;
  readonly fullAfterHours: number;
  readonly percent: readonly number[];
}

const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('../support/series/filling-disks.json', import.meta.url), 'utf8'),
).series;

/** What was said after so many hours: hours from then; null: no date. */
function saidAfter({ percent }: Recorded, count: number) {
  const hours = percent.slice(0, count).map((value, hour) => ({ at: (hour + 0.5) * HOUR, value }));
  const found = fitCapacity({ hours, limit: 100, at: count * HOUR, fitLine: theilSenLine });
  if (!found?.fullAt) return null;
  const away = (at: number | null) => (at === null ? Number.POSITIVE_INFINITY : at / HOUR - count);
  return { full: away(found.fullAt), earliest: away(found.earliestAt), latest: away(found.latestAt) };
}

const series = (name: string): Recorded => {
  const found = recorded.find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`there is no series ${name}`);
  return found;
};

/** How far off each date was, of the time that was left, from `from` on; every sixth hour. */
function errorsOf(one: Recorded, from: number): readonly { left: number; off: number }[] {
  const found: { left: number; off: number }[] = [];
  for (let count = from; count < one.fullAfterHours; count += 6) {
    const left = one.fullAfterHours - count;
    const said = saidAfter(one, count);
    expect(said, `${one.name}, ${left} h before it was full`).not.toBeNull();
    found.push({ left, off: said === null ? Number.POSITIVE_INFINITY : Math.abs(said.full - left) });
  }
  return found;
}

test('logs with a daily wave, packed at midnight: never off by more than a day and a half', () => {
  // The packing needs room for both files at once: it was full a day before the figures alone would say.
  for (const { left, off } of errorsOf(series('logs'), 120)) expect(off, `${left} h before`).toBeLessThan(36);
});

test('a database in extents, after a dump came and went: within a third, and within 40 hours in the last week', () => {
  for (const { left, off } of errorsOf(series('a database'), 340))
    expect(off, `${left} h before`).toBeLessThan(left < 168 ? 40 : left / 3);
});

test('a log that ran wild: nothing for two weeks, a date from its ninth hour on', () => {
  const wild = series('two quiet weeks');
  for (let count = 6; count < 330; count += 3) expect(saidAfter(wild, count), `hour ${count}`).toBeNull();
  for (let count = 345; count < wild.fullAfterHours; count += 1) {
    const left = wild.fullAfterHours - count;
    const said = saidAfter(wild, count);
    expect(Math.abs((said?.full ?? Number.NaN) - left), `${left} h before`).toBeLessThan(3);
    expect(said?.earliest).toBeLessThan(left + 3);
  }
});
