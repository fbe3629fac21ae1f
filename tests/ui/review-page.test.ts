// @vitest-environment node
// A past shift in a real browser: the stream with its reactions, slow ones marked, lanes that lead there, and what became of
// what was handed over.
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

async function openReview(options: Partial<PageOptions> = {}, entries?: number): Promise<Page> {
  const page = await lab.open({ world: 'reviewNight', ...options });
  if (entries) await page.evaluate((many) => window.stage.reviews({ entries: many }), entries);
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.locator('.rv-e:not(.unread)').first().waitFor();
  await page.getByRole('region', { name: 'Reactions' }).waitFor();
  return page;
}

const title = (page: Page) => page.locator('.rv-title').textContent();

it('the last shift that is over stands there, with who had it; [ leads to the one before', async () => {
  const page = await openReview();
  const last = await title(page);
  expect(last).toContain('Late C, J. Lindqvist');
  await page.keyboard.press('[');
  await until(() => title(page)).not.toBe(last);
  await page.keyboard.press(']');
  await until(() => title(page)).toBe(last);
});

it('a reaction tells when people were told and how long it took; what broke its promise is marked', async () => {
  const page = await openReview();
  await page
    .getByText(/^told \d\d:\d\d, taken \d\d:\d\d, \d+\ss$/)
    .first()
    .waitFor();
  await page.locator('.rv-r.slow', { hasText: 'over the 15 min promised for SEV2' }).waitFor();
});

it('a note says its words as they were written, and that they are gone where they were redacted', async () => {
  const page = await openReview();
  const note = page.locator('.rv-e', { hasText: 'The carrier says' });
  expect(await note.locator('.md b').textContent()).toBe('second fibre');
  expect(await note.locator('.md li').count()).toBe(2);
  await page.locator('.rv-e', { hasText: 'The words were redacted.' }).waitFor();
});

it('for how long nobody watched stands above the figures that know nothing of it', async () => {
  const page = await openReview();
  const facts = page.getByRole('complementary', { name: 'Facts' });
  await facts.getByText(/^12\smin 00\ss$/).waitFor();
  expect(await facts.locator('dl').textContent()).toMatch(/^Nobody watched.*what happened is not known.*Alarms/);
});

it('x goes from reaction to reaction, in time', async () => {
  const page = await openReview();
  const front = () => page.locator('.rv-row.sel').textContent();
  await page.keyboard.press('x');
  await until(front).toContain('ack');
  const first = await front();
  await page.keyboard.press('x');
  await until(front).not.toBe(first);
  await page.keyboard.press('X');
  await until(front).toBe(first);
});

it('twenty thousand entries: the end and any hour are one key or one click away, and few rows are in the page', async () => {
  const page = await openReview({}, 20_000);
  await page.keyboard.press('End');
  await page.locator('.rv-row.sel .rv-e:not(.unread)').waitFor();
  expect(await page.locator('.rv-row.sel').getAttribute('aria-posinset')).toBe('20000');
  expect(await page.locator('.rv-row').count()).toBeLessThan(100);
  await page.getByRole('button', { name: '0411, SEV2' }).click();
  await until(async () => Number(await page.locator('.rv-row.sel').getAttribute('aria-posinset'))).toBeLessThan(9_000);
  await page.locator('.rv-row.sel .rv-e:not(.unread)').waitFor();
  const reads = (await callsOf(page, 'review')).length;
  expect(reads).toBeLessThan(20);
});

it('words, kinds and a person narrow the stream; Esc brings all of it back', async () => {
  const page = await openReview();
  await page.keyboard.press('/');
  await page.keyboard.type('carrier');
  await page.getByText('1 entry').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByText('60 entries').waitFor();
  await page.getByRole('combobox', { name: 'Person' }).selectOption('A. Brandt');
  await until(async () => (await callsOf(page, 'review')).at(-1)).toMatchObject({ filter: { people: ['A. Brandt'] } });
  await page.getByRole('button', { name: 'Runbooks', exact: true }).last().click();
  await page.getByText('No entry fits this filter.').waitFor();
});

it('the hand-over stands beside what really happened next', async () => {
  const page = await openReview();
  await page.keyboard.press('h');
  await page.getByText('7 of 10 went as was said').waitFor();
  const row = page.locator('.rv-tbl tbody tr').first();
  await row.getByText('Swap the optic in U 31 with smart hands').waitFor();
  await row.getByText('resolved 38 min later by A. Brandt').waitFor();
});

it('without a planned shift the last eight hours are looked at', async () => {
  const page = await lab.open({ world: 'quietNight' });
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.locator('.rv-title h1', { hasText: 'Review' }).waitFor();
  await page.locator('.rv-e:not(.unread)').first().waitFor();
});

it.each(['dark', 'light', 'night'] as const)('axe has nothing to find in the %s theme', async (theme) => {
  const page = await openReview({ theme });
  const found = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  };
  await page.keyboard.press('l');
  await page.keyboard.press('x');
  expect(await found()).toEqual([]);
  await page.keyboard.press('h');
  await page.locator('.rv-tbl').waitFor();
  expect(await found()).toEqual([]);
});
