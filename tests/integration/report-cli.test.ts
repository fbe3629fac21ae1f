// `watchfloor report`: on the terminal and as files, beside a running engine and without one; and a PDF by the real Electron, where
// there is no display.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readyRuntime } from '../../electron/launch/find-runtime.ts';
import { type CliSettings, cli } from '../support/cli.ts';
import { createTestClock } from '../support/clock.ts';
import { openControl } from '../support/control-floor.ts';
import { type Floor, MINUTE, newFolder, openFloor } from '../support/floor.ts';
import { type Exported, recompute } from '../support/recompute-report.ts';

const NAME = 'Watchfloor report 2026-11-19 all sites';

/** Two hosts at two sites around midnight; it is Friday, 20 November 2026, 00:12 UTC. */
async function afterMidnight(): Promise<Floor> {
  const floor = await openFloor({ clock: createTestClock(Date.UTC(2026, 10, 19, 23, 50)) });
  const quick = { name: 'ping', policy: { intervalMs: 30_000, maxAttempts: 1 } };
  await floor.watch('web1', { alive: quick, host: { site: 'ams1', tags: ['core'] } });
  await floor.watch('web2', { alive: quick, host: { site: 'fra2' } });
  await floor.run(2 * MINUTE);
  floor.say('web2', 'ping', 'critical');
  await floor.run(2 * MINUTE);
  floor.say('web2', 'ping', 'ok');
  await floor.run(8 * MINUTE);
  return floor;
}

const runIn = (floor: Floor, more: CliSettings = {}) => {
  const cwd = newFolder();
  const run = (...args: string[]) =>
    cli(['--data', floor.folder, 'report', ...args, '--zone', 'UTC'], { cwd, clock: floor.clock, ...more });
  return { cwd, run, at: (name: string) => join(cwd, name) };
};

