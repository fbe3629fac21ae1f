// Killed at any moment, under load: everything that was confirmed is there, nothing is half done, nobody is told twice.
// (spec: trust, "Nothing lost"; the long form is `npm run soak -- --kills 300`)
import { expect, test } from 'vitest';
import { killEngines } from '../support/kill-run.ts';

const KILLS = 12;

test(`${KILLS} kills while four operators write and sixty hosts are watched lose nothing that was confirmed`, async () => {
  const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 1e9));
  const counts = await killEngines({ kills: KILLS, seed });
  expect(counts.findings, `with KILL_SEED=${seed}`).toEqual([]);
  expect(counts).toMatchObject({ kills: KILLS });
  expect(counts.confirmedWrites).toBeGreaterThan(100);
  expect(counts.resultsSeen).toBeGreaterThan(500);
}, 240_000);
