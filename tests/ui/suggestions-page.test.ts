// @vitest-environment node
// What fits a problem is offered wherever the problem is: best first, with the reason; r starts it, R shows all.
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

const dialog = (page: Page) => page.locator('dialog[open]');
const isStarted = (page: Page, title: string, host: string) =>
  Promise.all([
    dialog(page).locator('h2', { hasText: title }).waitFor(),
    dialog(page).locator('.rb-for', { hasText: host }).waitFor(),
  ]);

test('Watch: the selected problem, its runbook beside it, r starts it for that host', async () => {
  const page = await lab.open({ world: 'libraryNight' });
  await page.locator('.side .fit-none').waitFor();
  await page.keyboard.press('j');
  const offer = page.locator('.sug .sug-one.best');
  await offer.filter({ hasText: 'Switch or uplink down' }).waitFor();
  expect(await offer.textContent()).toContain('for down of ping, 14 runs, 13 green');
  await page.keyboard.press('j');
  await offer.filter({ hasText: 'Replication lag' }).waitFor();
  await page.keyboard.press('r');
  await isStarted(page, 'Replication lag', 'fra2-db-07');
  await page.context().close();
});

test.each([
  [1366, 768],
  [2560, 1440],
])('Problems: the same at %i × %i', async (width, height) => {
  const page = await lab.open({ world: 'libraryNight', width, height });
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.locator('main.problems .prow, main.problems [role="row"]').first().waitFor();
  await page.keyboard.press('j');
  await page.getByText('Switch or uplink down').waitFor();
  await page.getByText('for down of ping, 14 runs, 13 green').waitFor();
  await page.keyboard.press('r');
  await isStarted(page, 'Switch or uplink down', 'ams1-dist-sw02');
  await page.context().close();
});

test('R shows all that fit first, then the rest of the library, by a few letters', async () => {
  const page = await lab.open({ world: 'libraryNight' });
  await page.keyboard.press('j');
  await page.keyboard.press('R');
  const offers = dialog(page).locator('.rb-offers > div');
  await expect.poll(() => offers.count()).toBe(28);
  expect(await offers.first().textContent()).toContain('Switch or uplink down');
  expect(await offers.first().textContent()).toContain('fits');
  await page.keyboard.type('vendor');
  await expect.poll(() => offers.count()).toBe(1);
  await page.keyboard.press('Enter');
  await isStarted(page, 'Vendor escalation', 'ams1-dist-sw02');
  await page.context().close();
});

test('Host: the problem of the selected check has its runbook', async () => {
  const page = await lab.open({ world: 'libraryNight' });
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('main.host, .hright').first().waitFor();
  await page.locator('.sug-one.best', { hasText: 'Switch or uplink down' }).waitFor();
  await page.keyboard.press('r');
  await isStarted(page, 'Switch or uplink down', 'ams1-dist-sw02');
  await page.context().close();
});

test('where nothing fits it says so, and the library is one key away', async () => {
  const page = await lab.open({ world: 'libraryNight' });
  await page.evaluate(() => {
    const { engine } = window.stage;
    for (const { id, status } of [...engine.world().problems.values()])
      if (status !== 'warning') engine.push({ type: 'problem-closed', problemId: id });
  });
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByText('lon3-web-13').first().click();
  await page.keyboard.press('r');
  await dialog(page).getByText('Nothing in the library says it is for this.').waitFor();
  await page.context().close();
});

test('Incident: what fits its worst problem, and the run belongs to the incident', async () => {
  const page = await lab.open({ world: 'libraryIncident', hosts: 20 });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByText('INC-2026-0412').first().click();
  await page.keyboard.press('Enter');
  await page.locator('main.incident .te:not(.unread)').first().waitFor();
  await page.getByRole('tab', { name: /Problems/ }).click();
  await page.locator('.sug-one.best', { hasText: 'Switch or uplink down' }).waitFor();
  await page.locator('.te').first().click();
  await page.keyboard.press('r');
  await dialog(page).locator('h2', { hasText: 'Switch or uplink down' }).waitFor();
  expect(await dialog(page).getByLabel('Incident').locator('option:checked').textContent()).toContain('INC-2026-0412');
  const [first] = (await callsOf(page, 'look')) as { problemId: string; incidentId: string }[];
  expect(first?.incidentId).toBeTruthy();
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing where runbooks are offered, %s', async (theme) => {
  const page = await lab.open({ world: 'libraryNight', theme, width: 2560, height: 1440 });
  const found = async () =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  await page.keyboard.press('j');
  await page.locator('.sug-one.best').waitFor();
  expect(await found()).toEqual([]);
  await page.keyboard.press('R');
  await dialog(page).locator('.rb-offers > div').first().waitFor();
  expect(await found()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.locator('.pside .sug-one.best').waitFor();
  expect(await found()).toEqual([]);
  await page.context().close();
});
