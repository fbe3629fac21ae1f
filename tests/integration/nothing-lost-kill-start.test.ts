// Killed while a folder of an older version is copied and brought up to date: nothing is half old and half new, no half copy
// is taken for a backup. (spec: trust, "Nothing lost")
import { expect, test } from 'vitest';
import { createChance } from '../support/kill-chance.ts';
import { killStarts } from '../support/kill-start.ts';

test('6 kills in the middle of a migration lose nothing, and the next engine comes up with everything', async () => {
  const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 1e9));
  const counts = await killStarts(6, 3, createChance(seed));
  expect(counts.findings, `with KILL_SEED=${seed}`).toEqual([]);
  expect(counts).toMatchObject({ kills: 6, starts: 2 });
  expect(counts.inTime).toBeGreaterThan(0);
}, 120_000);
