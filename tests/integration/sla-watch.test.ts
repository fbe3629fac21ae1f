// A shift with promises: what the record says of a clock and when, what people are told, and what a restart, a clock that is
// set back, or a change of mind does to it.
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../unit/sla-makers.ts';
import { openSla, type SlaFloor } from './sla-floor.ts';

let floor: SlaFloor;
beforeEach(async () => {
  floor = await openSla();
  await floor.channel('pager');
  floor.routes({});
  await floor.run(0);
});

/** Only acknowledge and resolve: 15 min and 4 h. */
const withoutUpdates = () => floor.promise(2, { updateMs: null });
const due = (event: string) => floor.entries().find(({ data }) => `${data.clock} ${data.event}` === event);

describe('the record', () => {
  it('says that the clocks started, at risk to the millisecond at 75 %, and missed after the target', async () => {
    withoutUpdates();
    const { openedAt } = floor.open();
    expect(floor.events()).toEqual(['acknowledge started', 'resolve started']);
    expect(floor.entries()[0]).toMatchObject({
      text: 'SLA clock started: acknowledge within 15 min, until 2026-11-20 02:15:00 UTC (SEV2)',
      occurredAt: openedAt,
      incidentId: 'i-1',
      data: { clock: 'acknowledge', event: 'started', targetMs: 15 * MINUTE, dueAt: openedAt + 15 * MINUTE },
    });
    await floor.run(11.25 * MINUTE - 1);
    expect(floor.events()).toHaveLength(2);
    await floor.run(1);
    expect(floor.events()).toEqual(['acknowledge started', 'resolve started', 'acknowledge at risk']);
    await floor.run(3.75 * MINUTE);
    expect(floor.events()).toHaveLength(3);
    await floor.run(1);
    expect(due('acknowledge missed')).toMatchObject({
      text: 'SLA missed: acknowledge within 15 min, due 2026-11-20 02:15:00 UTC',
      occurredAt: openedAt + 15 * MINUTE,
      recordedAt: openedAt + 15 * MINUTE + 1,
    });
    // Said once, whatever time goes by.
    await floor.run(30 * MINUTE);
    expect(floor.events()).toHaveLength(4);
  });

  it('says what was kept, and that a late act undoes nothing', async () => {
    withoutUpdates();
    floor.open();
    await floor.run(5 * MINUTE);
    floor.moveTo('acknowledged');
    expect(due('acknowledge kept')?.text).toBe('SLA kept: acknowledged after 5 min of 15 min');
    await floor.run(5 * HOUR);
    expect(floor.events().slice(3)).toEqual(['resolve at risk', 'resolve missed']);
    floor.moveTo('resolved');
    expect(floor.events().slice(3)).toEqual(['resolve at risk', 'resolve missed']);
    expect(floor.now().clocks.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'acknowledge kept',
      'resolve missed',
    ]);
  });

  it('says that what was done in time was written down late', async () => {
    withoutUpdates();
    const { openedAt } = floor.open();
    await floor.run(20 * MINUTE);
    floor.moveTo('acknowledged', openedAt + 10 * MINUTE);
    expect(due('acknowledge kept')).toMatchObject({
      text: 'SLA kept: acknowledged after 10 min of 15 min. It was said to be missed, because it was written down late',
      data: { belated: true },
    });
  });

  it('pauses and goes on with the incident, and says how much has counted', async () => {
    withoutUpdates();
    floor.open();
    await floor.run(5 * MINUTE);
    floor.moveTo('acknowledged');
    floor.change((_, at) => ({ pauses: [{ from: at, to: null }] }));
    expect(due('resolve paused')?.text).toBe('SLA clock paused: resolve within 4 h, 5 min counted');
    await floor.run(10 * HOUR);
    floor.change(({ pauses }, at) => ({ pauses: pauses.map(({ from }) => ({ from, to: at })) }));
    expect(due('resolve going on')?.text).toBe(
      'SLA clock goes on: resolve within 4 h, until 2026-11-20 16:00:00 UTC, 5 min counted',
    );
    expect(floor.events()).not.toContain('resolve at risk');
    await floor.run(2 * HOUR + 55 * MINUTE);
    expect(due('resolve at risk')).toBeDefined();
  });

  it('starts anew from detection with a change of severity, and says at once what is missed by it', async () => {
    withoutUpdates();
    floor.promise(1, { updateMs: null });
    const { openedAt } = floor.open();
    await floor.run(5 * MINUTE);
    floor.moveTo('acknowledged');
    await floor.run(85 * MINUTE);
    floor.change({ severity: 1 });
    const raisedAt = openedAt + 90 * MINUTE;
    expect(floor.events().slice(3)).toEqual(['resolve restarted', 'resolve missed']);
    expect(due('resolve restarted')?.text).toBe(
      'SLA clock started anew from detection: resolve within 1 h, until 2026-11-20 03:00:00 UTC (SEV1), 1 h 30 min counted',
    );
    // Nobody had promised an hour an hour after detection: it is missed from the moment it was promised.
    expect(due('resolve missed')).toMatchObject({ occurredAt: raisedAt, data: { dueAt: openedAt + HOUR } });
    // Acknowledged in ten minutes of fifteen it stays, though SEV1 wants five.
    expect(floor.now().clocks[0]).toMatchObject({ kind: 'acknowledge', state: 'kept', targetMs: 15 * MINUTE });
    floor.change({ severity: 3 });
    expect(floor.events().slice(5)).toEqual(['resolve restarted']);
    expect(floor.now().clocks[1]).toMatchObject({ kind: 'resolve', state: 'running', elapsedMs: 90 * MINUTE });
  });

  it('asks for a note when the severity wants one, and is content with each word', async () => {
    floor.promise(2, { acknowledgeMs: null, resolveMs: null, updateMs: 30 * MINUTE });
    floor.open();
    await floor.run(22.5 * MINUTE);
    expect(floor.entries().map(({ text }) => text)).toEqual([
      'A note is due: a note every 30 min (SEV2), until 2026-11-20 02:30:00 UTC',
    ]);
    floor.change((_, at) => ({ lastWordAt: at }));
    await floor.run(22.5 * MINUTE - 1);
    expect(floor.events()).toEqual(['update at risk']);
    await floor.run(10 * MINUTE);
    expect(floor.events()).toEqual(['update at risk', 'update at risk', 'update missed']);
    expect(floor.entries().at(-1)?.text).toBe(
      'No note in time: a note every 30 min (SEV2), the last was at 2026-11-20 02:22:30 UTC',
    );
    // A word that says nothing new of a clock writes no second row.
    floor.moveTo('resolved');
    await floor.run(10 * HOUR);
    expect(floor.events()).toHaveLength(3);
  });

  it('goes on when the incident is opened again, without the time in which it was over', async () => {
    withoutUpdates();
    const { openedAt } = floor.open();
    floor.moveTo('acknowledged');
    await floor.run(HOUR);
    floor.moveTo('resolved');
    await floor.run(100 * HOUR);
    floor.moveTo('open');
    expect(floor.events().slice(3)).toEqual(['resolve kept', 'resolve going on']);
    expect(floor.now().clocks[1]).toMatchObject({ state: 'running', elapsedMs: HOUR, dueAt: openedAt + 104 * HOUR });
    expect(floor.now().promised).toEqual({ acknowledge: { targetMs: 15 * MINUTE, hours: null } });
  });

  it('is silent about a false alarm', async () => {
    withoutUpdates();
    floor.open();
    floor.moveTo('cancelled');
    await floor.run(10 * HOUR);
    expect(floor.events()).toEqual(['acknowledge started', 'resolve started']);
  });
});

