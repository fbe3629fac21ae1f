// Reports by schedules, on a whole engine: due on the wall, once, into real folders; over failures, a full
// stop and a start.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ReportSchedule, reportSchedule } from '../../electron/contract/model/report.ts';
import { lastDue, lastPeriod } from '../../electron/engine/core/report-due.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { createTestClock } from '../support/clock.ts';
import { MINUTE, newFolder } from '../support/floor.ts';
import {
  DAY,
  filesIn,
  floorWith,
  HOUR,
  START,
  schedule,
  setSchedules,
  settled,
  tried,
  triedUntil,
  trouble,
} from './report-schedule-makers.ts';

describe('when a schedule is due', () => {
  const berlin = (period: ReportSchedule['period'], at: string) =>
    schedule({ period, at, zone: 'Europe/Berlin', folder: '/x' });
  test('on the day after the period, at its time on the wall', () => {
    const due = lastDue(berlin('weekly', '06:30'), Date.UTC(2026, 10, 25));
    expect(due).toMatchObject({
      from: Date.UTC(2026, 10, 15, 23),
      to: Date.UTC(2026, 10, 22, 23),
      dueAt: Date.UTC(2026, 10, 23, 5, 30),
      words: 'Mon 16 to Sun 22 November 2026',
    });
    const month = lastDue(berlin('monthly', '07:00'), Date.UTC(2026, 10, 1, 5, 59));
    // 05:59 UTC is 06:59 in Berlin: the report of October is not due yet.
    expect(month?.words).toBe('September 2026');
    expect(lastPeriod(berlin('monthly', '07:00'), Date.UTC(2026, 10, 1, 5, 59))?.words).toBe('October 2026');
  });
  test('where the clocks skip the time, at the jump; where it comes twice, at the first', () => {
    const spring = lastDue(berlin('daily', '02:30'), Date.UTC(2027, 2, 28, 12));
    expect(spring).toMatchObject({ words: 'Sat 27 March 2027', dueAt: Date.UTC(2027, 2, 28, 1) });
    const autumn = lastDue(berlin('daily', '02:30'), Date.UTC(2026, 9, 25, 12));
    expect(autumn).toMatchObject({ words: 'Sat 24 October 2026', dueAt: Date.UTC(2026, 9, 25, 0, 30) });
    // The day of 25 hours is one day.
    const after = lastDue(berlin('daily', '02:30'), Date.UTC(2026, 9, 26, 12));
    expect((after?.to ?? 0) - (after?.from ?? 0)).toBe(25 * HOUR);
  });
});

describe('what a schedule may say', () => {
  const refused = (more: object) =>
    reportSchedule
      .safeParse({ id: 'x', name: 'X', period: 'daily', ...more })
      .error?.issues.map(({ path, message }) => [path.join('.'), message]);
  test('a folder is named from the root on, and somebody gets it', () => {
    expect(refused({ folder: 'reports' })).toEqual([['folder', expect.stringContaining('from the root on')]]);
    expect(refused({})).toEqual([['folder', expect.stringContaining('nobody gets it')]]);
    expect(refused({ email: { channelId: 'c', to: ['not an address'] } })).toHaveLength(1);
    for (const folder of ['/srv/reports', 'C:\\reports', '\\\\share\\reports'])
      expect(refused({ folder }), folder).toBeUndefined();
  });
  test('two with one id are refused by the engine, which keeps what there was', async () => {
    const floor = await floorWith({}, { folder: '/srv' });
    await expect(setSchedules(floor, schedule({ folder: '/a' }), schedule({ folder: '/b' }))).rejects.toThrow();
    expect((await floor.client.engine.settings()).reports.schedules).toMatchObject([{ folder: '/srv' }]);
  });
});

