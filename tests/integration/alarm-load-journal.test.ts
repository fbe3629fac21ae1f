// The alarm load from a real journal.
import { expect, test } from 'vitest';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import { PROBLEM_STATUSES } from '../../electron/contract/model/problem-status.ts';
import { createAlarmLoad } from '../../electron/engine/services/alarm-load.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import type { Store } from '../../electron/engine/store/open.ts';
import { createTestClock } from '../support/clock.ts';
import { MINUTE, openFloor } from '../support/floor.ts';
import { check, host, newFolder, open } from './store-makers.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const web1 = host('web1');
const http = { ...check('http', web1), alive: false };
const world = createWorld([web1], [http]);

/** What alerting writes. */
const alert = (at: number, data: EntryDraft['data'] = {}): EntryDraft => ({
  kind: 'alert',
  occurredAt: at,
  actor: { type: 'engine' },
  hostId: web1.id,
  checkId: http.id,
  text: 'web1 http: critical: no answer',
  data: { told: 'problem', severity: 2, status: 'critical', ...data },
});

const change = (at: number, status: string): EntryDraft => ({
  ...alert(at, { status, event: 'soft' }),
  kind: 'check-state',
});

const acknowledged = (at: number, name: string): EntryDraft => ({
  ...alert(at),
  kind: 'acknowledgement',
  actor: { type: 'operator', name },
});

async function journalOf(entries: readonly EntryDraft[]): Promise<{ store: Store; now: number }> {
  const now = Date.UTC(2026, 10, 22, 2);
  const store = await open(newFolder(), { clock: { now: () => now } });
  for (let from = 0; from < entries.length; from += 1_000) store.journal.append(entries.slice(from, from + 1_000), now);
  return { store, now };
}

const reportOf = ({ store, now }: { store: Store; now: number }, from: number, to = now) =>
  createAlarmLoad(store, world, { clock: { ...createTestClock(now), now: () => now } }).report({ from, to });

test('all-clears ask nothing of anybody; problems, changes and the start of flapping do', async () => {
  const at = Date.UTC(2026, 10, 22, 1);
  const kinds = ['problem', 'change', 'recovery', 'flapping-start', 'flapping-stop'];
  const shift = await journalOf(kinds.map((told, place) => alert(at + place * MINUTE, { told })));
  const report = await reportOf(shift, at - HOUR);
  expect(report).toMatchObject({ alerts: 3, bySeverity: [0, 3, 0, 0] });
  expect(report.topSources).toEqual([{ checkId: http.id, subject: 'web1 http', alerts: 3, share: 1 }]);
});

test('half open: the first moment counts, the last does not', async () => {
  const at = Date.UTC(2026, 10, 22, 1);
  const shift = await journalOf([alert(at - 1), alert(at), alert(at + HOUR - 1), alert(at + HOUR)]);
  expect((await reportOf(shift, at, at + HOUR)).alerts).toBe(2);
});

test('entries from before alerts had a severity get the usual one', async () => {
  const at = Date.UTC(2026, 10, 22, 1);
  const old = PROBLEM_STATUSES.map((status, place) => {
    const { severity: _, ...data } = alert(at, { status }).data;
    return { ...alert(at + place), data };
  });
  expect((await reportOf(await journalOf(old), at)).bySeverity).toEqual([0, 2, 3, 0]);
});

test('chattering is found by its changes; three attempts of one problem are none', async () => {
  const at = Date.UTC(2026, 10, 22, 1);
  const moves = ['ok', 'critical', 'ok', 'critical'].map((status, place) => change(at + place * 15_000, status));
  const attempts = ['ok', 'critical', 'critical', 'critical'].map((status, place) =>
    change(at + place * 15_000, status),
  );
  expect((await reportOf(await journalOf(moves), at)).chatteringSources).toMatchObject([{ subject: 'web1 http' }]);
  expect((await reportOf(await journalOf(attempts), at)).chatteringSources).toEqual([]);
});

test('who works one after the other does not share the load; who works together does', async () => {
  const begin = Date.UTC(2026, 10, 21);
  const shifts = ['ada', 'ben', 'cy'].map((name, place) => acknowledged(begin + place * 8 * HOUR + HOUR, name));
  const together = shifts.flatMap((entry) => [entry, { ...entry, actor: { type: 'operator', name: 'dee' } as const }]);
  expect((await reportOf(await journalOf(shifts), begin)).operators).toBe(1);
  expect((await reportOf(await journalOf(together), begin)).operators).toBe(2);
  expect((await reportOf(await journalOf([]), begin)).operators).toBe(1);
});

test('stale: told, open for over a day at the end of the period, also when it was closed since', async () => {
  const shift = await journalOf([]);
  const { store, now } = shift;
  store.transaction(() => {
    store.inventory.putHost(web1);
    store.inventory.putCheck(http);
  });
  const put = (id: string, openedAt: number, toldAt: number | null, closedAt: number | null): void => {
    const problem = { id: id as ProblemId, hostId: web1.id, checkId: http.id, openedAt, toldAt };
    store.problems.put(problem as never);
    if (closedAt !== null) store.problems.close(id as ProblemId, closedAt);
  };
  put('old', now - 3 * DAY, now - 3 * DAY, null);
  put('held', now - 3 * DAY, null, null);
  put('young', now - HOUR, now - HOUR, null);
  put('gone', now - 5 * DAY, now - 5 * DAY, now - 2 * DAY);
  const stale = async (to: number) =>
    (await reportOf(shift, to - 4 * DAY, to)).staleProblems.map((one) => one.problemId);
  expect(await stale(now)).toEqual(['old']);
  expect(await stale(now - 2 * DAY - 1)).toEqual(['gone']);
});

test('a month is read in slices: the loop turns in between', async () => {
  const from = Date.UTC(2026, 9, 23);
  const entries = Array.from({ length: 12_000 }, (_, place) => alert(from + place * 3 * MINUTE));
  const shift = await journalOf(entries);
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const report = await reportOf(shift, from);
  counting = false;
  expect(report.alerts).toBe(12_000);
  expect(turns).toBeGreaterThanOrEqual(5);
});

test('on a whole engine: the alert carries its severity, and an impossible period is refused', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  const from = floor.clock.now();
  floor.say('web1', 'http', { status: 'warning', summary: 'slow' });
  await floor.seen('web1', 'http', 4);
  const [told] = await floor.journal('alert');
  expect(told?.data).toMatchObject({ told: 'problem', severity: 3, status: 'warning' });
  await floor.run(MINUTE);
  const report = await floor.client.history.alarmLoad({ from, to: floor.clock.now() + DAY });
  expect(report).toMatchObject({ alerts: 1, bySeverity: [0, 0, 1, 0], provisional: true, to: floor.clock.now() });
  await expect(floor.client.history.alarmLoad({ from, to: from })).rejects.toThrow(/later than from/);
  await expect(floor.client.history.alarmLoad({ from: from + DAY, to: from + 2 * DAY })).rejects.toThrow(/in the past/);
});
