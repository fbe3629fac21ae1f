// Planned shifts on a whole engine: kept, told when one begins, refused where they name what is not there, on the record.
import { expect, test } from 'vitest';
import type { ShiftId } from '../../electron/contract/model/ids.ts';
import { MINUTE } from '../support/floor.ts';
import { AB, hearShifts, id, MO, manned, night, said } from './shift-makers.ts';

const HOUR = 60 * MINUTE;
const early = night({ id: id<ShiftId>('early-b'), name: 'Early B', from: '06:00', to: '14:00', people: [AB] });

test('the floor knows who is on and who comes next, and hears of the change of shifts when it happens', async () => {
  const floor = await manned();
  await floor.client.shifts.putPlan(night());
  await floor.client.shifts.putPlan(early);
  const { heard, stop } = hearShifts(floor);
  // 06:00 in Berlin is 05:00 UTC.
  floor.clock.sleep(3 * HOUR - 5 * MINUTE);
  await floor.run(5 * MINUTE - 1);
  expect(heard).toEqual([]);
  await floor.run(1);
  expect(heard).toHaveLength(1);
  expect(heard[0]?.now).toMatchObject([{ name: 'Early B', people: ['A. Brandt'], on: '2026-11-20' }]);
  expect(heard[0]?.next).toMatchObject([{ name: 'Night A', from: Date.UTC(2026, 10, 20, 21) }]);
  // Nobody planned the afternoon: from 14:00 on nobody is on, and that is told too.
  floor.clock.sleep(8 * HOUR);
  await floor.run(MINUTE);
  expect(heard.at(-1)?.now).toEqual([]);
  await stop();
});

test('a clock that is set back shows the shift that is on then', async () => {
  const floor = await manned();
  await floor.client.shifts.putPlan(night());
  await floor.client.shifts.putPlan(early);
  floor.clock.sleep(3 * HOUR);
  await floor.run(MINUTE);
  const { heard, stop } = hearShifts(floor);
  floor.clock.setWall(Date.UTC(2026, 10, 20, 4, 0));
  await floor.run(MINUTE);
  expect(heard.at(-1)?.now).toMatchObject([{ name: 'Night A' }]);
  await stop();
});

test('the calendar shows a draft in place of what is kept, and the hours in which nobody works', async () => {
  const { client } = await manned();
  await client.shifts.putPlan(night());
  const day = { from: Date.UTC(2026, 10, 20, 5), to: Date.UTC(2026, 10, 21, 5) };
  const kept = await client.shifts.calendar(day);
  expect(kept.gaps).toEqual([{ from: day.from, to: Date.UTC(2026, 10, 20, 21) }]);
  const draft = await client.shifts.calendar({ ...day, draft: night({ from: '18:00', people: [] }) });
  expect(draft.shifts).toMatchObject([{ from: Date.UTC(2026, 10, 20, 17), people: [] }]);
  expect(draft.gaps).toEqual([day]);
  await expect(client.shifts.calendar({ from: 0, to: 401 * 24 * HOUR })).rejects.toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('within 400 days'),
  });
});

test('every change is on record in words, and everything stays over a restart', async () => {
  const floor = await manned();
  const { client } = floor;
  await client.shifts.putPlan(night());
  await client.shifts.putPlan(night());
  const swap = { id: 'o1', on: '2026-11-22', people: [AB], reason: 'swap' };
  await client.shifts.putPlan(night({ to: '07:00', people: [MO, AB], overrides: [swap] }));
  await client.shifts.putPlan(
    night({ name: 'Night B', to: '07:00', people: [MO, AB], cycle: { weeks: 2, takes: [2] } }),
  );
  await floor.restart(5 * MINUTE);
  const tonight = { from: floor.clock.now(), to: floor.clock.now() + HOUR };
  // 1 November is a Sunday: its week is the first, and the one of the 19th the fourth.
  expect((await floor.client.shifts.calendar(tonight)).shifts).toMatchObject([
    { name: 'Night B', people: ['M. Okafor', 'A. Brandt'] },
  ]);
  await floor.client.shifts.removePlan({ shiftId: id<ShiftId>('night-a') });
  expect(await said(floor)).toEqual([
    'ada: Shift "Night A" planned: 22:00 to 06:00, Europe/Berlin; every day; from 2026-11-01; M. Okafor',
    'ada: Shift "Night A" changed: hours 22:00 to 07:00, Europe/Berlin (before: 22:00 to 06:00, Europe/Berlin); people M. Okafor, A. Brandt (before: M. Okafor); 2026-11-22 other people: swap, A. Brandt',
    'ada: Shift "Night B" changed: name "Night B" (before: "Night A"); days every day in week 2 of 2 (before: every day); 2026-11-22 as planned again',
    'ada: Shift "Night B" removed',
  ]);
  await floor.expectChain();
});

