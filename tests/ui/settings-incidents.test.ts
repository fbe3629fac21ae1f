// @vitest-environment node
// Promises and policies in the settings: typed in words, saved with the rest, each fault at its field.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldError } from '../../electron/contract/api/errors.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import {
  type IncidentsText,
  incidentsText,
  policiesIn,
  policiesText,
  toIncidents,
  withPolicy,
} from '../../renderer/features/settings/incidents-draft.ts';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

describe('the draft', () => {
  const { incidents } = settings.parse({
    incidents: {
      sla: {
        sev3: {
          acknowledgeMs: 5_400_000,
          resolveMs: 86_400_000,
          updateMs: null,
          hours: { zone: 'Europe/Berlin', days: [5, 1, 2, 3, 4], from: '08:00', to: '18:00' },
        },
      },
      policies: [{ name: 'Core', severities: [1, 2], tags: ['core', 'wan'], sites: ['ams'] }],
    },
  });
  const text = incidentsText(incidents);
  const read = (change: Partial<IncidentsText>) => {
    const wrong: FieldError[] = [];
    return { incidents: toIncidents({ ...text, ...change }, wrong), wrong };
  };

  test('says promises in words', () => {
    expect(text).toMatchObject({
      'sev1-acknowledge': '5 min',
      'sev1-hours': '24x7',
      'sev3-acknowledge': '90 min',
      'sev3-resolve': '1 d',
      'sev3-update': 'none',
      'sev3-hours': 'Mon-Fri 08:00-18:00 Europe/Berlin',
    });
  });
  test('gives back exactly what holds', () => {
    const { hours } = incidents.sla.sev3;
    const sorted = hours && { ...hours, days: hours.days.toSorted((a, b) => a - b) };
    expect(read({})).toEqual({
      incidents: { ...incidents, sla: { ...incidents.sla, sev3: { ...incidents.sla.sev3, hours: sorted } } },
      wrong: [],
    });
  });
  test('names each fault at its field', () => {
    const { wrong } = read({
      'sev1-resolve': 'soon',
      'sev2-update': '20',
      'sev2-hours': 'always',
      'sev4-hours': 'Mon-Fri 08-18 Mars/Base',
      policies: policiesText(withPolicy(policiesIn(text.policies))),
    });
    expect(wrong).toEqual([
      { path: 'incidents.sla.sev1.resolveMs', message: 'must be a time like 15 min, 4 h, 5 d, or none' },
      { path: 'incidents.sla.sev2.updateMs', message: 'must be at least a minute' },
      {
        path: 'incidents.sla.sev2.hours',
        message: 'must be 24x7, or hours like Mon-Fri 08:00-18:00 Europe/Berlin',
      },
      { path: 'incidents.sla.sev4.hours', message: 'there is no time zone Mars/Base; one is like Europe/Berlin' },
      { path: 'incidents.policies.1.name', message: 'give it a name' },
    ]);
  });
  test('knows hours without a zone as those of this machine, and no hours as all', () => {
    expect(read({ 'sev1-hours': 'sat,sun 9-17' }).incidents.sla.sev1.hours).toEqual({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      days: [6, 7],
      from: '09:00',
      to: '17:00',
    });
    expect(read({ 'sev3-hours': '' }).incidents.sla.sev3.hours).toBeNull();
  });
  test('takes no policies from what is no list', () => {
    expect(policiesIn('{"name":1}')).toEqual([]);
    expect(policiesIn('half a wo')).toEqual([]);
  });
});

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

async function openSettings(options: PageOptions = { world: 'quietNight' }): Promise<Page> {
  const page = await lab.open(options);
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await page.getByLabel('SEV1 acknowledge').waitFor();
  return page;
}
const lastSaved = (page: Page) =>
  page.evaluate(() => window.stage.engine.calls.findLast((call) => call.name === 'changeSettings')?.input);

