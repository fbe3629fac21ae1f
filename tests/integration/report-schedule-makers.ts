// Schedules of reports on a floor: what tests of folders and of mails share.
import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { type MadeReport, type ReportSchedule, reportSchedule } from '../../electron/contract/model/report.ts';
import { createTestClock } from '../support/clock.ts';
import { type Floor, type FloorOptions, MINUTE, openFloor, SECOND } from '../support/floor.ts';

export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Friday, 20 November 2026, 05:00 UTC. */
export const START = Date.UTC(2026, 10, 20, 5);

export type Draft = Omit<Partial<ReportSchedule>, 'email'> & {
  readonly email?: { channelId: string; to: string[] } | null;
};

export const schedule = (more: Draft): ReportSchedule =>
  reportSchedule.parse({
    id: 'daily-noc',
    name: 'Daily to the NOC',
    period: 'daily',
    at: '06:30',
    forms: ['html'],
    ...more,
  });

export async function setSchedules(floor: Floor, ...schedules: readonly ReportSchedule[]): Promise<void> {
  const now = await floor.client.engine.settings();
  await floor.client.engine.changeSettings({ ...now, reports: { ...now.reports, schedules: [...schedules] } });
}

export async function floorWith(options: FloorOptions, more: Draft): Promise<Floor> {
  const floor = await openFloor({ clock: createTestClock(START), ...options });
  await setSchedules(floor, schedule(more));
  return floor;
}

const POLL = { timeout: 15_000 };

/** Real files and sockets answer in their own time, not in the clock's. */
export const settled = (floor: Floor, state: string, count = 1) =>
  expect
    .poll(async () => (await floor.client.reports.made({})).filter((one) => one.state === state).length, POLL)
    .toBeGreaterThanOrEqual(count);
export const tried = (floor: Floor) =>
  expect.poll(async () => (await floor.client.reports.made({}))[0]?.tries ?? 0, POLL).toBeGreaterThanOrEqual(1);
/**
 * Lets time pass until the newest says so: in steps that are short beside what a try may take, so that no try on a real
 * folder is given up because the clock of the test ran ahead of it.
 */
export const triedUntil = (floor: Floor, fits: (newest: MadeReport) => boolean) =>
  expect
    .poll(async () => {
      await floor.run(15 * SECOND);
      const [newest] = await floor.client.reports.made({});
      return newest !== undefined && fits(newest);
    }, POLL)
    .toBe(true);
export const filesIn = (folder: string) => readdirSync(folder).sort();
export const trouble = async (floor: Floor) =>
  floor.engine.watchdog.health().troubles.find(({ code }) => code === 'reports')?.message ?? null;