describe('a restart', () => {
  it('says what came due while no engine ran, dated from then, and nothing twice', async () => {
    withoutUpdates();
    const { openedAt } = floor.open();
    await floor.run(12 * MINUTE);
    expect(floor.events().slice(2)).toEqual(['acknowledge at risk']);
    await floor.again(4 * HOUR);
    expect(floor.events().slice(3)).toEqual(['acknowledge missed', 'resolve at risk', 'resolve missed']);
    expect(
      floor
        .entries()
        .slice(3)
        .map(({ occurredAt }) => occurredAt),
    ).toEqual([openedAt + 15 * MINUTE, openedAt + 3 * HOUR, openedAt + 4 * HOUR]);
    expect(
      new Set(
        floor
          .entries()
          .slice(3)
          .map(({ recordedAt }) => recordedAt),
      ),
    ).toEqual(new Set([openedAt + 4 * HOUR + 12 * MINUTE]));
    // What was on its way is delivered before the engine ends once more: a message that is cut off is sent again.
    await floor.run(MINUTE);
    await floor.again();
    await floor.run(HOUR);
    expect(floor.events()).toHaveLength(6);
    expect(floor.titles()).toEqual([
      'SLA AT RISK INC-2026-0001: acknowledge (SEV2)',
      'SLA MISSED INC-2026-0001: acknowledge (SEV2)',
      'SLA MISSED INC-2026-0001: resolve (SEV2)',
    ]);
  });

  it('of the engine in between changes nothing about what is still to come', async () => {
    withoutUpdates();
    floor.open();
    await floor.again(5 * MINUTE);
    expect(floor.events()).toHaveLength(2);
    await floor.run(6.25 * MINUTE);
    expect(floor.events().slice(2)).toEqual(['acknowledge at risk']);
  });
});

