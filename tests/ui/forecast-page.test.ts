// @vitest-environment node
// "Will be full" beside the watch and at the charts of a host, in a real browser.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

/** The engine says that so many checks fill up, one a day later than the other; the first has the first chart of its host. */
async function fillUp(page: Page, count: number): Promise<string> {
  return page.evaluate((many) => {
    const now = Date.now();
    const { hosts, checks, checkStates } = window.stage.engine.world();
    const able = [...checkStates.values()].filter(({ metrics }) => metrics.length > 0);
    const forecasts = Array.from({ length: many }, (_, n) => {
      const state = able[n % able.length];
      const check = state && checks.get(state.checkId);
      const host = check && hosts.get(check.hostId);
      if (!state || !check || !host) throw new Error('the world has no figures');
      const fullAt = now + 10 * 3_600_000 + n * 86_400_000;
      return {
        checkId: check.id,
        hostId: host.id,
        host: host.name,
        check: check.name,
        metric: n < able.length ? (state.metrics[0]?.name ?? '') : `more-${n}`,
        what: '/var/lib/postgresql',
        unit: '%',
        asOf: now,
        value: 91.4,
        limit: 100,
        perDay: 20,
        perDayLow: 15,
        perDayHigh: 25,
        fullAt,
        earliestAt: fullAt - 2 * 3_600_000,
        latestAt: fullAt + 3 * 3_600_000,
        hours: 336,
        spanDays: 14,
        trust: 'firm' as const,
      };
    });
    window.stage.engine.push({ type: 'forecasts', forecasts });
    return forecasts[0]?.host ?? '';
  }, count);
}

const section = (page: Page) => page.getByRole('region', { name: 'Will be full' });

it('nothing fills up: nothing is drawn', async () => {
  const page = await lab.open({ world: 'designNight' });
  await until(() => page.locator('.side .facts2').count()).toBe(1);
  expect(await section(page).count()).toBe(0);
  await page.close();
});

it('the soonest three, the rest counted; a line opens its host, whose chart says so too', async () => {
  const page = await lab.open({ world: 'designNight' });
  const host = await fillUp(page, 5);
  await until(() => section(page).locator('button').count()).toBe(3);
  expect(await section(page).locator('h2').textContent()).toContain('5');
  expect(await section(page).textContent()).toContain('and 2 more, later');
  const line = section(page).locator('button').first();
  expect(await line.textContent()).toContain(host);
  expect((await line.textContent())?.replaceAll('\u00a0', ' ')).toMatch(/in 10 h, \d\d:\d\d to \d\d:\d\d$/);
  await line.focus();
  await page.keyboard.press('Enter');
  await until(() => page.locator('.host h1').first().textContent()).toContain(host);
  await until(() => page.locator('.chart figcaption', { hasText: 'full ' }).count()).toBeGreaterThan(0);
  await page.close();
});

it('when it was cleaned up the lines go', async () => {
  const page = await lab.open({ world: 'designNight' });
  await fillUp(page, 2);
  await until(() => section(page).count()).toBe(1);
  await page.evaluate(() => window.stage.engine.push({ type: 'forecasts', forecasts: [] }));
  await until(() => section(page).count()).toBe(0);
  await page.close();
});

it.each(['dark', 'light', 'night'] as const)('axe finds nothing, %s', async (theme) => {
  const page = await lab.open({ world: 'designNight', theme });
  await fillUp(page, 5);
  await until(() => section(page).count()).toBe(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.close();
});
