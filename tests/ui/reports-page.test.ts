// @vitest-environment node
// The Reports screen in a real browser: periods by keys, rows behind each figure, files, schedules; a night desk works it blind.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { callsOf } from '../support/page-incidents.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

async function openReports(options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await lab.open({ world: 'reportWeek', ...options });
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.locator('.rep-sec').first().waitFor();
  // Its keys are laid down a moment after it is drawn; the key bar shows those that work.
  await page.locator('footer.keys button', { hasText: /Figure$/ }).waitFor();
  return page;
}

const title = (page: Page) => page.locator('.rep-bar h1').textContent();

it('it opens with the last whole day; w makes the last week, [ the one before, t comes back', async () => {
  const page = await openReports();
  await until(() => callsOf(page, 'makeReport')).toMatchObject([{ period: 'daily' }]);
  await page.keyboard.press('w');
  await until(async () => (await callsOf(page, 'makeReport')).length).toBe(2);
  const week = await title(page);
  expect(week).toMatch(/^Mon \d+ .*to Sun/);
  await page.keyboard.press('[');
  await until(() => title(page)).not.toBe(week);
  await page.keyboard.press('t');
  await until(() => title(page)).toBe(week);
});

it('into the running period it says that it is provisional, and not beyond', async () => {
  const page = await openReports();
  await page.keyboard.press(']');
  await page.getByText('Not over yet: provisional').waitFor();
  const today = await title(page);
  await page.keyboard.press(']');
  expect(await title(page)).toBe(today);
});

it('Enter on a figure opens its definition and the rows it was computed from; Esc closes them', async () => {
  const page = await openReports();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const pane = page.getByRole('complementary', { name: 'Rows of Availability' });
  await pane.getByText('100 × sum of goodMs').waitFor();
  await pane.getByRole('grid').getByRole('row').nth(5).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('lon3-db');
  await pane.getByText('2 of 48 rows').waitFor();
  await page.keyboard.press('Enter');
  const download = page.waitForEvent('download');
  await page.keyboard.press('v');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^availability-hosts-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile((await file.path())!, 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(3);
  expect(text).toContain('Good (ms)');
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'detached' });
});

it('ten thousand rows are ordered by a key and gone through to the end, with few of them in the page', async () => {
  const page = await lab.open({ world: 'reportWeek' });
  await page.evaluate(() => window.stage.reports({ manyRows: 10_000 }));
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.locator('.rep-fig', { hasText: 'Outages' }).click();
  const pane = page.getByRole('complementary', { name: 'Rows of Outages' });
  await pane.getByText(/10.032 rows/).waitFor();
  await page.keyboard.press('4');
  await pane.locator('th[aria-sort="descending"]').waitFor();
  await page.keyboard.press('End');
  await until(() => pane.locator('tr.sel').getAttribute('aria-rowindex')).toBe('10033');
  expect(await pane.locator('tbody tr').count()).toBeLessThan(80);
});

it('while a new one is made the old one stays, marked; Esc stops it and R makes it after all', async () => {
  const page = await openReports();
  await page.evaluate(() => window.stage.reports({ tookMs: 600_000 }));
  await page.keyboard.press('[');
  await page.getByText('Being made').waitFor();
  await page.locator('.rep-body.old .rep-fig').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Stopped.').waitFor();
  expect(await page.locator('.rep-sec').count()).toBeGreaterThan(5);
  await page.evaluate(() => window.stage.reports({ tookMs: 0 }));
  await page.keyboard.press('R');
  await page.locator('.rep-body:not(.old)').waitFor();
});

it('a refusal says what failed and what is kept', async () => {
  const page = await openReports();
  await page.evaluate(() => window.stage.engine.refuse('The disk is full.'));
  await page.keyboard.press('[');
  await page.getByText('The report could not be made.').waitFor();
  await page.getByText('The report below is the one from before.').waitFor();
  await page.evaluate(() => window.stage.engine.refuse(null));
});

it('the refusal of one period is not said of another that is there', async () => {
  const page = await openReports();
  const before = await title(page);
  await page.evaluate(() => window.stage.engine.refuse('The disk is full.'));
  await page.keyboard.press('[');
  await page.getByText('The report could not be made.').waitFor();
  await page.keyboard.press(']');
  await until(() => title(page)).toBe(before);
  await page.locator('.rep-body:not(.old)').waitFor();
  expect(await page.getByText('The report could not be made.').count()).toBe(0);
  await page.evaluate(() => window.stage.engine.refuse(null));
});

it('a long making says since when it goes on and what is done', async () => {
  const page = await openReports();
  await page.evaluate(() => window.stage.reports({ tookMs: 600_000 }));
  await page.keyboard.press('[');
  await page.getByText(/for \d+\ss, since \d\d:\d\d:\d\d UTC\. How far it is, the engine does not say\./).waitFor();
  await page.keyboard.press('Escape');
});

