// @vitest-environment node
// The Engine screen: can the monitor itself be trusted, and what slows it down.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

async function openEngine(options: PageOptions): Promise<Page> {
  const page = await lab.open(options);
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: 'Last hour' }).waitFor();
  return page;
}

it('says in one sentence whether the monitor is well, and shows lag, results, processor and memory of the last hour', async () => {
  const page = await openEngine({ world: 'designNight' });
  await page.getByText('The monitor is well').waitFor();
  expect(
    await page.getByRole('slider').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))),
  ).toEqual(['Schedule lag over time', 'Results over time', 'CPU over time', 'Memory over time']);
});

it('the slowest check stands first, and Enter opens its host', async () => {
  const page = await openEngine({ world: 'designNight' });
  const first = page.getByRole('grid', { name: 'Slowest checks' }).getByRole('row').nth(1);
  const [host] = (await first.locator('td').first().innerText()).split(' ');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: host! }).waitFor();
});

it('b makes a backup and says where it lies', async () => {
  const page = await openEngine({ world: 'quietNight', hosts: 5 });
  await page.keyboard.press('b');
  await page.getByText(/Backed up and verified/).waitFor();
});

it('an engine that is gone is never drawn as well', async () => {
  const page = await openEngine({ world: 'designNight' });
  await page.evaluate(() => window.stage.lose('It was killed.'));
  await page.getByText('The engine does not answer').waitFor();
  await until(() => page.getByText('The monitor is well').count()).toBe(0);
});

it.each(['dark', 'light', 'night'] as const)('axe has nothing to find in the %s theme', async (theme) => {
  const page = await openEngine({ world: 'designNight', theme });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([]);
});
