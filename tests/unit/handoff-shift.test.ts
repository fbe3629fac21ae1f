// Which stretch somebody hands over who begins now.
import { expect, test } from 'vitest';
import type { PersonId, ShiftId } from '../../electron/contract/model/ids.ts';
import type { Shift } from '../../electron/contract/model/shift.ts';
import { beganAt, type ShiftFacts, stretchOf } from '../../electron/engine/core/handoff-shift.ts';
import { AB, HOUR, MINUTE, MO, NOW } from './handoff-makers.ts';

const shift = (name: string, from: number, to: number, ...people: string[]): Shift => ({
  key: `${name}/2026-11-20`,
  shiftId: name as ShiftId,
  name,
  on: '2026-11-20',
  from,
  to,
  zone: 'UTC',
  personIds: people as PersonId[],
  people,
  calledOff: false,
  overridden: null,
});
const night = shift('Night A', NOW - 8 * HOUR, NOW, MO);
const early = shift('Early B', NOW, NOW + 8 * HOUR, AB);
const late = shift('Late C', NOW + 8 * HOUR, NOW + 16 * HOUR, 'C. Li', 'D. Ray');

const from = (facts: Partial<ShiftFacts>) => {
  const known = { now: NOW, on: [], before: null, after: null, isHandedOver: false, lastEndedAt: null, by: MO };
  const { shift: handed, next, incoming } = stretchOf({ ...known, ...facts });
  return [handed.name, next?.name ?? null, incoming];
};

test('the shift that is on goes to the next one, and to the one person who comes', () => {
  expect(from({ now: NOW - HOUR, on: [night], after: early })).toEqual(['Night A', 'Early B', AB]);
  expect(from({ now: NOW + HOUR, on: [early], before: night, after: late, isHandedOver: true, by: AB })).toEqual([
    ...['Early B', 'Late C', ''],
  ]);
});

test('the one that just ended, as long as it is not handed over and whoever begins did not come for the next', () => {
  const soon = { now: NOW + 30 * MINUTE, on: [early], before: night, after: late };
  expect(from(soon)).toEqual(['Night A', 'Early B', AB]);
  expect(from({ ...soon, by: 'ada' })).toEqual(['Night A', 'Early B', AB]);
  expect(from({ ...soon, by: AB })[0]).toBe('Early B');
  expect(from({ ...soon, isHandedOver: true })[0]).toBe('Early B');
  expect(from({ ...soon, now: NOW + 3 * HOUR })[0]).toBe('Early B');
  expect(from({ now: NOW + HOUR, before: night, after: late })).toEqual(['Night A', 'Late C', '']);
});

test('two that overlap hand over to each other; two crews of the same hours to whoever comes', () => {
  const sooner = { ...early, from: NOW - 15 * MINUTE };
  const at = { now: NOW - 5 * MINUTE, after: late };
  expect(from({ ...at, on: [night, sooner] })).toEqual(['Night A', 'Early B', AB]);
  const field = shift('Field', night.from, night.to, 'E. Eze');
  expect(from({ ...at, on: [night, field], after: early })).toEqual(['Night A', 'Early B', AB]);
});

test('where nobody planned anything: since the last hand-over, else eight hours', () => {
  expect(from({ lastEndedAt: NOW - 3 * HOUR })).toEqual(['Since 02:40 UTC', null, '']);
  expect(from({})).toEqual(['Since 21:40 UTC', null, '']);
  // The hour alone would be read as one of today.
  expect(from({ lastEndedAt: NOW - 63 * HOUR })).toEqual(['Since 2026-11-17 14:40 UTC', null, '']);
  // A hand-over of long ago was not to this shift: half a year of history is no briefing.
  expect(from({ lastEndedAt: NOW - 180 * 24 * HOUR })).toEqual(['Since 21:40 UTC', null, '']);
  expect(beganAt({ now: NOW, on: [early], lastEndedAt: NOW - HOUR })).toBe(early.from);
});
