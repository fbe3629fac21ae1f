// Where reports could lie: a period that goes on, one that has not begun, an engine that was down, a host that is gone, hand-overs
// that were signed after the period.
import { expect, test } from 'vitest';
import type { Handoff, HandoffState } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import type { Report } from '../../electron/contract/model/report.ts';
import { gatherHandoffs } from '../../electron/engine/services/reports/gather-people.ts';
import type { Gathering } from '../../electron/engine/services/reports/report-facts.ts';
import { MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { newFolder, open } from './store-makers.ts';

const HOUR = 60 * MINUTE;
const QUICK = { intervalMs: MINUTE, retryIntervalMs: 15 * SECOND, maxAttempts: 1, timeoutMs: 5_000 };
const figureOf = (report: Report, id: string): number | null | undefined =>
  report.sections.flatMap(({ figures }) => figures).find((figure) => figure.id === id)?.value;
const rowsOf = (report: Report, id: string) => report.rowSets.find((set) => set.id === id)?.rows ?? [];

test('a day that goes on is flagged, and what is to come counts for nothing', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { alive: { name: 'ping', policy: QUICK } });
  await floor.run(30 * MINUTE);
  const now = floor.clock.now();
  const report = await floor.client.reports.make({ period: 'daily', at: now });
  expect(report.period).toMatchObject({ isPartial: true, words: 'Fri 20 November 2026' });
  const { from, to } = report.period;
  // Seen since 02:00; before that there was no engine, and the rest of the day has not been.
  expect(figureOf(report, 'availability.total')).toBe(100);
  expect(figureOf(report, 'availability.good')).toBeLessThanOrEqual(30 * MINUTE);
  expect(figureOf(report, 'availability.pending')).toBe(to - from - (figureOf(report, 'availability.good') ?? 0));
  expect(figureOf(report, 'monitoring.watched')).toBeCloseTo((100 * 30 * MINUTE) / (now - from), 0);
  expect(report.sections[0]?.gaps[0]).toBe('The monitor measured for 1 of 24 hours.');
});

test('refused in words: what lies in the future, and more than 400 days', async () => {
  const { client, clock } = await openFloor();
  const now = clock.now();
  await expect(client.reports.make({ period: 'daily', at: now + 48 * HOUR })).rejects.toThrow('lies in the future');
  const long = { period: 'custom', from: now - 401 * 24 * HOUR, to: now } as const;
  await expect(client.reports.make(long)).rejects.toThrow('at most 400 days');
});

test('while no engine ran nobody watched: the outage is as long as it was seen', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { alive: { name: 'ping', policy: QUICK } });
  await floor.run(5 * MINUTE);
  floor.say('web1', 'ping', 'critical');
  await floor.seen('web1', 'ping');
  await floor.run(MINUTE);
  await floor.restart(20 * MINUTE);
  await floor.run(5 * MINUTE);
  floor.say('web1', 'ping', 'ok');
  await floor.seen('web1', 'ping');
  const from = floor.clock.now() - HOUR;
  const report = await floor.client.reports.make({ period: 'custom', from, to: floor.clock.now() });
  const down = figureOf(report, 'monitoring.engine-down') ?? 0;
  expect(down).toBeGreaterThanOrEqual(20 * MINUTE);
  expect(down).toBeLessThan(20 * MINUTE + 10 * SECOND);
  expect(rowsOf(report, 'availability-outages')).toHaveLength(1);
  const [outage] = rowsOf(report, 'availability-outages');
  const [, begins, ends, badMs] = outage ?? [];
  expect(badMs).toBe(Number(ends) - Number(begins) - down);
  expect(figureOf(report, 'availability.bad')).toBe(badMs);
});

test('a host that was removed leaves its alerts, under the name it had', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { alive: { name: 'ping', policy: QUICK } });
  await floor.watch('old1', { alive: { name: 'ping', policy: QUICK } });
  await floor.run(2 * MINUTE);
  floor.say('old1', 'ping', 'critical');
  await floor.seen('old1', 'ping');
  await floor.run(MINUTE);
  await floor.client.inventory.removeHost({ hostId: floor.host('old1').id });
  await floor.run(MINUTE);
  const to = floor.clock.now();
  const ask = { period: 'custom', from: to - HOUR, to } as const;
  const report = await floor.client.reports.make(ask);
  expect(rowsOf(report, 'availability-hosts').map(([name]) => name)).toEqual(['web1']);
  expect(rowsOf(report, 'alerts').map(([, subject]) => subject)).toEqual(['old1']);
  expect(rowsOf(report, 'reactions').map(([subject]) => subject)).toEqual(['old1']);
  expect(report.sections[0]?.gaps.join(' ')).toContain('removed since are not counted');
  // Made again it says the same, to the last cell.
  expect(await floor.client.reports.make(ask)).toEqual({ ...report, madeAt: floor.clock.now() });
});

test('hand-overs by when they ended; the shift of the last day counts as handed over although it was signed a day later', async () => {
  const [from, to] = [Date.UTC(2026, 10, 16), Date.UTC(2026, 10, 17)];
  const store = await open(newFolder());
  const handoff = (id: string, state: HandoffState, key: string, createdAt: number, endedAt: number | null): Handoff =>
    ({
      id: id as HandoffId,
      rev: 1,
      state,
      shift: { key, name: 'Day', from, to },
      createdAt,
      endedAt,
      outgoing: 'ada',
      incoming: 'bea',
      override: id === 'b' ? { by: 'ada', at: createdAt, reason: 'nobody knows', blocks: [] } : null,
      questions: [],
      declined: null,
    }) as unknown as Handoff;
  const keep = (one: Handoff): void => store.handoffRows.put(one, one);
  keep(handoff('a', 'accepted', 'early', from + HOUR, from + 2 * HOUR));
  keep(handoff('b', 'accepted-with-questions', 'late', to - HOUR, to + HOUR));
  keep(handoff('c', 'declined', 'night', from - 2 * HOUR, from));
  keep(handoff('d', 'draft', 'night', to - MINUTE, null));
  keep(handoff('e', 'accepted', 'before', from - 3 * HOUR, from - 1));
  const shift = (key: string, end: number) => ({ key, name: key, from, to: end, people: ['ada'], calledOff: false });
  const shifts = {
    calendar: () => ({
      shifts: [shift('early', from + HOUR), shift('late', to), shift('night', from + 1), shift('next', to + 1)],
    }),
  };
  const frame = { from, to, until: to };
  const found = await gatherHandoffs({ store, shifts, frame, now: to + 24 * HOUR } as unknown as Gathering);
  expect(found.handoffs.map(({ shift: key, state }) => [key, state])).toEqual([
    ['night', 'declined'],
    ['early', 'accepted'],
    ['night', 'open'],
  ]);
  expect(found.shifts.map(({ shift: key, handedOver }) => [key, handedOver])).toEqual([
    ['early', 1],
    ['late', 1],
    ['night', 0],
  ]);
});
