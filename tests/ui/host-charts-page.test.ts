// @vitest-environment node
// The charts of a host in an operator's hands, in a real browser: zoom, pan, last week, find, availability, export.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

/** Opens a host the short way: palette, its name, Enter. */
async function openHost(name: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await lab.open({ world: 'designNight', ...options });
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.locator('.palette-item[aria-selected="true"]', { hasText: name }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.locator('.cf-canvas canvas').first().waitFor();
  return page;
}

const stretch = (page: Page) => page.locator('.ph .free');
const axisWords = (page: Page) => page.locator('.cgrid .ch-x').first().textContent();

async function drawOut(page: Page): Promise<void> {
  const box = await page.locator('.cf-canvas').first().boundingBox();
  if (!box) throw new Error('the chart has a place');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 4 });
  await page.mouse.up();
}

describe('the axis', () => {
  test('a stretch drawn out on one chart is shown by all, and the state bar; two presses lead back', async () => {
    const page = await openHost('fra2-db-07');
    const before = await axisWords(page);
    await drawOut(page);
    await stretch(page).waitFor();
    const axes = await page.locator('.cgrid .ch-x').allTextContents();
    expect(new Set(axes).size).toBe(1);
    expect(axes[0]).not.toBe(before);
    const bar = await page.locator('.hist .hx-l span').allTextContents();
    expect(bar.join('')).toBe(axes[0]);
    await until(() => page.getByRole('radio', { name: '6 h' }).isChecked()).toBe(false);
    await page.locator('.cf-canvas').nth(1).dblclick();
    await expect.poll(() => stretch(page).count()).toBe(0);
    expect(await axisWords(page)).toBe(before);
    await page.context().close();
  });

  test('+ and - zoom, the arrows pan, [ and ] go through the ranges, 0 follows the clock again', async () => {
    const page = await openHost('fra2-db-07');
    const before = await axisWords(page);
    await page.keyboard.press('+');
    await stretch(page).waitFor();
    const near = await stretch(page).textContent();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => stretch(page).textContent()).not.toBe(near);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stretch(page).textContent()).toBe(near);
    await page.keyboard.press('-');
    await expect.poll(() => stretch(page).textContent()).not.toBe(near);
    await page.keyboard.press('0');
    await expect.poll(() => stretch(page).count()).toBe(0);
    expect(await axisWords(page)).toBe(before);
    for (const name of ['24 h', '7 d', '30 d', '1 y', '1 y']) {
      await page.keyboard.press(']');
      await expect.poll(() => page.getByRole('radio', { name }).isChecked()).toBe(true);
    }
    await page.context().close();
  });

  test('c draws the week before, says so in the legend, and reads it out under the cursor', async () => {
    const page = await openHost('fra2-db-07');
    await page.keyboard.press('c');
    await page.locator('.ch-leg', { hasText: 'a week before' }).first().waitFor();
    await page.locator('.ch-box').nth(1).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.ch-read').nth(1).textContent()).toMatch(/, a week before [\d.]+/);
    await page.keyboard.press('c');
    await expect.poll(() => page.locator('.ch-leg', { hasText: 'a week before' }).count()).toBe(0);
    await page.context().close();
  });
});

describe('every metric', () => {
  test('a host that is down still has the charts of what it measured before, with their age', async () => {
    const page = await openHost('site01-core-sw02', { world: 'onFire', hosts: 2_000 });
    await expect
      .poll(() => page.locator('.chart figcaption > b').allTextContents())
      .toEqual(['Round trip', 'Packets lost']);
    await expect.poll(() => page.locator('.ch-now').first().textContent()).toMatch(/min .* old$/);
    await page.context().close();
  });

  test('more than fit stand by check below, and / finds one of them', async () => {
    const page = await openHost('fra2-db-07');
    await page.evaluate(() => {
      const { engine } = window.stage;
      const state = [...engine.world().checkStates.values()].find(({ checkId }) => checkId === 'c-fra2-db-07-cpu');
      if (!state) throw new Error('the host has it');
      const metrics = Array.from({ length: 30 }, (_, at) => ({ name: `core.${at}`, value: at, unit: '%' }));
      engine.push({ type: 'check-state', state: { ...state, metrics: [...state.metrics, ...metrics] } });
    });
    await page.locator('.charts.more h3', { hasText: 'cpu' }).waitFor();
    await until(() => page.locator('.ph h2', { hasText: 'Metrics' }).first().textContent()).toContain('34');
    await page.keyboard.press('/');
    await page.keyboard.type('core 17');
    await expect.poll(() => page.locator('.chart figcaption > b').allTextContents()).toEqual(['Core 17']);
    await page.keyboard.type('xx');
    await page.getByText('No metric of this host is called').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.chart').count()).toBeGreaterThan(3);
    await page.context().close();
  });
});

test('v adds up the availability of what is shown, host and checks, column by column', async () => {
  const page = await openHost('fra2-db-07');
  await page.keyboard.press('v');
  const table = page.locator('.avt');
  await table.waitFor();
  await until(() => table.locator('tbody tr').count()).toBe(4);
  await until(() => table.locator('tbody tr').first().textContent()).toMatch(/^The host99\.5%/);
  await until(() => table.locator('th').allTextContents()).toEqual([
    'Of what was measured',
    'Available',
    'Good',
    'Bad',
    'Unreachable',
    'Maintenance',
    'Pending',
    'Not monitored',
  ]);
  await page.context().close();
});

test('Y saves the stored values of the selected check over what is shown', async () => {
  const page = await openHost('fra2-db-07');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Shift+Y')]);
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^\ufeffat,metric,value,unit\r\n/);
  const [input] = await page.evaluate(() =>
    window.stage.engine.calls
      .filter(({ name }) => name === 'samplesCsv')
      .map((call) => call.input as { from: number; to: number; checkId: string }),
  );
  expect(input?.checkId).toBe('c-fra2-db-07-replication lag');
  expect((input?.to ?? 0) - (input?.from ?? 0)).toBeGreaterThan(350 * 60_000);
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)(
  'the asset record, links and notes stand at the side (%s)',
  async (theme) => {
    const page = await openHost('fra2-db-07', { theme });
    await page.evaluate(() => {
      const { engine } = window.stage;
      const host = [...engine.world().hosts.values()].find(({ name }) => name === 'fra2-db-07');
      if (!host) throw new Error('the night has it');
      engine.push({
        type: 'host',
        host: {
          ...host,
          notes: 'Second line: call storage first.\nThe key is at the desk.',
          asset: { ...host.asset, model: 'R7615', rackUnit: '22', location: 'row 4', supportEndsOn: '2020-01-31' },
          links: [{ title: 'Vendor portal', url: 'https://example.org/portal' }],
        },
      });
    });
    const side = page.getByRole('region', { name: 'Asset' });
    await expect.poll(() => side.textContent()).toContain('row 4, U 22');
    await until(() => side.locator('.ended').textContent()).toBe('ended 2020-01-31');
    const link = side.getByRole('link', { name: 'Vendor portal' });
    // A new window is what the app turns into a question to the operator.
    await until(() => link.getAttribute('target')).toBe('_blank');
    await until(() => link.getAttribute('href')).toBe('https://example.org/portal');
    expect(await side.locator('.notes').evaluate((notes) => getComputedStyle(notes).whiteSpace)).toBe('pre-wrap');
    await page.keyboard.press('v');
    await page.locator('.avt').waitFor();
    await page.keyboard.press('c');
    await page.locator('.ch-leg', { hasText: 'a week before' }).first().waitFor();
    await page.keyboard.press('+');
    await stretch(page).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    await page.context().close();
  },
);

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
