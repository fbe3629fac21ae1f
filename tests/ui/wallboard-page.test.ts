// @vitest-environment node
// The wall in Debian's Chromium: it turns by itself, an alarm holds it, and an engine that is gone or hangs makes it old but
// never blank.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';
import { hangWall, LEAST_U, measured, type WallOptions } from '../support/wall-page.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

const hang = (options: WallOptions = {}) => hangWall(lab, options);

test('it has no control, no scrollbar and no cursor, and no key does anything', async () => {
  const page = await hang();
  expect(await page.locator('button, a, input, select, [tabindex], kbd').count()).toBe(0);
  expect(await page.locator('.wb').evaluate((wall) => getComputedStyle(wall).cursor)).toBe('none');
  const before = await page.locator('.wb-main').getAttribute('data-view');
  for (const key of ['Escape', 'g', 'w', '?', 'Control+k', 'T', 'S', 'A', 'n', '+']) await page.keyboard.press(key);
  expect(await page.locator('.wb-main').getAttribute('data-view')).toBe(before);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.context().close();
});

test('from the palette of the desk: the wall takes the window, and Escape gives it back', async () => {
  const page = await lab.open({ world: 'wallNight' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Open the wallboard');
  await page.keyboard.press('Enter');
  await page.getByRole('main', { name: 'Wallboard' }).waitFor();
  expect(await page.getByText('Escape').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').first().waitFor();
  expect(await page.locator('.wb').count()).toBe(0);
  await page.context().close();
});

test('counts stand in their order with their zeros: D, C, U, ?, W', async () => {
  const page = await hang();
  expect(await page.locator('.wb-c span').allTextContents()).toEqual([
    'Down',
    'Critical',
    'Unreachable',
    'Unknown',
    'Warning',
  ]);
  expect(await page.locator('.wb-c b').allTextContents()).toEqual(['1', '3', '38', '1', '3']);
  const quiet = await hang({ world: 'quietNight', hosts: 9 });
  expect(await quiet.locator('.wb-c b').allTextContents()).toEqual(['0', '0', '0', '0', '0']);
  expect(await quiet.locator('.wb-al').count()).toBe(0);
  await page.context().close();
  await quiet.context().close();
});

describe('with a clock that is moved', () => {
  const views = ['incidents', 'overview', 'shift'] as const;
  const shown = (page: Page) => page.locator('[data-view]').getAttribute('data-view');
  /** It is so much later at once; the wall hears of it at its next second. */
  const later = (page: Page, ms: number) =>
    page.evaluate((by) => {
      const before = Date.now;
      Date.now = () => before() + by;
    }, ms);

  test('a quiet wall goes round, thirty seconds each', async () => {
    const page = await hang({ world: 'quietNight', hosts: 9, views });
    for (const next of ['overview', 'shift', 'incidents']) {
      await later(page, 30_000);
      await until(() => shown(page)).toBe(next);
    }
    await page.context().close();
  });

  test('an alarm brings the overview, counts its age and holds the turn until somebody has it', async () => {
    const page = await hang({ views, shows: 'overview' });
    const age = page.locator('.wb-al time b');
    expect(await age.textContent()).toMatch(/^1:\d\d$/);
    await later(page, 120_000);
    await until(() => age.textContent()).toMatch(/^3:\d\d$/);
    expect(await shown(page)).toBe('overview');
    await page.evaluate(() => {
      const { engine } = window.stage;
      const ack = { by: 'Ada', at: Date.now(), reason: 'on it', sticky: true, expiresAt: null };
      for (const problem of engine.world().problems.values()) {
        if (problem.severity <= 2) engine.push({ type: 'problem', problem: { ...problem, ack } });
      }
    });
    await page.locator('.wb-al').waitFor({ state: 'detached' });
    await later(page, 31_000);
    await until(() => shown(page)).toBe('shift');
    await page.context().close();
  });
});

test('the banner names the worst, what it took along, that nobody has it, and since when', async () => {
  const page = await hang();
  const banner = page.getByRole('alert', { name: 'Alarm' });
  await banner.getByText('ams1-dist-sw02 down').waitFor();
  await banner.getByText('38 hosts behind it. Nobody has it. 3 more like it.').waitFor();
  await banner.getByText(/min, since \d\d:\d\d UTC/).waitFor();
  const box = (await banner.boundingBox())!;
  expect(box.width).toBeGreaterThan(1_920 * 0.97);
  // The one that is called out is not listed once more.
  expect(await page.locator('.wp b').allTextContents()).not.toContain('ams1-dist-sw02');
  await page.context().close();
});

test('the engine is gone: the figures stay, dimmed, and say of when they are; then it is live by itself', async () => {
  const page = await hang();
  const counts = await page.locator('.wb-c b').allTextContents();
  await page.evaluate(() => window.stage.lose('It was killed.'));
  await page.getByText('Engine restarting').waitFor();
  expect(await page.getByText(/as of \d\d:\d\d:\d\d UTC/).count()).toBe(1);
  expect(await page.locator('.wb-c b').allTextContents()).toEqual(counts);
  expect(await page.locator('.wsite').count()).toBe(3);
  expect(await page.locator('.wb.old').count()).toBe(1);
  const { letters, out } = await measured(page);
  expect(letters.filter(({ size }) => size < LEAST_U - 0.01)).toEqual([]);
  expect(out).toEqual([]);
  await page.getByText('Nothing is being checked. It was killed.').waitFor();
  await page.evaluate(() => window.stage.connect());
  await page.getByText('Engine restarting').waitFor({ state: 'detached' });
  await page.context().close();
});

test('before an engine was ever there the wall says that it waits', async () => {
  const page = await lab.open({ world: 'empty', wall: true, engine: 'none', width: 1_920, height: 1_080 });
  await page.getByText('Waiting for the engine').waitFor();
  expect(await page.locator('.wb-c b').allTextContents()).toEqual(['–', '–', '–', '–', '–']);
  // Not "none": nobody has counted yet.
  expect(new Set(await page.locator('.wb-none').allTextContents())).toEqual(new Set(['Not known yet.']));
  await page.context().close();
});

test('an engine that hangs: the line stands and nothing comes, and the wall does not look alive', async () => {
  const page = await hang();
  await page.evaluate(() => {
    window.stage.hang();
    const before = Date.now;
    Date.now = () => before() + 40_000;
  });
  await page.getByText('Engine silent').waitFor();
  await page.getByText(/as of \d\d:\d\d:\d\d UTC, 4\d\ss old\. Perhaps nothing is being checked/).waitFor();
  await page.getByText('Monitor silent').waitFor();
  expect(await page.locator('.wb.old').count()).toBe(1);
  // It comes to itself: one word of it is enough.
  await page.evaluate(() => window.stage.engine.push());
  await page.getByText('Engine silent').waitFor({ state: 'detached' });
  expect(await page.locator('.wb.old').count()).toBe(0);
  await page.context().close();
});

test('one host behind a dead one is one host', async () => {
  const page = await hang({ views: ['problems'] });
  await page.evaluate(() => {
    const { engine } = window.stage;
    const behind = [...engine.world().problems.values()].filter(({ status }) => status === 'unreachable');
    const problemIds = behind.slice(1).map(({ id }) => id);
    engine.push(...problemIds.map((problemId) => ({ type: 'problem-closed' as const, problemId })));
  });
  await page.locator('.wp.wide').getByText('1 host behind it', { exact: true }).waitFor();
  await page.context().close();
});

test('the display of the settings stands in the address, for the main process to read', async () => {
  const page = await hang({ display: 'Left wall' });
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#display=Left%20wall');
  await page.context().close();
});