describe('into a folder', () => {
  test('at half past six the report of yesterday lies there, whole, once, and is on the record', async () => {
    const folder = newFolder();
    const floor = await floorWith({}, { folder, forms: ['html', 'csv', 'json'] });
    await floor.run(89 * MINUTE);
    expect(filesIn(folder), 'not before').toEqual([]);
    await floor.run(MINUTE);
    await settled(floor, 'delivered');
    const name = 'Watchfloor report 2026-11-19 all sites';
    expect(filesIn(folder)).toEqual([`${name}.csv`, `${name}.html`, `${name}.json`]);
    expect(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))).toMatchObject({ madeBy: 'the engine' });
    const [made] = await floor.client.reports.made({});
    expect(made).toMatchObject({
      schedule: 'Daily to the NOC',
      tries: 1,
      state: 'delivered',
      from: Date.UTC(2026, 10, 19),
    });
    expect(made).not.toHaveProperty('settled');
    expect((await floor.journal('report')).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Report "Daily to the NOC" for Thu 19 November 2026 delivered: .*\.html/),
    ]);
    await floor.run(3 * HOUR);
    expect(await floor.client.reports.made({})).toHaveLength(1);
    floor.clock.sleep(DAY - 3 * HOUR);
    await floor.run(2 * MINUTE);
    await settled(floor, 'delivered', 2);
    expect(filesIn(folder)).toContain('Watchfloor report 2026-11-20 all sites.html');
    expect(await trouble(floor)).toBeNull();
    await floor.expectChain();
  });

  test('what was due before it was set up is not made up for; after a downtime the last period is, and only that', async () => {
    const folder = newFolder();
    const clock = createTestClock(START + 4 * HOUR);
    const floor = await floorWith({ clock }, { folder });
    await floor.run(HOUR);
    expect(await floor.client.reports.made({})).toEqual([]);
    await floor.restart(9 * DAY);
    await settled(floor, 'delivered');
    expect(filesIn(folder)).toEqual(['Watchfloor report 2026-11-28 all sites.html']);
    await floor.run(2 * HOUR);
    const [made, ...others] = await floor.client.reports.made({});
    expect(others).toEqual([]);
    // Those of the 20th to the 27th; whoever gets this one is told that they are missing.
    expect(made?.said.at(-1)).toMatch(/^The 8 reports before this one were not made: Watchfloor did not run when/);
    expect((await floor.journal('report')).at(-1)?.text).toContain('The 8 reports before this one were not made');
    await floor.restart(2 * DAY);
    await settled(floor, 'delivered', 2);
    expect((await floor.client.reports.made({}))[0]?.said.at(-1)).toMatch(/^The report before this one was not made/);
    await floor.restart(DAY);
    await settled(floor, 'delivered', 3);
    expect((await floor.client.reports.made({}))[0]?.said).toEqual([expect.stringMatching(/\.html$/)]);
  });

  test('one that is switched off is silent, and begins anew when it is switched on', async () => {
    const folder = newFolder();
    const floor = await floorWith({}, { folder, enabled: false });
    floor.clock.sleep(3 * DAY + 2 * HOUR);
    await floor.run(2 * MINUTE);
    await setSchedules(floor, schedule({ folder }));
    await floor.run(HOUR);
    expect(filesIn(folder)).toEqual([]);
    floor.clock.sleep(DAY);
    await floor.run(2 * MINUTE);
    await settled(floor, 'delivered');
    expect(filesIn(folder)).toEqual(['Watchfloor report 2026-11-23 all sites.html']);
  });

  test('a folder that is not there is waited for: tried again, said on the screen, delivered when it is back', async () => {
    const folder = join(newFolder(), 'share');
    const floor = await floorWith({}, { folder });
    await floor.run(95 * MINUTE);
    await tried(floor);
    await triedUntil(
      floor,
      ({ state, tries, said }) => state === 'waiting' && tries > 3 && /is not there/.test(said.join()),
    );
    expect(await trouble(floor)).toMatch(
      /"Daily to the NOC" for Thu 19 November 2026 did not arrive yet: .*is not there.* tried again/,
    );
    mkdirSync(folder);
    await triedUntil(floor, ({ state }) => state === 'delivered');
    expect(filesIn(folder)).toHaveLength(1);
    expect(await trouble(floor)).toBeNull();
  });

  test('after a day it is given up, and deliverNow makes it good', async () => {
    const folder = join(newFolder(), 'share');
    const floor = await floorWith({}, { folder, period: 'weekly' });
    // Due on Monday, 23 November.
    floor.clock.sleep(3 * DAY + 2 * HOUR);
    await floor.run(2 * MINUTE);
    await tried(floor);
    floor.clock.sleep(25 * HOUR);
    await floor.run(20 * MINUTE);
    await settled(floor, 'failed');
    expect(await trouble(floor)).toMatch(
      /not tried any more: .*The data is kept\. Put that right, then deliver it again from Reports\./,
    );
    expect((await floor.journal('report')).at(-1)?.text).toMatch(/not delivered after \d+ tries/);
    mkdirSync(folder);
    const made = await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' });
    expect(made).toMatchObject({ state: 'delivered', tries: 1, from: Date.UTC(2026, 10, 16) });
    expect(await trouble(floor)).toBeNull();
    expect(await floor.client.reports.made({})).toHaveLength(1);
    const last = (await floor.journal('report')).at(-1);
    expect(last?.actor).toEqual({ type: 'operator', name: 'ada' });
    await expect(floor.client.reports.deliverNow({ scheduleId: 'nope' })).rejects.toThrow(/no such schedule/);
  });

  test('what cannot be put in its place is said, and nothing half-written stays behind', async () => {
    const folder = newFolder();
    const name = 'Watchfloor report 2026-11-19 all sites.html';
    mkdirSync(join(folder, name));
    const floor = await floorWith({}, { folder });
    expect(await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' })).toMatchObject({
      state: 'waiting',
      said: [expect.stringContaining('could not be written')],
    });
    expect(filesIn(folder)).toEqual([name]);
  });

  test('a file in the place of the folder is said; nothing half-written stays behind', async () => {
    const folder = newFolder();
    const file = join(folder, 'file');
    writeFileSync(file, 'x');
    const floor = await floorWith({}, { folder: file });
    expect(await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' })).toMatchObject({
      state: 'waiting',
      said: [expect.stringContaining('is a file, not a folder')],
    });
    expect(filesIn(folder)).toEqual(['file']);
  });
});

