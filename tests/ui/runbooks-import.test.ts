// @vitest-environment node
// What a team has already comes in as drafts: beside each what was not carried over; kept only when somebody says so.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { callsOf } from '../support/page-incidents.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

const GOOD = {
  name: 'disk-full.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from('# Disk full\n\n$ df -h\n$ du -sh /var\n'),
};
const POOR = { name: 'poem.md', mimeType: 'text/markdown', buffer: Buffer.from('Roses are red.\n') };

async function openImport(hasFolder: boolean): Promise<Page> {
  const page = await lab.open({ world: 'libraryNight' });
  if (hasFolder) await nameFolder(page);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.locator('.rb-tbl tbody tr').first().waitFor();
  await page.keyboard.press('m');
  await page.getByText('or drop them here.').waitFor();
  return page;
}

/** Through the settings, as an operator would. */
async function nameFolder(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await page.getByLabel('Folders').fill('/srv/runbooks');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('.said').textContent()).toContain('The settings are saved');
  await page.locator('h1').first().click();
}

test('files become drafts beside what could not be carried over, and one is kept', async () => {
  const page = await openImport(true);
  await page.getByLabel('Files to import').setInputFiles([GOOD, POOR]);
  await page.locator('.rb-draft pre', { hasText: 'argv: [df, -h]' }).waitFor();
  await page.locator('.rb-counts', { hasText: '2 steps, 2 commands, asks for host' }).waitFor();
  await page.locator('.rb-draft li', { hasText: 'line 9' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.note', { hasText: 'Kept as /srv/runbooks/disk-full.yaml.' }).waitFor();
  expect(await callsOf(page, 'keepDraft')).toMatchObject([
    { name: 'disk-full.yaml', draft: expect.stringContaining('state: draft') },
  ]);
  await page.keyboard.press('Alt+ArrowRight');
  await page.getByText('No draft came of poem.md.').waitFor();
  expect(await page.getByRole('button', { name: /Keep the draft/ }).isDisabled()).toBe(true);
  await page.context().close();
});

test('a name that is taken is said at its field, and another one is tried', async () => {
  const page = await openImport(true);
  await page.getByLabel('Files to import').setInputFiles([GOOD]);
  await page.getByLabel('Kept in a file called').fill('taken.yaml');
  await page.keyboard.press('Control+Enter');
  await page.locator('.wrong', { hasText: 'is there already' }).waitFor();
  await page.getByLabel('Kept in a file called').fill('disk.yaml');
  await page.keyboard.press('Control+Enter');
  await page.locator('.note', { hasText: 'Kept as /srv/runbooks/disk.yaml.' }).waitFor();
  await page.context().close();
});

test('without a folder of its own a draft is saved as a file, and the way to one is shown', async () => {
  const page = await openImport(false);
  await page.getByLabel('Files to import').setInputFiles([GOOD]);
  await page.getByText('There is no folder of your own yet').waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Alt+s')]);
  expect(file.suggestedFilename()).toBe('disk-full.yaml');
  await page.getByRole('button', { name: 'Name a folder in the settings' }).click();
  await page.locator('main.set').waitFor();
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing in the import, %s', async (theme) => {
  const page = await lab.open({ world: 'libraryNight', theme });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.locator('.rb-tbl tbody tr').first().waitFor();
  await page.keyboard.press('m');
  await page.getByLabel('Files to import').setInputFiles([GOOD, POOR]);
  await page.getByText('There is no folder of your own yet').waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.context().close();
});
