// The Host screen and the inventory in Debian's Chromium, under the app's content policy: what is drawn, what keys do,
// what a screen reader finds.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

const THEMES = ['dark', 'light', 'night'] as const;

/** Opens the host of that name the way an operator does: inventory, filter, Enter. */
async function openHost(name: string, theme: (typeof THEMES)[number] = 'dark', width = 1366): Promise<Page> {
  const page = await lab.open({ world: 'designNight', theme, width, height: width === 1366 ? 768 : 1440 });
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await page.getByLabel('Filter hosts').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await page.getByRole('status').filter({ hasText: '1 of' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.locator('.cf-canvas canvas').first().waitFor();
  return page;
}

const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
};

/** Whether anything but the ground was painted on the first chart. */
const paintedPixels = (page: Page) =>
  page
    .locator('.cf-canvas canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let painted = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) painted += 1;
      return painted;
    });

describe('the Host screen', () => {
  test('a host with one critical check says so, and draws its line', async () => {
    const page = await openHost('fra2-db-07');
    await expect.poll(() => page.locator('.hs b').textContent()).toBe('Up, one check critical');
    await until(() => page.locator('.hhead').getAttribute('class')).toContain('lit');
    expect(await paintedPixels(page)).toBeGreaterThan(200);
    await page.context().close();
  });

  test('the arrows walk along a chart, and the value is said', async () => {
    const page = await openHost('fra2-db-07');
    const chart = page.getByRole('slider').first();
    await chart.focus();
    await page.keyboard.press('Home');
    const first = await chart.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    const second = await chart.getAttribute('aria-valuetext');
    expect(first).toMatch(/\d\d:\d\d:\d\d · \S+/);
    expect(second).not.toBe(first);
    await until(() => page.locator('.ch-read').first().textContent()).toBe(second);
    await page.context().close();
  });

  test('the cursor stands at the same moment in every chart', async () => {
    const page = await openHost('fra2-db-07');
    const charts = page.getByRole('slider');
    if ((await charts.count()) < 2) throw new Error('this host should have several charts');
    const box = (await charts.first().boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const clock = (text: string | null) => text?.slice(0, 5);
    const reads = page.locator('.ch-read');
    await expect.poll(async () => clock(await reads.nth(1).textContent())).toMatch(/^\d\d:\d\d$/);
    expect(clock(await reads.nth(1).textContent())).toBe(clock(await reads.nth(0).textContent()));
    await page.context().close();
  });

  test('[ and ] change the range, j and k the check, and the right column follows', async () => {
    const page = await openHost('fra2-db-07');
    await page.keyboard.press('[');
    await page.getByText(/^1 h, a point every/).waitFor();
    const rows = page.getByRole('grid', { name: 'Checks' }).locator('tbody tr');
    const before = await page.locator('tr.sel td:nth-child(2) b').textContent();
    if ((await rows.count()) > 1) {
      await page.keyboard.press('j');
      const after = await page.locator('tr.sel td:nth-child(2) b').textContent();
      expect(after).not.toBe(before);
      await expect.poll(() => page.locator('.hright h2 em').first().textContent()).toBe(after);
    }
    await page.context().close();
  });

  test('a theme repaints the lines in its own colours', async () => {
    const page = await openHost('fra2-db-07');
    const picture = () => page.locator('.cf-canvas').first().screenshot();
    const dark = await picture();
    await page.keyboard.press('T');
    await expect.poll(async () => (await picture()).equals(dark)).toBe(false);
    await page.context().close();
  });

  test('x runs the selected check now, and only that', async () => {
    const page = await openHost('fra2-db-07');
    await page.keyboard.press('x');
    const asked = () =>
      page.evaluate(() =>
        window.stage.engine.calls.filter((call) => call.name === 'checkNow').map((call) => call.input),
      );
    await expect.poll(async () => (await asked()).length).toBe(1);
    expect(await asked()).toEqual([{ checkIds: [expect.any(String)] }]);
    await page.context().close();
  });

  test.each(THEMES)('axe finds nothing (%s)', async (theme) => {
    const page = await openHost('fra2-db-07', theme);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('a wide screen shows more charts and the last 30 days', async () => {
    const page = await openHost('fra2-db-07', 'dark', 2560);
    await page.getByText('30 days').last().waitFor();
    await until(() => page.locator('.hdays i').count()).toBe(30);
    await page.context().close();
  });
});

describe('the inventory', () => {
  test('an empty one says what to do next', async () => {
    const page = await lab.open({ world: 'empty' });
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await page.getByText('No host is watched yet.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('of 10,000 hosts only those in sight are drawn, and a filter finds one of them', async () => {
    const page = await lab.open({ world: 'bigFleet', hosts: 10_000 });
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    const grid = page.getByRole('grid', { name: 'Hosts' });
    await grid.locator('tr.sel').waitFor();
    await until(() => grid.getAttribute('aria-rowcount')).toBe('10001');
    await until(() => grid.locator('tr').count()).toBeLessThan(100);
    await page.keyboard.press('End');
    await expect.poll(() => grid.locator('tr.sel').getAttribute('aria-rowindex')).toBe('10001');
    await expect.poll(() => grid.locator('tr.sel').isVisible()).toBe(true);
    // Enter right behind the last letter: it opens what was typed, not what stood there a moment ago.
    await page.keyboard.press('/');
    await page.keyboard.type('site:site07 core-sw02');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'site07-core-sw02' }).waitFor();
    await page.context().close();
  });

  test.each(THEMES)('axe finds nothing, with the form open (%s)', async (theme) => {
    const page = await lab.open({ world: 'designNight', theme });
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await page.getByRole('grid', { name: 'Hosts' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('+');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('checkbox', { name: 'Ping' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('+, a name, Tab, an address, Ctrl+Enter: the host is there', async () => {
    const page = await lab.open({ world: 'quietNight', hosts: 5 });
    await page.keyboard.press('+');
    await page.getByRole('checkbox', { name: 'Ping' }).waitFor();
    await page.keyboard.type('ams1-web-22');
    await page.keyboard.press('Tab');
    await page.keyboard.type('10.0.4.17');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'ams1-web-22' }).waitFor();
    await page.getByText('Waiting for the first result', { exact: true }).waitFor();
    await page.context().close();
  });
});

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
