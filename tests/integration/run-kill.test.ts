// A run of ten steps, killed at every single point (before and after every commit, before and after every command, at every
// end of one), and taken up each time: nothing runs twice, nothing is forgotten, and the record says so.
// (spec: runbooks, "A run": write ahead)
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KillGround, openKillGround } from '../support/run-kill-ground.ts';
import { judge } from '../support/run-kill-verdict.ts';

let ground: KillGround;
/** The points of a run that nobody disturbs, in order. */
let points: readonly string[];

beforeAll(async () => {
  ground = await openKillGround();
}, 120_000);
afterAll(() => ground?.close());

test('left alone it does everything once, and is rolled back as it should be', async () => {
  const place = ground.place('whole');
  expect(await place.live(0)).toEqual({ code: 0, signal: null, errors: '' });
  expect(await judge(place)).toMatchObject({ findings: [], interrupted: 0 });
  points = place.points();
  const kinds = new Set(points.map((point) => point.replace(/^\d+ /, '')));
  expect([...kinds].sort()).toEqual([
    'after a command over SSH was taken',
    'after a commit',
    'after a spawn',
    'at an exit',
    'before a command over SSH',
    'before a commit',
    'before a spawn',
  ]);
}, 60_000);

async function dieAt(point: number): Promise<readonly string[]> {
  const place = ground.place(`at-${point}`);
  const died = await place.live(point);
  const at = `killed at ${points[point - 1]}`;
  if (died.signal !== 'SIGKILL') return [`${at}: it did not die (${died.code}) ${died.errors}`];
  const lived = await place.live(0);
  if (lived.code !== 0) return [`${at}: it was not taken up ${lived.errors}`];
  const { findings } = await judge(place);
  return findings.map((finding) => `${at}: ${finding}`);
}

test('killed at every point and taken up: nothing twice, nothing forgotten, an honest end', async () => {
  const found: string[] = [];
  let next = 1;
  const worker = async (): Promise<void> => {
    for (let point = next; point <= points.length; point = next) {
      next = point + 1;
      found.push(...(await dieAt(point)));
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  expect(found).toEqual([]);
  expect(points.length).toBeGreaterThan(90);
}, 900_000);

test('killed again while it is taken up, right before and right after that is written', async () => {
  for (const again of [1, 2]) {
    const place = ground.place(`again-${again}`);
    const inTheMiddle = points.findIndex((point) => point.endsWith('before a command over SSH')) + 1;
    await place.live(inTheMiddle);
    const before = place.points().length;
    // The points of a start are counted from its own beginning: the spawns of a start come first.
    const starts = points.findIndex((point) => point.endsWith('before a commit'));
    expect((await place.live(starts + again)).signal).toBe('SIGKILL');
    expect(place.points().length).toBe(before + starts + again);
    expect((await place.live(0)).code).toBe(0);
    expect(await judge(place)).toMatchObject({ findings: [], interrupted: 1 });
  }
}, 120_000);
