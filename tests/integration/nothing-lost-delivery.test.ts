// Killed at any moment between an alert and its delivery: everybody who was to be told is told, by each channel, at least once
// and always under the same key. (spec: monitoring, "Deliveries"; the long form is `npm run soak -- --deliveries 200`)
import { expect, test } from 'vitest';
import { killDeliveries } from '../support/kill-deliveries.ts';

const KILLS = 12;

test(`${KILLS} kills while hosts fail and recover lose no alert on its way to people`, async () => {
  const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 1e9));
  const counts = await killDeliveries({ kills: KILLS, seed });
  expect(counts.findings, `with KILL_SEED=${seed}`).toEqual([]);
  expect(counts.told).toBeGreaterThan(30);
  expect(counts.deliveries).toBe(2 * counts.notices);
  expect(counts.told + counts.cancelled + counts.overtaken).toBe(counts.alerts);
}, 400_000);