it('the focus goes with the cursor, into the rows, and back to the figure they were opened from', async () => {
  const page = await openReports();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press('j');
  await until(focused).toMatch(/^figure-/);
  await page.keyboard.press('j');
  const second = await page.locator('.rep-fig.sel').getAttribute('id');
  await until(focused).toBe(second);
  await page.keyboard.press('Enter');
  await until(() => page.evaluate(() => document.activeElement?.closest('.rows-side') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await until(focused).toBe(second);
});

it('a severity reads SEV2 in every table', async () => {
  const page = await openReports();
  await page.keyboard.press('w');
  await page
    .locator('.rep-tab td', { hasText: /^SEV[1-4]$/ })
    .first()
    .waitFor();
});

it('Esc leaves an export that is being written: the engine hears of it, and nothing closes what is opened next', async () => {
  const page = await openReports();
  await page.evaluate(() => window.stage.reports({ tookMs: 600_000 }));
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export the report' });
  await dialog.waitFor();
  await page.keyboard.press('Control+Enter');
  await dialog.getByText(/Being computed and written since \d\d:\d\d:\d\d UTC/).waitFor();
  expect(await callsOf(page, 'exportStopped')).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await until(async () => (await callsOf(page, 'exportStopped')).length).toBe(1);
});

it('a period of its own is typed; an end before the beginning is said at its field', async () => {
  const page = await openReports();
  await page.keyboard.press('o');
  await until(() => page.evaluate(() => document.activeElement?.closest('.rep-fields') !== null)).toBe(true);
  await page.getByRole('textbox', { name: 'From' }).fill('2026-11-10 22:00');
  await page.getByRole('textbox', { name: 'To' }).fill('2026-11-10 06:00');
  await page.getByText('the end must lie after the beginning').waitFor();
  await page.getByRole('textbox', { name: 'To' }).fill('2026-11-11 06:00');
  await until(async () => (await callsOf(page, 'makeReport')).at(-1)).toMatchObject({
    period: 'custom',
    from: expect.any(Number),
  });
});

it('scope and zone go along; the export asks for the very same period', async () => {
  const page = await openReports();
  await page.keyboard.press('f');
  await page.getByRole('combobox', { name: 'Sites, one of' }).fill('ams1');
  await page.keyboard.press('Enter');
  await until(async () => (await callsOf(page, 'makeReport')).at(-1)).toMatchObject({ scope: { sites: ['ams1'] } });
  await page.keyboard.press('Escape');
  await page.locator('.rep-body:not(.old)').waitFor();
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export the report' });
  await dialog.waitFor();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown');
  await dialog.getByRole('combobox', { name: 'Rows' }).selectOption({ index: 1 });
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+Enter');
  expect((await download).suggestedFilename()).toBe('report-availability-outages.csv');
  const [sent] = (await callsOf(page, 'exportReport')) as { ask: unknown; form: string; rows: string }[];
  expect(sent).toMatchObject({ form: 'csv', rows: 'availability-outages' });
  expect(sent?.ask).toEqual((await callsOf(page, 'makeReport')).at(-1));
});

it('a schedule is typed, kept with the settings, delivered now, switched off, and taken back', async () => {
  const page = await openReports();
  await page.keyboard.press('s');
  await page.getByText('No report is made by itself.').waitFor();
  await page.keyboard.press('+');
  const dialog = page.getByRole('dialog', { name: 'Add a schedule' });
  await dialog.getByLabel('Name').fill('Morning report');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('say where it goes').waitFor();
  await dialog.getByRole('combobox', { name: 'Sent to' }).fill('ops@example.org');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  const kept = async () =>
    ((await callsOf(page, 'changeSettings')) as { reports: { schedules: unknown[] } }[]).at(-1)?.reports.schedules;
  await until(kept).toMatchObject([
    { name: 'Morning report', period: 'daily', at: '06:30', email: { channelId: 'ch-mail', to: ['ops@example.org'] } },
  ]);
  await page.keyboard.press('D');
  await page.getByRole('complementary').getByText('ops@example.org: 250 OK').waitFor();
  await page.keyboard.press('Space');
  await page.getByText('switched off', { exact: true }).waitFor();
  await page.keyboard.press('z');
  await until(kept).toMatchObject([{ enabled: true }]);
  await page.keyboard.press('Delete');
  await page.getByText('No report is made by itself.').waitFor();
});

it('the palette leads to the report of last week from anywhere', async () => {
  const page = await lab.open({ world: 'reportWeek' });
  await page.keyboard.press('Control+K');
  await page.keyboard.type('report of last week');
  await page.keyboard.press('Enter');
  await until(() => callsOf(page, 'makeReport')).toMatchObject([{ period: 'weekly' }]);
});

it('a fresh install says what will stand here', async () => {
  const page = await openReports({ world: 'reportEmpty' });
  await page.getByText('Nothing was measured yet.').waitFor();
  await page.getByText('nothing to compute it from').first().waitFor();
});

it.each(['dark', 'light', 'night'] as const)('axe has nothing to find in the %s theme', async (theme) => {
  const page = await openReports({ theme });
  await page.keyboard.press('w');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('.rows-side').waitFor();
  const found = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  };
  expect(await found()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.locator('.rep-fields').waitFor();
  expect(await found()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await page.locator('.rep-sched').waitFor();
  expect(await found()).toEqual([]);
});
