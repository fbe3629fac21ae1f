// @vitest-environment node
// Opening an incident by keyboard: from problems, from nothing, or into one that stands.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { callsOf, openIncidentList } from '../support/page-incidents.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

const openWatch = () => lab.open({ world: 'incidentsList' });

const openList = (serial: number): Promise<Page> => openIncidentList(lab, serial);

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'detached' });

it('i on a dead switch: title, severity and what hangs behind are there already; one key sends it', async () => {
  const page = await openWatch();
  await page.keyboard.press('j');
  await page.keyboard.press('i');
  await dialog(page, 'Open an incident').waitFor();
  await until(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe(
    'ams1-dist-sw02 down, 38 hosts behind',
  );
  await page.keyboard.press('Control+Enter');
  await closed(page);
  const [sent] = (await callsOf(page, 'open')) as { problemIds: string[] }[];
  expect(sent).toMatchObject({
    fields: { title: 'ams1-dist-sw02 down, 38 hosts behind', rootHostId: 'h-ams1-dist-sw02' },
    impact: 'high',
    urgency: 'medium',
    severity: null,
    lead: 'M. Okafor',
    impactAt: null,
    detectedAt: null,
  });
  expect(sent?.problemIds).toHaveLength(39);
  expect(sent?.problemIds[0]).toBe('p-ams1-dist-sw02-ping');
  await page.locator('main.watch').waitFor({ state: 'detached' });
});

it('the matrix answers at once; against it wants a reason, and times may be set back', async () => {
  const page = await openList(411);
  await page.keyboard.press('i');
  const form = dialog(page, 'Open an incident');
  await form.getByRole('textbox', { name: 'Title' }).fill('Caller: shop is slow');
  await form.getByRole('button', { name: /Open as SEV3/ }).waitFor();
  await form.getByText('High', { exact: true }).first().click();
  await form.getByRole('button', { name: /Open as SEV2/ }).waitFor();
  await form.getByRole('combobox', { name: 'Severity' }).selectOption('1');
  await page.keyboard.press('Control+Enter');
  await form.getByText('say why it is not what the matrix says').waitFor();
  await form.getByRole('textbox', { name: /Why SEV1/ }).fill('tickets are sold today');
  await form.getByRole('textbox', { name: /Detected/ }).fill('noon');
  await page.keyboard.press('Control+Enter');
  await form.getByText('must be a time like 02:14').waitFor();
  await until(() => callsOf(page, 'open')).toEqual([]);
  const before = Date.now();
  await form.getByRole('textbox', { name: /Detected/ }).fill('12 min');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  const [sent] = (await callsOf(page, 'open')) as { detectedAt: number }[];
  expect(sent).toMatchObject({ severity: 1, severityReason: 'tickets are sold today', impactAt: null, problemIds: [] });
  expect(Math.abs(sent!.detectedAt - (before - 720_000))).toBeLessThan(60_000);
});

it('i on a problem that is in an incident leads to it; with a free one beside it, adding is offered', async () => {
  const page = await openWatch();
  await page.locator('.strip', { hasText: 'fra2-db-07' }).getByText('INC-2026-0413').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('v');
  await page.keyboard.press('j');
  await page.keyboard.press('v');
  await page.keyboard.press('i');
  const form = dialog(page, 'Open an incident');
  await form.getByText('in INC-2026-0413').waitFor();
  await form.getByRole('button', { name: 'Add it to INC-2026-0413' }).click();
  await page.keyboard.press('Control+Enter');
  await closed(page);
  const [sent] = (await callsOf(page, 'addProblems')) as { incidentId: string; problemIds: string[] }[];
  expect(sent).toMatchObject({ incidentId: 'i-413' });
  expect(sent?.problemIds).toContain('p-ams1-dist-sw02-ping');
  expect(sent?.problemIds).not.toContain('p-fra2-db-07-replication lag');
  await until(() => callsOf(page, 'open')).toEqual([]);
  // From Problems: the problem is in it, so there is nothing to open.
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.locator('.prow', { hasText: 'fra2-db-07' }).click();
  await page.keyboard.press('i');
  await page.locator('main.problems').waitFor({ state: 'detached' });
  expect(await page.getByRole('dialog').count()).toBe(0);
});

it('axe has nothing to find in the form', async () => {
  const page = await openWatch();
  await page.keyboard.press('j');
  await page.keyboard.press('i');
  await dialog(page, 'Open an incident').waitFor();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([]);
});
