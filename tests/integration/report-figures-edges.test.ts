// Where reports could lie: a period that goes on, one that has not begun, an engine that was down, a host that is gone, hand-overs
// that were signed after the period.
import { expect, onTestFinished, test } from 'vitest';
import type { Handoff, HandoffState } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { type Report, reportAsk } from '../../electron/contract/model/report.ts';
import { slotsOf } from '../../electron/engine/core/report-period.ts';
import { openReportsBeside } from '../../electron/engine/services/reports/beside.ts';
import { gatherAvailability } from '../../electron/engine/services/reports/gather-availability.ts';
import { gatherHandoffs } from '../../electron/engine/services/reports/gather-people.ts';
import type { Gathering } from '../../electron/engine/services/reports/report-facts.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { openIncident } from '../support/incident-desk.ts';
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

test('beside a data folder without an engine: nobody watches since its last sign of life, and what fills up is known', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { alive: { name: 'ping', policy: QUICK } });
  await floor.run(30 * MINUTE);
  const checkId = floor.check('web1', 'ping').id;
  await floor.stop();
  const { clock } = floor;
  const stoppedAt = clock.now();
  const store = await openStore(floor.folder, { clock });
  onTestFinished(() => store.close());
  for (let hour = -14 * 24; hour <= 0; hour += 0.5) {
    const metrics = [{ name: 'disk.used./var', value: 90 + hour / 24, unit: '%', min: 0, max: 100 }];
    const at = Math.round(stoppedAt + MINUTE + hour * HOUR);
    const result = { checkId, at, lateMs: 0, durationMs: 5, status: 'ok', summary: '', metrics } as const;
    store.samples.add(result);
    store.samples.rememberLast([result]);
  }
  for (let round = 0; round < 20; round += 1) store.samples.flush();
  clock.sleep(90 * MINUTE);
  const { reports, close } = await openReportsBeside({ clock, store, shipped: null });
  onTestFinished(close);
  const to = clock.now();
  const ask = reportAsk.parse({ period: 'custom', from: to - 2 * HOUR, to });
  const report = await reports.make(ask, { type: 'operator', name: 'ada' });
  const down = figureOf(report, 'monitoring.engine-down') ?? 0;
  expect(down).toBeGreaterThanOrEqual(90 * MINUTE);
  expect(down).toBeLessThan(90 * MINUTE + 10 * SECOND);
  expect(figureOf(report, 'monitoring.watched')).toBeCloseTo((100 * (2 * HOUR - down)) / (2 * HOUR), 9);
  // As the availability beside it has it: no host was seen for longer than the monitor watched.
  expect(figureOf(report, 'availability.unmonitored')).toBe(down);
  expect(figureOf(report, 'availability.good')).toBe(2 * HOUR - down);
  expect(rowsOf(report, 'forecasts').map(([host, what]) => [host, what])).toEqual([['web1', '/var']]);
});

test('an incident that was closed and opened again later was closed in the period before, and is open in the next', async () => {
  const floor = await openFloor();
  const begun = floor.clock.now();
  const { id: incidentId } = await openIncident(floor);
  await floor.run(MINUTE);
  await floor.client.incidents.moveTo({ incidentId, status: 'closed', resolution: 'restarted', rootCause: 'a leak' });
  const closedAt = floor.clock.now();
  await floor.run(5 * MINUTE);
  const again = floor.clock.now();
  await floor.client.incidents.moveTo({ incidentId, status: 'open', reason: 'it leaks again' });
  await floor.run(5 * MINUTE);
  const of = async (from: number, to: number) => {
    const report = await floor.client.reports.make({ period: 'custom', from, to });
    return ['closed', 'resolved', 'open'].map((what) => figureOf(report, `incidents.${what}`));
  };
  expect(await of(begun, again)).toEqual([1, 1, 0]);
  expect(await of(again, floor.clock.now())).toEqual([0, 0, 1]);
  await floor.client.incidents.moveTo({ incidentId, status: 'closed', resolution: 'mended', rootCause: 'a leak' });
  await floor.run(MINUTE);
  expect(await of(begun, again)).toEqual([1, 1, 0]);
  expect(await of(again, floor.clock.now())).toEqual([1, 1, 0]);
  const early = await floor.client.reports.make({ period: 'custom', from: begun, to: again });
  const set = early.rowSets.find(({ id }) => id === 'incidents');
  expect(set?.rows[0]?.[set.columns.findIndex(({ key }) => key === 'endedAt')]).toBe(closedAt);
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

test('outages of all hosts stand in the order in which they began, whatever the order of the hosts', async () => {
  const [from, to] = [Date.UTC(2026, 10, 16), Date.UTC(2026, 10, 19)];
  const hosts = ['a', 'b', 'c'].map((name) => ({ id: name, name, site: 'ams1', tags: [] }));
  const downAt = [
    [60, 2],
    [59, 1],
    [0, 61],
  ];
  const world = { hosts: new Map(hosts.map((host) => [host.id, host])) };
  const availability = {
    async walk(subjects: readonly unknown[], _: unknown, take: (facts: object, place: number) => void) {
      subjects.forEach((_subject, place) => {
        const log = (downAt[place] ?? []).flatMap((hour) => [
          { at: from + hour * HOUR, status: 'down' },
          { at: from + hour * HOUR + MINUTE, status: 'ok' },
        ]);
        take({ log, current: 'ok', gaps: [], maintenance: [] }, place);
      });
    },
  };
  const { word, slots } = slotsOf('UTC', from, to);
  const frame = { from, to, until: to, zone: 'UTC', slots, slotWord: word, isScoped: false };
  const settings = { get: () => ({ reports: { target: 99.9 } }) };
  const ask = { maintenance: 'exclude', unreachable: 'own' };
  const found = await gatherAvailability({ ask, frame, world, hosts: null, availability, settings } as never);
  const outages = found['availability-outages'];
  expect(outages.map(({ host, from: at }) => [host, ((at ?? 0) - from) / HOUR])).toEqual([
    ['c', 0],
    ['b', 1],
    ['a', 2],
    ['b', 59],
    ['a', 60],
    ['c', 61],
  ]);
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

test('whoever stops waiting stops the count: no export is on record, and the engine did not fail at it', async () => {
  const floor = await openFloor();
  await floor.watch('web1');
  await floor.run(5 * MINUTE);
  const ask = { period: 'custom', from: floor.clock.now() - HOUR, to: floor.clock.now() } as const;
  const left = new AbortController();
  const exported = floor.client.reports.exportFile({ ask, form: 'json', rows: null }, { signal: left.signal });
  left.abort(new Error('the dialog was closed'));
  await expect(exported).rejects.toThrow('the dialog was closed');
  const { reports, reportFiles } = floor.engine.shiftRoom;
  const ada = { type: 'operator', name: 'ada' } as const;
  const gone = AbortSignal.abort(new Error('gone'));
  const parsed = reportAsk.parse(ask);
  await expect(reports.make(parsed, ada, gone)).rejects.toThrow('gone');
  await expect(reportFiles.exportFile({ ask: parsed, form: 'json', rows: null }, ada, gone)).rejects.toThrow('gone');
  expect(await floor.journal('report')).toEqual([]);
  await floor.client.reports.exportFile({ ask, form: 'json', rows: null });
  expect((await floor.journal('report')).map(({ data }) => data)).toMatchObject([{ what: 'exported', form: 'json' }]);
});