describe('without an engine', () => {
  test('each period is a table on the terminal: sections, figures, what cannot be said', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const { run, cwd } = runIn(floor);
    const day = await run('daily');
    expect(day).toMatchObject({ status: 0, err: '' });
    expect(day.out).toMatch(
      /^Daily report: Thu 19 November 2026, all sites\n2026-11-19T00:00:00Z to 2026-11-20T00:00:00Z, times of UTC\n/,
    );
    expect(day.out).toMatch(/^AVAILABILITY$/m);
    expect(day.out).toMatch(/^Availability of all hosts +\d[\d.]* % +2 +missed +availability\.total$/m);
    expect(day.out).toMatch(/^! The monitor /m);
    expect((await run('daily', '--at', '2026-11-20')).out).toContain(
      `Not over yet: figures as of ${new Date(floor.clock.now()).toISOString().replace('.000', '')}.`,
    );
    expect((await run('weekly', '--at', '2026-11-20')).out).toContain('Mon 16 to Sun 22 November 2026');
    expect((await run('monthly', '--at', '2026-11-20')).out).toContain('November 2026');
    const hours = await run('custom', '--from', '2026-11-19T23:52', '--to', '2026-11-20T00:02');
    expect(hours.out).toContain('Report: 19 November 2026 23:52 to 20 November 2026 00:02');
    expect((await run('custom', '--from', '20m')).out).toContain('to 20 November 2026 00:');
    expect((await run('daily', '--site', 'ams1')).out).toMatch(
      /Thu 19 November 2026, site ams1\n[\s\S]*of all hosts +100 % +1 /,
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('a day of --at is a day of --zone', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const args = ['--data', floor.folder, 'report', 'daily', '--at', '2026-11-19', '--zone', 'Asia/Tokyo', '--json'];
    const { period } = JSON.parse((await cli(args, { clock: floor.clock })).out);
    expect(period).toMatchObject({
      from: Date.UTC(2026, 10, 18, 15),
      to: Date.UTC(2026, 10, 19, 15),
      zone: 'Asia/Tokyo',
    });
  });

  test('HTML, CSV and JSON are files named after the report; the JSON is whole, and computes again', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const { run, at } = runIn(floor);
    for (const form of ['html', 'csv', 'json']) {
      expect(await run('daily', '--format', form)).toEqual({ status: 0, out: `Written: ${NAME}.${form}\n`, err: '' });
    }
    const report: Exported = JSON.parse(readFileSync(at(`${NAME}.json`), 'utf8'));
    expect(JSON.parse((await run('daily', '--json')).out).sections).toEqual(report.sections);
    const again = recompute(report);
    const figures = report.sections.flatMap((section) => section.figures);
    expect(figures.length).toBeGreaterThan(100);
    for (const { id, n } of figures) expect(again.get(id)?.n, id).toBe(n);
    expect(readFileSync(at(`${NAME}.html`), 'utf8')).toContain('<h1>Daily report</h1>');
    expect(await run('daily', '--format', 'json')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--force writes over it'),
    });
    expect((await run('daily', '--out', 'mine.csv')).out).toBe('Written: mine.csv\n');
    // A spreadsheet is told of UTF-8; a program behind a pipe has the first heading bare.
    expect(readFileSync(at('mine.csv'), 'utf8')).toMatch(/^\ufeffsection,id,/);
    const rows = await run('daily', '--rows', 'availability-hosts', '--out', '-');
    expect(rows.out.split('\r\n').map((line) => line.split(',')[0])).toEqual(['Host', 'web2', 'web1', '']);
  });

  test('wrong use ends with 2 and names the option; no data folder with 3', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const { run } = runIn(floor);
    for (const [args, words] of [
      [['yearly'], /unknown command|too many arguments/],
      [['daily', '--format', 'docx'], /--format/],
      [['daily', '--at', 'yesterday'], /--at yesterday/],
      [['daily', '--at', '2026-02-30'], /--at 2026-02-30/],
      [['daily', '--at', '2027-01-01'], /future/],
      [['daily', '--out', 'report.docx'], /which form/],
      [['daily', '--rows', 'nope'], /no rows "nope"/],
      [['daily', '--rows', 'alerts', '--format', 'html'], /--rows are of --format csv/],
      [['daily', '--json', '--format', 'csv'], /--json prints/],
      [['custom'], /--from/],
      [['custom', '--from', '2026-11-19', '--to', '2026-11-18'], /later than --from/],
      [['custom', '--from', '2024-01-01'], /400 days/],
    ] as const) {
      const done = await run(...args);
      expect(done, args.join(' ')).toMatchObject({ status: 2, out: '' });
      expect(done.err, args.join(' ')).toMatch(words);
    }
    const zone = await cli(['--data', floor.folder, 'report', 'daily', '--zone', 'Mars/Olympus'], {
      clock: floor.clock,
    });
    expect(zone).toMatchObject({ status: 2, err: expect.stringContaining('--zone Mars/Olympus') });
    expect(await cli(['--data', join(newFolder(), 'none'), 'report', 'daily'])).toMatchObject({ status: 3 });
    expect((await run('--help')).out).toContain('watchfloor report daily --format pdf --out yesterday.pdf');
  });

  test('one that is counted in another way says how it is made again, and is the same again', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const { run } = runIn(floor);
    const first = JSON.parse((await run('daily', '--downtime', 'good', '--unreachable', 'bad', '--json')).out);
    const [command = ''] = /watchfloor report [^"]+/.exec(first.recompute[0]) ?? [];
    expect(command).toContain('--downtime good --unreachable bad');
    const again = JSON.parse((await run(...command.split(' ').slice(2), '--out', '-')).out);
    expect(again.rowSets).toEqual(first.rowSets);
  });

  test('one that is called off ends at once with 3, and writes nothing', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const { run, cwd } = runIn(floor, { signal: AbortSignal.abort() });
    for (const args of [['daily'], ['daily', '--format', 'json']]) {
      expect(await run(...args)).toEqual({
        status: 3,
        out: '',
        err: 'Stopped before it was made. Nothing was written.\n',
      });
    }
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('a printing program that hangs and will not end is ended, with all that holds on to it', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const ending = new AbortController();
    const folder = newFolder();
    const [app, begun] = [join(folder, 'app'), join(folder, 'begun')];
    writeFileSync(app, `#!/bin/sh\ntrap '' TERM\necho $$ > '${begun}'\nwhile :; do sleep 0.2; done\n`, { mode: 0o755 });
    const env = { PATH: process.env.PATH, WATCHFLOOR_APP: app };
    const running = runIn(floor, { env, signal: ending.signal }).run('daily', '--format', 'pdf');
    await expect.poll(() => existsSync(begun) && readFileSync(begun, 'utf8') !== '', { timeout: 60_000 }).toBe(true);
    ending.abort(new Error('Interrupted'));
    expect(await running).toMatchObject({ status: 3, err: expect.stringContaining('Nothing was written') });
    expect(() => process.kill(Number(readFileSync(begun, 'utf8')), 0)).toThrow(/ESRCH/);
  }, 120_000);

  test('a PDF where nothing prints ends with 3 and names the HTML; nothing is written', async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const { run, cwd } = runIn(floor);
    const none = await run('daily', '--format', 'pdf');
    expect(none).toMatchObject({ status: 3, out: '' });
    expect(none.err).toContain('Take --format html');
    const gone = runIn(floor, { env: { WATCHFLOOR_APP: '/nowhere/watchfloor' } });
    expect(await gone.run('daily', '--format', 'pdf')).toMatchObject({
      status: 3,
      err: expect.stringMatching(/could not be started: .*--format html/),
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('beside a running engine', () => {
  test('files go through it and are on record by who asked; a table on the terminal is not', async () => {
    const floor = await afterMidnight();
    await openControl(floor);
    const { run, at } = runIn(floor);
    expect((await run('daily')).out).toContain('Daily report: Thu 19 November 2026');
    expect(await floor.journal('report')).toEqual([]);
    expect(await run('daily', '--format', 'json')).toMatchObject({ status: 0, err: '' });
    expect(existsSync(at(`${NAME}.json`))).toBe(true);
    const [entry] = await floor.journal('report');
    expect(entry?.text).toMatch(
      /^Exported as json: Daily report, Thu 19 November 2026, all sites; head of the chain entry \d+/,
    );
    expect(await run('daily', '--rows', 'nope')).toMatchObject({
      status: 2,
      err: expect.stringContaining('no rows "nope"'),
    });
  });

  test('a file that cannot be written is refused before anything is counted or put on record', async () => {
    const floor = await afterMidnight();
    await openControl(floor);
    const { run, at } = runIn(floor);
    writeFileSync(at('mine.json'), 'mine');
    expect(await run('daily', '--out', 'mine.json')).toMatchObject({
      status: 2,
      err: expect.stringMatching(/--force/),
    });
    expect(await run('daily', '--out', 'none/mine.json')).toMatchObject({
      status: 2,
      err: `none/mine.json: could not be written: the folder ${at('none')} is not there\n`,
    });
    expect(readFileSync(at('mine.json'), 'utf8')).toBe('mine');
    expect(await floor.journal('report')).toEqual([]);
    expect(await run('daily', '--out', 'mine.json', '--force')).toMatchObject({
      status: 0,
      out: 'Written: mine.json\n',
    });
    expect(JSON.parse(readFileSync(at('mine.json'), 'utf8'))).toMatchObject({ watchfloor: 'report' });
  });

  test('one that runs in the app prints the PDF itself', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 20, 1));
    const desktop = {
      notify: async () => true,
      tray: async () => true,
      printPdf: async () => Buffer.from('%PDF-1.7 app').toString('base64'),
    };
    const floor = await openFloor({ clock, desktop });
    await openControl(floor);
    const { run, at } = runIn(floor);
    expect(await run('daily', '--format', 'pdf')).toMatchObject({ status: 0, out: `Written: ${NAME}.pdf\n` });
    expect(readFileSync(at(`${NAME}.pdf`), 'utf8')).toBe('%PDF-1.7 app');
  });
});

