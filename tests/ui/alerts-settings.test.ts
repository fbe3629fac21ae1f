// @vitest-environment node
// Isolation and the receiver in the settings: saved with the rest, its state said as it is, its token shown once.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

async function openSettings(theme: 'dark' | 'light' | 'night' = 'dark'): Promise<Page> {
  const page = await lab.open({ world: 'quietNight', theme });
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await page.getByLabel('Beacons').waitFor();
  return page;
}
const lastCall = (page: Page, name: string) =>
  page.evaluate((wanted) => window.stage.engine.calls.findLast((call) => call.name === wanted)?.input, name);
const receiver = (page: Page) => page.getByRole('region', { name: 'Receiver' });

test('beacons, one a line, and whether isolation is noticed, go to the engine with the rest', async () => {
  const page = await openSettings();
  await page.getByLabel('Beacons').fill('10.0.0.1\n\n10.0.0.2, 10.0.0.3');
  await page.getByRole('region', { name: 'Isolation' }).getByText('Off', { exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('.said').textContent()).toContain('The settings are saved');
  expect(await lastCall(page, 'changeSettings')).toMatchObject({
    isolation: { detect: false, beacons: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] },
  });
  await page.context().close();
});

test('the receiver is off; turned on it says where it listens, what came in and what was refused', async () => {
  const page = await openSettings();
  await receiver(page).getByText('Off: no port is open.').waitFor();
  await receiver(page).getByText('On', { exact: true }).click();
  await receiver(page).getByLabel('Port').fill('9393');
  await page.keyboard.press('Control+Enter');
  await receiver(page).getByText('http://127.0.0.1:9393', { exact: true }).waitFor();
  await receiver(page)
    .getByText(/2 refused/)
    .waitFor();
  await receiver(page).getByText('The token is not the one that was made last.').waitFor();
  await receiver(page).getByText('3 formats').click();
  await receiver(page).getByText('http://127.0.0.1:9393/v1/alertmanager').waitFor();
  await page.context().close();
});

test('an address that others reach says what that means before it is saved', async () => {
  const page = await openSettings();
  await page.getByLabel('Address').fill('0.0.0.0');
  await receiver(page)
    .getByText(/travel unencrypted/)
    .waitFor();
  await page.getByLabel('Address').fill('::1');
  await receiver(page).getByText('Reached from this computer alone.').waitFor();
  await page.context().close();
});

test('a new token is made when somebody says so, shown once and copied', async () => {
  const page = await openSettings();
  await page.keyboard.press('t');
  await page.getByRole('dialog', { name: 'Make a new token' }).waitFor();
  expect(await lastCall(page, 'newInboundToken')).toBeUndefined();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'The new token' });
  await dialog.getByText('wf_4b1f0c2d9e8a7b6c5d4e3f2a1b0c9d8e').waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('Copied.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await until(() => page.getByText('wf_4b1f').count()).toBe(0);
  await receiver(page).getByText('There is one; it is never shown again.').waitFor();
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', async (theme) => {
  const page = await openSettings(theme);
  await receiver(page).getByText('On', { exact: true }).click();
  await page.getByLabel('Address').fill('0.0.0.0');
  await page.keyboard.press('Control+Enter');
  await receiver(page)
    .getByText(/2 refused/)
    .waitFor();
  await receiver(page).getByText('3 formats').click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  await page.context().close();
});