test('a promise is typed in words, waits, and is saved with the rest', async () => {
  const page = await openSettings();
  await page.getByLabel('SEV2 resolve').fill('6 h');
  await page.getByLabel('SEV2 hours that count').fill('Mon-Fri 8-18 Europe/Berlin');
  await page.getByLabel('SEV1 a note every').fill('none');
  await page.getByText('holds: 4 h').waitFor();
  await page.getByText('3 changes not saved').waitFor();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('.said').textContent()).toContain('The settings are saved');
  expect(await lastSaved(page)).toMatchObject({
    incidents: {
      sla: {
        sev1: { acknowledgeMs: 300_000, updateMs: null },
        sev2: {
          resolveMs: 21_600_000,
          hours: { zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
        },
      },
    },
  });
  await until(() => page.getByLabel('SEV2 hours that count').inputValue()).toBe('Mon-Fri 08:00-18:00 Europe/Berlin');
  await page.context().close();
});

test('what is wrong is said below its row, and everything typed is kept', async () => {
  const page = await openSettings();
  await page.getByLabel('SEV3 acknowledge').fill('soon');
  await page.keyboard.press('Control+Enter');
  await page.getByText('SEV3 acknowledge: must be a time like 15 min').waitFor();
  await until(() => page.getByLabel('SEV3 acknowledge').getAttribute('aria-invalid')).toBe('true');
  await until(() => page.getByLabel('SEV3 acknowledge').inputValue()).toBe('soon');
  expect(await lastSaved(page)).toBeUndefined();
  await page.context().close();
});

test('+ adds a policy and goes to its name; order and removal are one button each', async () => {
  const page = await openSettings();
  const policies = page.locator('.set-policy');
  await page.locator('.set-scroll').focus();
  await page.keyboard.press('+');
  await until(() => page.evaluate(() => document.activeElement?.closest('label')?.textContent)).toBe('Name');
  await page.keyboard.type('Everything stops');
  await page.locator('.set-policies').getByRole('button', { name: 'Add a policy' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Policy 2, name: give it a name').waitFor();
  await policies.nth(1).getByLabel('Name').fill('Core');
  await policies.nth(1).getByLabel('Tags, one of').fill('core, wan');
  await policies.nth(1).getByText('SEV2', { exact: true }).click();
  await policies.nth(1).getByText('Off', { exact: true }).click();
  await policies.nth(1).getByRole('button', { name: 'Up' }).click();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('.said').textContent()).toContain('The settings are saved');
  expect(await lastSaved(page)).toMatchObject({
    incidents: {
      policies: [
        { name: 'Core', enabled: false, severities: [1, 2], tags: ['core', 'wan'], sites: [] },
        { name: 'Everything stops', enabled: true, severities: [1], tags: [], sites: [] },
      ],
    },
  });
  await policies.first().getByRole('button', { name: 'Remove' }).click();
  await until(() => policies.count()).toBe(1);
  await page.getByText('holds: 2 policies').waitFor();
  await until(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Add a policy');
  await page.context().close();
});

test('a draft survives a new window', async () => {
  const page = await openSettings();
  await page.locator('.set-policies').getByRole('button', { name: 'Add a policy' }).click();
  await page.locator('.set-policy').getByLabel('Name').fill('Core');
  await page.getByLabel('SEV1 resolve').fill('45 min');
  await page.reload();
  await page.locator('[data-ready]').waitFor({ state: 'attached' });
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await page.getByText('2 changes not saved').waitFor();
  await until(() => page.locator('.set-policy').getByLabel('Name').inputValue()).toBe('Core');
  await until(() => page.getByLabel('SEV1 resolve').inputValue()).toBe('45 min');
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)(
  'axe finds nothing, and nothing is wider than the page (%s)',
  async (theme) => {
    for (const width of [1366, 2560]) {
      const page = await openSettings({ world: 'designNight', theme, width, height: 900 });
      await page.getByLabel('SEV1 acknowledge').fill('x');
      await page.getByLabel('SEV4 resolve').fill('3 d');
      await page.locator('.set-policies').getByRole('button', { name: 'Add a policy' }).click();
      await page.keyboard.press('Control+Enter');
      await page.getByText('Policy 1, name: give it a name').waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      const over = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(over).toBeLessThanOrEqual(0);
      if (process.env.SHOTS) {
        await page.locator('.set-incidents').scrollIntoViewIfNeeded();
        await page.screenshot({ path: `${process.env.SHOTS}/set-${theme}-${width}.png` });
      }
      await page.context().close();
    }
  },
);

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
