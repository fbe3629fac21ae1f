// @vitest-environment node
// Settings in Debian's Chromium: each says what it does, is saved explicitly, and is lost by nobody in silence.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settings } from '../../electron/contract/model/settings.ts';
import {
  changedIn,
  lossWords,
  textOf,
  toSettings,
  withField,
} from '../../renderer/features/settings/settings-draft.ts';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

async function openSettings(options: PageOptions = { world: 'quietNight' }): Promise<Page> {
  const page = await lab.open(options);
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await page.getByLabel('Measured values').waitFor();
  return page;
}

const heard = (page: Page, name: string) =>
  page.evaluate((wanted) => window.stage.engine.calls.filter((call) => call.name === wanted), name);

describe('the draft', () => {
  const holds = textOf(settings.parse({}));

  test('what is typed back to what holds is no change', () => {
    const draft = withField({}, holds, { valuesDays: '30' });
    expect(changedIn(draft)).toEqual(['valuesDays']);
    expect(withField(draft, holds, { valuesDays: '90' })).toEqual({});
  });
  test('goes to the engine whole, and gives back exactly what holds', () => {
    expect(toSettings(holds, settings.parse({}))).toEqual({ settings: settings.parse({}), wrong: [] });
  });
  test('what is no number is said at its field', () => {
    const { wrong } = toSettings({ ...holds, keep: 'a few', everyHours: '' }, settings.parse({}));
    expect(wrong.map(({ path }) => path).toSorted()).toEqual(['backups.everyHours', 'backups.keep']);
  });
  test('a shorter time says what it costs, a longer one nothing', () => {
    expect(lossWords(holds, { ...holds, valuesDays: '365' })).toBeNull();
    expect(lossWords(holds, { ...holds, valuesDays: '30', keep: '2' })).toBe(
      'Saving removes values older than 30 days and all but the newest 2 backups. That cannot be taken back.',
    );
  });
});

describe('the screen', () => {
  test('a change waits, says what it costs, and is saved with Ctrl+Enter', async () => {
    const page = await openSettings();
    await page.getByLabel('Measured values').fill('30');
    await page.getByText('1 change not saved').waitFor();
    await page.getByText(/Saving removes values older than 30 days/).waitFor();
    expect(await heard(page, 'changeSettings')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.said').textContent()).toContain('The settings are saved');
    expect(await heard(page, 'changeSettings')).toMatchObject([
      { input: { retention: { valuesDays: 30, rollUpsDays: 730 } } },
    ]);
    await until(() => page.getByText('not saved').count()).toBe(0);
    await page.context().close();
  });

  test('the field that is wrong is named, and everything typed is kept', async () => {
    const page = await openSettings();
    await page.getByLabel('Hourly values').fill('soon');
    await page.keyboard.press('Control+Enter');
    await page.getByText('must be a whole number').waitFor();
    await until(() => page.getByLabel('Hourly values').getAttribute('aria-invalid')).toBe('true');
    await until(() => page.getByLabel('Hourly values').inputValue()).toBe('soon');
    await page.context().close();
  });

  test('a refusal says that nothing was saved', async () => {
    const page = await openSettings();
    await page.evaluate(() => window.stage.engine.refuse('The disk is full.'));
    await page.getByLabel('Keep', { exact: true }).fill('3');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Nothing was saved: .*What you typed is kept/).waitFor();
    await page.context().close();
  });

  test('left unsaved it is said, and found again, also after the window was opened anew', async () => {
    const page = await openSettings();
    await page.getByLabel('Back up every').fill('6');
    await page.locator('.set-scroll').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await expect.poll(() => page.locator('.said').textContent()).toContain('not saved yet');
    await page.reload();
    await page.locator('[data-ready]').waitFor({ state: 'attached' });
    await page.keyboard.press('g');
    await page.keyboard.press(',');
    await page.getByText('1 change not saved').waitFor();
    await until(() => page.getByLabel('Back up every').inputValue()).toBe('6');
    await page.keyboard.press('Control+d');
    await expect.poll(() => page.getByLabel('Back up every').inputValue()).toBe('24');
    await page.context().close();
  });

  test('theme and motion are taken up at once and kept on this machine', async () => {
    const page = await openSettings();
    await page.getByText('Night', { exact: true }).click();
    await page.getByText('Still', { exact: true }).click();
    const look = () => page.evaluate(() => ({ ...document.documentElement.dataset }));
    expect(await look()).toMatchObject({ theme: 'night', motion: 'still' });
    await page.getByText('Nothing fades').waitFor();
    const lit = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--t-lit'));
    expect(lit).toBe('0s');
    expect(await heard(page, 'changeSettings')).toEqual([]);
    await page.context().close();
  });

  test('B makes a backup and says its name; the vault and the credentials are one step away', async () => {
    const page = await openSettings();
    await page.keyboard.press('B');
    await expect.poll(() => page.locator('.said').textContent()).toContain('is made and verified');
    expect(await heard(page, 'backUp')).toHaveLength(1);
    await page.getByText('In the vault, open').waitFor();
    await page.getByRole('button', { name: /^Credentials/ }).click();
    await page.getByText('No credential yet.').waitFor();
    await page.context().close();
  });

  test.each(['dark', 'light', 'night'] as const)(
    'axe finds nothing, also with something unsaved (%s)',
    async (theme) => {
      for (const width of [1366, 2560]) {
        const page = await openSettings({ world: 'designNight', theme, width, height: 900 });
        await page.getByLabel('Measured values').fill('x');
        await page.keyboard.press('Control+Enter');
        await page.getByText('must be a whole number').waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
        const over = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
        expect(over).toBeLessThanOrEqual(0);
        await page.context().close();
      }
    },
  );
});

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
