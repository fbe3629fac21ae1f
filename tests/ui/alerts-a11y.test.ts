// @vitest-environment node
// What a screen reader finds in each part of Alerts, in all three themes; and that no part is wider than the window.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

const FIRE: PageOptions = { world: 'onFire', hosts: 1_000 };
const NIGHT: PageOptions = { world: 'designNight' };
const HEADS = { c: 'Channels', r: 'Routes', u: 'Severity rules' } as const;

/** Opens Alerts, and one of its parts by its key. */
async function openAlerts(options: PageOptions = FIRE, part?: keyof typeof HEADS): Promise<Page> {
  const page = await lab.open(options);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('navigation', { name: 'Alerts' }).waitFor();
  if (part) {
    await page.keyboard.press(part);
    await page.getByRole('heading', { level: 2, name: HEADS[part] }).waitFor();
  } else await page.getByRole('heading', { name: 'All' }).waitFor();
  return page;
}

describe('what a screen reader finds', () => {
  const STATES: readonly (readonly [string, PageOptions, keyof typeof HEADS | undefined, readonly string[]])[] = [
    ['deliveries with dead letters', FIRE, undefined, []],
    ['nothing sent', { world: 'quietNight' }, undefined, []],
    ['a message', FIRE, undefined, ['Enter']],
    ['channels', FIRE, 'c', ['t']],
    ['a channel in its form', NIGHT, 'c', ['j', 'j', 'Enter']],
    ['routes', NIGHT, 'r', []],
    ['a route in its form', NIGHT, 'r', ['j', 'Enter']],
    ['rules and sound', NIGHT, 'u', []],
    ['quiet hours', NIGHT, 'u', ['q']],
  ];
  describe.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', (theme) => {
    test.each(STATES)('%s', async (_name, options, part, keys) => {
      const page = await openAlerts({ ...options, theme }, part);
      for (const key of keys) await page.keyboard.press(key);
      if (keys.length > 0 && keys[0] !== 't') await page.getByRole('dialog').locator('footer').waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      await page.context().close();
    });
  });
  test.each([1_366, 2_560])('no part is wider than the window (%d px)', async (width) => {
    for (const part of [undefined, 'c', 'r', 'u'] as const) {
      const page = await openAlerts({ ...FIRE, width, height: 800 }, part);
      const over = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(over).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });
});
