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
  await page.getByRole('button', { name: 'SEV2 0411' }).click();
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

it('any of several people and hosts are looked for, and each is taken back by itself', async () => {
  const page = await openReview();
  const asked = async () => ((await callsOf(page, 'review')).at(-1) as { filter: unknown }).filter;
  const person = page.getByRole('combobox', { name: 'Person' });
  await person.selectOption('A. Brandt');
  await person.selectOption('M. Okafor');
  await until(asked).toMatchObject({ people: ['A. Brandt', 'M. Okafor'] });
  await page.getByRole('button', { name: 'Take A. Brandt away' }).click();
  await until(asked).toMatchObject({ people: ['M. Okafor'] });
  const host = page.getByRole('combobox', { name: 'Host' });
  await host.fill('no-such-host');
  await host.press('Enter');
  await page.getByText('there is no host "no-such-host"').waitFor();
  const name = ((await page.locator('.rv-reactions b.mono').first().textContent()) ?? '').split(' ')[0]!;
  await host.fill(name);
  await host.press('Enter');
  await page.getByRole('button', { name: `Take ${name} away` }).waitFor();
  await until(asked).toMatchObject({ people: ['M. Okafor'], hostIds: [expect.any(String)] });
  await host.press('Backspace');
  await until(asked).toMatchObject({ people: ['M. Okafor'], hostIds: [] });
});

it('a moment that was jumped to in one stream does not move the cursor of the next', async () => {
  const page = await openReview({}, 400);
  await page.evaluate(() => window.stage.reviews({ isHeld: true }));
  await page.getByRole('button', { name: 'SEV1 0412' }).click();
  await until(async () => ((await callsOf(page, 'review')).at(-1) as { offset: number }).offset).toBe(200);
  await page.getByRole('button', { name: 'States', exact: true }).click();
  await until(async () => (await callsOf(page, 'review')).at(-1)).toMatchObject({
    filter: { kinds: ['check-state', 'host-state', 'flapping', 'not-monitored'] },
  });
  await page.evaluate(() => window.stage.reviews({ isHeld: false }));
  await page.locator('.rv-row.sel .rv-e:not(.unread)').waitFor();
  await until(() => page.locator('.rv-flt .sub').textContent()).not.toBe('400 entries');
  expect(await page.locator('.rv-row.sel').getAttribute('aria-posinset')).toBe('1');
});

it('after a flood the slowest reactions are listed, with how many there were', async () => {
  const page = await lab.open({ world: 'reviewNight' });
  await page.evaluate(() => window.stage.reviews({ reactions: 5_000 }));
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  const reactions = page.getByRole('region', { name: 'Reactions' });
  await reactions.getByText('the 100 slowest').waitFor();
  expect(await reactions.locator('li').count()).toBe(100);
  expect(await reactions.locator('h2').textContent()).toMatch(/5.000/);
});

it('a shift that goes on says as of when; R reads it again and the filter stays', async () => {
  const page = await openReview();
  await page.keyboard.press(']');
  await page.getByText(/goes on, as of \d\d:\d\d/).waitFor();
  await page.getByRole('button', { name: 'Notes', exact: true }).click();
  await until(async () => (await callsOf(page, 'review')).at(-1)).toMatchObject({
    filter: { kinds: ['note', 'decision', 'correction'] },
  });
  const before = (await callsOf(page, 'review')).length;
  await page.keyboard.press('R');
  await until(async () => (await callsOf(page, 'review')).length).toBeGreaterThan(before);
  expect((await callsOf(page, 'review')).at(-1)).toMatchObject({
    filter: { kinds: ['note', 'decision', 'correction'] },
  });
});

it('what cannot be read is not said to be nothing: nobody knows whether somebody handed over', async () => {
  const page = await openReview();
  await page.keyboard.press('h');
  await page.getByText('7 of 10 went as was said').waitFor();
  await page.evaluate(() => window.stage.engine.refuse('The disk is full.'));
  await page.keyboard.press('[');
  await page.getByText('Whether somebody handed over could not be read.').waitFor();
  expect(await page.getByText('Nobody handed over in this shift.').count()).toBe(0);
  await page.evaluate(() => window.stage.engine.refuse(null));
});

it('the last item of a hand-over comes into view when it is gone to by keys', async () => {
  const page = await openReview({ height: 480 });
  await page.keyboard.press('h');
  await page.getByText('7 of 10 went as was said').waitFor();
  await page.keyboard.press('End');
  const last = page.locator('.rv-tbl tbody tr.sel');
  await until(async () => {
    const [row, pane] = [await last.boundingBox(), await page.locator('.rv-tbl').boundingBox()];
    return row !== null && pane !== null && row.y + row.height <= pane.y + pane.height + 1;
  }).toBe(true);
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
