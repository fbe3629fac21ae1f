// @vitest-environment node
// The wall in Debian's Chromium: every view fits its display, its letters are large enough, it turns by itself, an alarm holds
// it, and a lost engine makes it old but never blank.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

/** Of the width of the wall: the smallest lettering in units of 1/256. */
const LEAST_U = 2.9;
const VIEWS = ['overview', 'map', 'incidents', 'problems', 'shift'] as const;
type View = (typeof VIEWS)[number];

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

interface WallOptions extends Partial<PageOptions> {
  readonly views?: readonly View[];
  readonly display?: string;
  /** The view that is on first. Default: the first of them. */
  readonly shows?: View;
}

async function hang({
  views = ['overview'],
  display = '',
  shows = views[0] ?? 'overview',
  ...options
}: WallOptions = {}): Promise<Page> {
  const page = await lab.open({
    world: 'wallNight',
    wall: true,
    width: 1_920,
    height: 1_080,
    zone: 'Europe/Amsterdam',
    settings: { wallboard: { views, everySeconds: 30, display } },
    ...options,
  });
  await page.locator(`[data-view="${shows}"]`).waitFor();
  return page;
}

/** All lettering as it is drawn: its words and its size in units; and whatever sticks out of the picture. */
const measured = (page: Page) =>
  page.evaluate(() => {
    const u = innerWidth / 256;
    const walker = document.createTreeWalker(document.querySelector('.wb')!, NodeFilter.SHOW_TEXT);
    const letters: { text: string; size: number }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest('.vh, .sprite')) continue;
      letters.push({ text: node.textContent, size: Number.parseFloat(getComputedStyle(parent).fontSize) / u });
    }
    const out = [...document.querySelectorAll('.wb > *, .wb-main > *, .wsite, .wi, .wp > div')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < 0 || box.top < 0;
    });
    const scrolls =
      document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth;
    return { letters, out: out.map(({ className }) => className), scrolls };
  });

const WORLDS: readonly (readonly [name: string, options: Partial<PageOptions>])[] = [
  ['the night of the design', { world: 'wallNight' }],
  ['quiet', { world: 'quietNight', hosts: 9 }],
  ['2,000 hosts on fire', { world: 'onFire', hosts: 2_000 }],
];

describe.each([
  [1_920, 1_080],
  [2_560, 1_440],
])('at %i × %i', (width, height) => {
  test.each(WORLDS)('%s: every view fits, in letters that are read at six metres', async (_name, options) => {
    for (const view of VIEWS) {
      const page = await hang({ ...options, width, height, views: [view] });
      const { letters, out, scrolls } = await measured(page);
      expect(letters.length).toBeGreaterThan(10);
      expect(letters.filter(({ size }) => size < LEAST_U - 0.01)).toEqual([]);
      expect(out, view).toEqual([]);
      expect(scrolls, view).toBe(false);
      await page.context().close();
    }
  });
});

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

test('a long name gets smaller letters before it is cut', async () => {
  const page = await hang();
  await page.evaluate(() => {
    const { engine } = window.stage;
    const host = [...engine.world().hosts.values()].find(({ name }) => name === 'ams1-dist-sw02')!;
    engine.push({ type: 'host', host: { ...host, name: 'amsterdam-south-east-dc1-distribution-switch-02' } });
  });
  const name = page.locator('.wb-al div b');
  await until(() => name.textContent()).toContain('distribution');
  expect(await name.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
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
  await page.evaluate(() => window.stage.connect());
  await page.getByText('Engine restarting').waitFor({ state: 'detached' });
  await page.context().close();
});

test('before an engine was ever there the wall says that it waits', async () => {
  const page = await lab.open({ world: 'empty', wall: true, engine: 'none', width: 1_920, height: 1_080 });
  await page.getByText('Waiting for the engine').waitFor();
  expect(await page.locator('.wb-c b').allTextContents()).toEqual(['–', '–', '–', '–', '–']);
  await page.context().close();
});

test('the display of the settings stands in the address, for the main process to read', async () => {
  const page = await hang({ display: 'Left wall' });
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#display=Left%20wall');
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', async (theme) => {
  for (const view of VIEWS) {
    const page = await hang({ theme, views: [view] });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${view} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    await page.context().close();
  }
});
