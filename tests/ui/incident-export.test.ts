// @vitest-environment node
// The dialogs that export and import an incident: by keyboard, with what goes out and what comes in said before it is done.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';
import { madeUpIncident } from '../support/worlds-incidents.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

const calls = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.stage.engine.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );

/** The list of incidents, with one in it that is under the cursor. */
async function openList(theme: 'dark' | 'light' | 'night' = 'dark', width = 1366, height = 768): Promise<Page> {
  const page = await lab.open({ world: 'quietNight', theme, width, height });
  const incident = madeUpIncident({ title: 'Core switch down', number: 'INC-2026-0042' });
  await page.evaluate((made) => window.stage.engine.push({ type: 'incident', incident: made }), incident);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByText('Core switch down').first().waitFor();
  return page;
}

test('E offers the forms; the PDF is chosen, arrows choose another, Ctrl+Enter writes it', async () => {
  const page = await openList();
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.waitFor();
  expect(await dialog.getByRole('radio').count()).toBe(9);
  await until(() => dialog.getByRole('radio').first().isChecked());
  for (let n = 0; n < 2; n++) await page.keyboard.press('ArrowDown');
  await dialog.getByLabel('Local times of').fill('Europe/Amsterdam');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+Enter');
  expect((await download).suggestedFilename()).toBe('incident.md');
  await dialog.waitFor({ state: 'detached' });
  expect(await calls(page, 'exportFile')).toMatchObject([{ form: 'markdown', zone: 'Europe/Amsterdam' }]);
  await expect.poll(() => page.locator('.said').textContent()).toContain('incident.md is ready');
  await page.context().close();
});

test('a zone that is empty is said at its field; nothing goes out', async () => {
  const page = await openList();
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByLabel('Local times of').fill('');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('name a zone').waitFor();
  expect(await calls(page, 'exportFile')).toEqual([]);
  await page.context().close();
});

test('a file is looked at first, then taken in', async () => {
  const page = await openList();
  await page.keyboard.press('Shift+I');
  const dialog = page.getByRole('dialog', { name: 'Import an incident' });
  await dialog.waitFor();
  expect(await dialog.getByRole('button', { name: /Take it in/ }).isDisabled()).toBe(true);
  await dialog.getByLabel('File to import').setInputFiles({
    name: 'incident.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"watchfloor":"incident"}'),
  });
  await dialog.getByRole('heading', { name: 'Brought in' }).waitFor();
  expect(await calls(page, 'importFile')).toEqual([{ dryRun: true }]);
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await calls(page, 'importFile')).toEqual([{ dryRun: true }, { dryRun: false }]);
  await page.context().close();
});

test('a long file goes over in parts', async () => {
  const page = await openList();
  await page.keyboard.press('Shift+I');
  const dialog = page.getByRole('dialog', { name: 'Import an incident' });
  await dialog
    .getByLabel('File to import')
    .setInputFiles({ name: 'long.json', mimeType: 'application/json', buffer: Buffer.alloc(2_500_000, 'x') });
  await dialog.getByRole('heading', { name: 'Brought in' }).waitFor();
  expect(await calls(page, 'importPart')).toEqual([
    { characters: 1_000_000 },
    { characters: 1_000_000 },
    { characters: 500_000 },
  ]);
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing in either dialog (%s)', async (theme) => {
  const page = await openList(theme);
  await page.keyboard.press('j');
  for (const [key, name] of [
    ['Shift+E', 'Export'],
    ['Shift+I', 'Import an incident'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name }).waitFor();
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${theme}-${name.split(' ')[0]}.png` });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
  }
  expect(lab.errors).toEqual([]);
  await page.context().close();
});