describe.skipIf(!readyRuntime())('a PDF by an Electron of our own, without a display', () => {
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('watchfloor-print-'));
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...bare } = process.env;
  const env = { ...bare, WATCHFLOOR_PRINT_PAGE: resolve('electron/launch/print-page.ts') };

  test('is written with numbered pages, and nothing of it stays behind; an engine without windows is no hindrance', {
    timeout: 120_000,
  }, async () => {
    const floor = await afterMidnight();
    const before = left();
    await openControl(floor);
    const { run, at } = runIn(floor, { env });
    const done = await run('daily', '--format', 'pdf', '--out', 'yesterday.pdf');
    expect(done).toEqual({ status: 0, out: 'Written: yesterday.pdf\n', err: '' });
    const text = spawnSync('pdftotext', ['-layout', at('yesterday.pdf'), '-'], { encoding: 'utf8' }).stdout;
    const pages = text.split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(5);
    expect(pages[0]).toContain('Daily report');
    for (const [place, page] of pages.entries()) expect(page).toContain(`page ${place + 1} of ${pages.length}`);
    expect(left()).toEqual(before);
  });

  test('is ended cleanly when it is called off', { timeout: 120_000 }, async () => {
    const floor = await afterMidnight();
    await floor.stop();
    const before = left();
    const ending = new AbortController();
    ending.abort(new Error('Interrupted'));
    const { run, cwd } = runIn(floor, { env, signal: ending.signal });
    const done = await run('daily', '--format', 'pdf', '--out', 'yesterday.pdf');
    expect(done).toMatchObject({ status: 3, err: expect.stringContaining('Nothing was written') });
    expect(readdirSync(cwd)).toEqual([]);
    expect(left()).toEqual(before);
  });
});