describe('the clock on the wall', () => {
  it('set back says nothing twice', async () => {
    withoutUpdates();
    const { openedAt } = floor.open();
    await floor.run(20 * MINUTE);
    const before = floor.events();
    floor.clock.setWall(openedAt - HOUR);
    await floor.run(2 * HOUR);
    expect(floor.events().slice(0, before.length)).toEqual(before);
    expect(floor.events()).toEqual(before);
    expect(floor.titles().filter((title) => title.includes('acknowledge'))).toHaveLength(2);
  });
  it('that jumps ahead is noticed within seconds', async () => {
    withoutUpdates();
    floor.open();
    floor.clock.sleep(12 * MINUTE);
    await floor.run(5_000);
    expect(due('acknowledge at risk')).toBeDefined();
  });
});

describe('the settings', () => {
  it('that promise something else start the clocks anew, and a clock that has ended stays as it was judged', async () => {
    withoutUpdates();
    floor.open();
    await floor.run(10 * MINUTE);
    floor.moveTo('acknowledged');
    await floor.run(HOUR);
    floor.promise(2, { acknowledgeMs: MINUTE, resolveMs: HOUR });
    expect(floor.events().slice(-2)).toEqual(['resolve restarted', 'resolve missed']);
    expect(floor.now().clocks[0]).toMatchObject({ state: 'kept', targetMs: 15 * MINUTE });
    expect(floor.shown.at(-1)?.clocks[1]).toMatchObject({ targetMs: HOUR, state: 'missed' });
  });
});

describe('the screens', () => {
  it('get the incident anew where its hours begin and end', async () => {
    const hours = { zone: 'UTC', days: [1, 2, 3, 4, 5], from: '01:00', to: '03:00' };
    floor.promise(2, { acknowledgeMs: null, updateMs: null, resolveMs: 4 * HOUR, hours });
    floor.open();
    const before = floor.shown.length;
    await floor.run(HOUR - 1);
    expect(floor.shown).toHaveLength(before);
    await floor.run(1);
    expect(floor.shown.slice(before).map(({ clocks }) => clocks[0]?.counting)).toEqual([false]);
    // Friday 03:00 to Monday 01:00.
    await floor.run(70 * HOUR);
    expect(floor.shown.slice(before).map(({ clocks }) => clocks[0]?.counting)).toEqual([false, true]);
  });
});

describe('a disk that is full', () => {
  it('is a trouble in words, and what was due is said when it writes again', async () => {
    withoutUpdates();
    floor.open();
    const { store } = floor;
    const append = store.journal.append;
    const refuse = Object.assign(store.journal, {
      append: () => {
        throw new Error('the disk is full');
      },
    });
    await floor.run(12 * MINUTE);
    expect(floor.troubles.list()).toMatchObject([{ code: 'storage', message: 'the disk is full' }]);
    expect(floor.titles()).toEqual([]);
    Object.assign(refuse, { append });
    await floor.run(5_000);
    expect(floor.events().slice(2)).toEqual(['acknowledge at risk']);
    expect(floor.troubles.list()).toEqual([]);
    expect(floor.titles()).toHaveLength(1);
  });
});