describe('over a stop and a start', () => {
  test('what was kept and not delivered yet is delivered once; what was delivered stays delivered', async () => {
    const folder = join(newFolder(), 'share');
    const floor = await floorWith({}, { folder });
    await floor.run(95 * MINUTE);
    await tried(floor);
    const [before] = await floor.client.reports.made({});
    mkdirSync(folder);
    await floor.restart(MINUTE);
    await floor.run(20 * MINUTE);
    await settled(floor, 'delivered');
    const [after] = await floor.client.reports.made({});
    expect(after?.id).toBe(before?.id);
    const inode = () => readFileSync(join(folder, filesIn(folder)[0] ?? ''), 'utf8');
    const first = inode();
    await floor.restart(MINUTE);
    await floor.run(30 * MINUTE);
    expect(inode()).toBe(first);
    expect(await floor.client.reports.made({})).toHaveLength(1);
    expect((await floor.journal('report')).filter(({ text }) => text.includes('delivered'))).toHaveLength(1);
  });

  test('it is in the database before anything leaves', async () => {
    const seen: unknown[] = [];
    const folder = newFolder();
    const desktop = {
      notify: async () => true,
      tray: async () => true,
      async printPdf() {
        const store = await openStore(floor.folder, { clock: floor.clock, readOnly: true });
        seen.push(store.madeReports.list(5).map(({ state, tries }) => ({ state, tries })));
        store.close();
        return Buffer.from('%PDF-1.7 a report').toString('base64');
      },
    };
    const floor = await floorWith({ desktop }, { folder, forms: ['pdf'] });
    await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' });
    expect(seen).toEqual([[{ state: 'waiting', tries: 0 }]]);
    expect(readFileSync(join(folder, 'Watchfloor report 2026-11-19 all sites.pdf'), 'utf8')).toBe('%PDF-1.7 a report');
  });
});

test('where nothing prints, the HTML goes out in the place of the PDF, and that is said', async () => {
  const folder = newFolder();
  const floor = await floorWith({}, { folder, forms: ['pdf', 'html'] });
  const made = await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' });
  expect(made.said).toEqual([
    expect.stringMatching(/\.html$/),
    expect.stringContaining('As HTML in the place of a PDF'),
  ]);
  expect(filesIn(folder)).toEqual(['Watchfloor report 2026-11-19 all sites.html']);
});