test('what cannot be is refused with the field it is about', async () => {
  const { client } = await manned();
  await client.shifts.putPlan(night({ days: [5] }));
  const refused = async (plan: ReturnType<typeof night>): Promise<readonly string[]> => {
    const error = await client.shifts.putPlan(plan).then(
      () => null,
      (caught) => caught,
    );
    return (error?.data?.fields ?? []).map(
      ({ path, message }: { path: string; message: string }) => `${path}: ${message}`,
    );
  };
  expect(await refused(night({ id: id<ShiftId>('other'), name: 'night a' }))).toEqual([
    'name: there is a shift of this name already: "night a"',
  ]);
  expect(await refused(night({ people: [id('zoe')] }))).toEqual(['people.0: there is no such person any more']);
  const on = (more: object) => night({ days: [5], overrides: [{ id: 'o', on: '2026-11-20', ...more }] });
  expect(await refused(on({ on: '2026-11-21', calledOff: true }))).toEqual([
    'overrides.0.on: "Night A" does not begin on 2026-11-21',
  ]);
  expect(await refused(on({}))).toEqual([
    'overrides.0: changes nothing: name other people, other hours, or call it off',
  ]);
  expect(await refused(on({ people: [id('zoe')] }))).toEqual([
    'overrides.0.people.0: there is no such person any more',
  ]);
  expect(await refused(night({ people: [MO, MO] }))).toEqual(['people.1: is named twice']);
  expect(await refused(night({ cycle: { weeks: 1, takes: [2] } }))).toEqual([
    'cycle.takes: must be weeks of the cycle',
  ]);
});

test('who is on a shift is not removed, and a day long past does not hold them', async () => {
  const floor = await manned();
  const { client } = floor;
  const swap = { id: 'o1', on: '2026-11-20', people: [AB] };
  await client.shifts.putPlan(night({ overrides: [swap] }));
  const removed = () => client.onCall.removePerson({ personId: AB });
  await expect(removed()).rejects.toMatchObject({ message: expect.stringContaining('it is named by shift "Night A"') });
  // 06:00 in Berlin of the 21st: their night is over.
  floor.clock.sleep(27 * HOUR);
  await removed();
  // The plan can still be changed around what was, and the past still says who it was.
  await client.shifts.putPlan(night({ to: '07:00', overrides: [swap] }));
  await floor.restart(5 * MINUTE);
  const asked = { from: Date.UTC(2026, 10, 20, 22), to: Date.UTC(2026, 10, 20, 23) };
  const { shifts, gaps } = await floor.client.shifts.calendar(asked);
  expect(shifts).toMatchObject([{ people: ['A. Brandt'], personIds: [AB], overridden: 'other people' }]);
  expect(shifts[0]?.to).toBe(Date.UTC(2026, 10, 21, 5));
  expect(gaps).toEqual([]);
});

test('who stands in for somebody in the night that is on is not removed before it is over', async () => {
  const floor = await manned();
  const { client } = floor;
  // It is three in the morning in Berlin, in the night that began yesterday.
  await client.shifts.putPlan(night({ overrides: [{ id: 'o1', on: '2026-11-19', people: [AB] }] }));
  const removed = () => client.onCall.removePerson({ personId: AB });
  floor.clock.sleep(3 * HOUR - 1);
  await expect(removed()).rejects.toMatchObject({ message: expect.stringContaining('it is named by shift "Night A"') });
  floor.clock.sleep(1);
  await removed();
});

test('nights that were stay as they were when the plan is changed or removed, in the review as in the calendar', async () => {
  const floor = await manned();
  await floor.client.shifts.putPlan(night());
  floor.clock.sleep(4 * HOUR);
  const last = { from: Date.UTC(2026, 10, 19, 21), to: Date.UTC(2026, 10, 20, 5) };
  const was = async () => {
    const { shifts } = await floor.client.shifts.calendar(last);
    const facts = await floor.client.shifts.reviewFacts(last);
    return { shifts: shifts.map(({ key, people }) => [key, ...people]), crew: facts.shifts };
  };
  const asPlanned = {
    shifts: [['night-a/2026-11-19', 'M. Okafor']],
    crew: [{ name: 'Night A', people: ['M. Okafor'] }],
  };
  expect(await was()).toEqual(asPlanned);
  const draft = night({ name: 'Night B', from: '20:00', people: [AB] });
  expect((await floor.client.shifts.calendar({ ...last, draft })).shifts).toMatchObject([{ name: 'Night A' }]);
  await floor.client.shifts.putPlan(draft);
  expect(await was()).toEqual(asPlanned);
  expect((await floor.client.shifts.calendar({ from: last.to, to: last.to + 24 * HOUR })).shifts).toMatchObject([
    { name: 'Night B', from: Date.UTC(2026, 10, 20, 19), people: ['A. Brandt'] },
  ]);
  await floor.client.shifts.removePlan({ shiftId: id<ShiftId>('night-a') });
  await floor.client.onCall.removePerson({ personId: MO });
  await floor.restart(5 * MINUTE);
  expect(await was()).toEqual(asPlanned);
});

test('what begins this very moment is on; what comes next is the one after', async () => {
  const floor = await manned();
  await floor.client.shifts.putPlan(night());
  floor.clock.sleep(19 * HOUR);
  const { handoff } = await floor.client.handoffs.begin({ incoming: 'A. Brandt' });
  expect(handoff.shift.key).toBe('night-a/2026-11-20');
  expect(handoff.next?.key).toBe('night-a/2026-11-21');
});

test('somebody who is called otherwise now is called so on every shift', async () => {
  const floor = await manned();
  await floor.client.shifts.putPlan(night());
  const { heard, stop } = hearShifts(floor);
  await floor.client.onCall.putPerson({ id: MO, name: 'M. Okafor-Lind' });
  await floor.run(0);
  expect(heard.at(-1)?.now).toMatchObject([{ people: ['M. Okafor-Lind'] }]);
  await stop();
});
