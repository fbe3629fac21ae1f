// The design's night as it hangs on the wall: three open incidents with promises in every stage, a crew, rotas, a disk that fills.
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { checkIdOf, HOUR, hostIdOf, MINUTE } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';
import { made, runningClock } from './worlds-incidents-list.ts';
import { madeOnCall } from './worlds-on-call.ts';
import { madeShifts } from './worlds-shifts.ts';

const DAY = 24 * HOUR;

/** `now`: epoch ms. */
export function wallNight(now: number): Snapshot {
  const incidents = [
    made(now, {
      serial: 42,
      agoMs: 2 * MINUTE,
      title: 'ams1 row C dark',
      clocks: [runningClock('acknowledge', 15 * MINUTE, 1.8 * MINUTE, now)],
    }),
    made(now, {
      serial: 41,
      agoMs: 91 * MINUTE,
      lead: 'M. Okafor',
      status: 'acknowledged',
      title: 'lon3 checkout slow',
      clocks: [runningClock('resolve', 4 * HOUR, 91 * MINUTE, now)],
    }),
    made(now, {
      serial: 39,
      agoMs: 219 * MINUTE,
      lead: 'J. Lindqvist',
      severity: 3,
      status: 'mitigated',
      title: 'fra2 row 4, feed B only',
      clocks: [runningClock('resolve', 240 * MINUTE, 219 * MINUTE, now)],
    }),
  ];
  const forecast = {
    checkId: checkIdOf('fra2-db-07', 'disk'),
    hostId: hostIdOf('fra2-db-07'),
    host: 'fra2-db-07',
    check: 'disk',
    metric: 'disk.used',
    what: '/var',
    unit: '%',
    asOf: now,
    value: 91,
    limit: 100,
    perDay: 24,
    perDayLow: 20,
    perDayHigh: 27,
    fullAt: now + 9 * HOUR,
    earliestAt: now + 8 * HOUR,
    latestAt: now + 11 * HOUR,
    hours: 480,
    spanDays: 20,
    trust: 'firm',
  } as const;
  const later = { ...forecast, host: 'ams1-store-02', what: '/export', fullAt: now + 6 * DAY };
  return {
    ...designNight(now),
    incidents,
    onCall: madeOnCall(now),
    shifts: madeShifts(now),
    forecasts: [forecast, { ...later, checkId: checkIdOf('ams1-store-02', 'disk') }],
  };
}
