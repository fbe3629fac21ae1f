// @vitest-environment node
// The Alerts screen in Debian's Chromium: what never arrived is seen and tried again, a channel is tested, routes are moved
// and taken back, all by keys.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

const FIRE: PageOptions = { world: 'onFire', hosts: 1_000 };
const NIGHT: PageOptions = { world: 'designNight' };
const HEADS = { c: 'Channels', r: 'Routes', u: 'Severity rules' } as const;

/** Opens Alerts, and one of its parts by its key. */
async function openAlerts(options: PageOptions = FIRE, part?: keyof typeof HEADS): Promise<Page> {
  const page = await lab.open(options);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('navigation', { name: 'Alerts' }).waitFor();
  if (part) {
    await page.keyboard.press(part);
    await page.getByRole('heading', { level: 2, name: HEADS[part] }).waitFor();
  } else await page.getByRole('heading', { name: 'All' }).waitFor();
  return page;
}

const calls = (page: Page, name: string) =>
  page.evaluate((wanted) => window.stage.engine.calls.filter((call) => call.name === wanted), name);
const said = (page: Page) => expect.poll(() => page.locator('.said').textContent());
const rows = (page: Page, grid: string) => page.getByRole('grid', { name: grid }).locator('tbody tr');

describe('deliveries', () => {
  test('dead letters are counted on the rail, on the tab and above the list', async () => {
    const page = await openAlerts();
    await page.getByText('3 messages never arrived.').waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByText('3 dead letters').waitFor();
    await page.getByRole('button', { name: /Deliveries.*3 dead/ }).waitFor();
    await page.context().close();
  });
  test('D shows them alone with what the other end said; R tries one again, and it keeps its place with its new state', async () => {
    const page = await openAlerts();
    await page.keyboard.press('D');
    await expect.poll(() => rows(page, 'Dead letters').count()).toBe(3);
    const first = rows(page, 'Dead letters').first();
    await until(() => first.textContent()).toContain('invalid_token');
    await page.keyboard.press('R');
    await said(page).toContain('1 message being tried again');
    await expect.poll(() => first.textContent()).toContain('queued');
    await until(() => rows(page, 'Dead letters').count()).toBe(3);
    await page.getByText('2 messages never arrived.').waitFor();
    await page.context().close();
  });
  test('* tries all of them', async () => {
    const page = await openAlerts();
    await page.keyboard.press('*');
    await said(page).toContain('3 messages being tried again');
    await page.getByText('never arrived').waitFor({ state: 'detached' });
    await page.context().close();
  });
  test('x gives up what waits, and says how to take that back', async () => {
    const page = await openAlerts();
    await page.keyboard.press('j');
    await expect.poll(() => page.locator('tr.sel').textContent()).toContain('queued');
    await page.keyboard.press('x');
    await said(page).toContain('dead, on the record. R tries again');
    await expect.poll(() => page.locator('tr.sel').textContent()).toContain('dead letter');
    await page.context().close();
  });
  test('Enter opens the message as it was sent; Esc closes it', async () => {
    const page = await openAlerts();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Message' });
    await dialog.getByText('As it was sent').waitFor();
    await dialog.getByText('38 more alerts held back behind it').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });
  test('without a channel it says that nobody is told, and leads there', async () => {
    const page = await openAlerts({ world: 'quietNight' });
    await page.getByText('Nobody is told yet.').waitFor();
    await page.keyboard.press('c');
    await page.getByText('No channel yet: nobody is told.').waitFor();
    await page.context().close();
  });
});

describe('channels', () => {
  test('t sends a test and shows what the other end said and how long it took', async () => {
    const page = await openAlerts(NIGHT, 'c');
    for (let row = 0; row < 4; row += 1) await page.keyboard.press('j');
    await page.keyboard.press('t');
    await page.getByText('The test did not arrive', { exact: true }).waitFor();
    await page.getByText('HTTP 403 invalid_token: this integration was switched off', { exact: true }).waitFor();
    await page.getByText('212 ms').waitFor();
    await page.context().close();
  });
  test('a new one: the kind by arrows, its own fields, a template that is shown at once, a test before it is kept', async () => {
    const page = await openAlerts(NIGHT, 'c');
    await page.keyboard.press('+');
    const dialog = page.getByRole('dialog', { name: 'Add a channel' });
    await dialog.waitFor();
    await page.getByRole('radio', { name: 'E-mail' }).focus();
    await page.keyboard.press('Space');
    await dialog.getByLabel('SMTP server').fill('mail.example.net');
    await dialog.getByLabel('To', { exact: true }).fill('noc@example.net');
    await dialog.getByText('Wording').click();
    await dialog.getByLabel('Title').fill('{{state}}: {{host}}');
    await dialog.getByRole('region', { name: 'Preview' }).getByText('DOWN: ams1-core-sw01').waitFor();
    await dialog.getByLabel('Text').fill('{{#items}}');
    await expect.poll(() => dialog.getByLabel('Text').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('Text').fill('');
    await page.keyboard.press('Control+t');
    await dialog.getByText('The test arrived').waitFor();
    await page.keyboard.press('Control+Enter');
    await said(page).toContain('E-mail is added');
    await until(() => calls(page, 'putChannel')).toMatchObject([
      { input: { channelId: null, channel: { name: 'E-mail', kind: 'email', title: '{{state}}: {{host}}' } } },
    ]);
    await page.context().close();
  });
  test('a secret that is kept is not sent back, and stays unless it is typed anew', async () => {
    const page = await openAlerts(NIGHT, 'c');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Change channel' });
    await dialog.getByText('stored').waitFor();
    await until(() => dialog.getByLabel('Password').inputValue()).toBe('');
    await dialog.getByLabel('Port').fill('465');
    await page.keyboard.press('Control+Enter');
    await said(page).toContain('NOC mailbox is changed');
    await until(() => calls(page, 'putChannel')).toMatchObject([
      { input: { channel: { config: { port: 465, password: { $secret: 'channel/mail' } } } } },
    ]);
    await page.context().close();
  });
  test('one that is named cannot be removed, and it says by whom; o switches it off and on', async () => {
    const page = await openAlerts(NIGHT, 'c');
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Remove Desktop' });
    await dialog.getByText('It is named by route "Wake somebody"').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Escape');
    await until(() => calls(page, 'removeChannel')).toEqual([]);
    await page.keyboard.press('o');
    await said(page).toContain('Desktop is off');
    await page.locator('tr.sel.off').waitFor();
    await page.keyboard.press('o');
    await said(page).toContain('Desktop is on');
    await page.context().close();
  });
});

describe('routes', () => {
  const names = (page: Page) => rows(page, 'Routes').locator('b').allTextContents();
  test('J moves the one in front down, z takes it back', async () => {
    const page = await openAlerts(NIGHT, 'r');
    const before = await names(page);
    await page.keyboard.press('J');
    await expect.poll(() => names(page)).toEqual([before[1], before[0], before[2], before[3]]);
    await until(() => page.locator('tr.sel b').textContent()).toBe(before[0]);
    await page.keyboard.press('z');
    await expect.poll(() => names(page)).toEqual(before);
    await page.context().close();
  });
  test('taking back is refused when somebody changed the routes meanwhile', async () => {
    const page = await openAlerts(NIGHT, 'r');
    await page.keyboard.press('Delete');
    await said(page).toContain('is removed. z takes it back');
    await page.evaluate(() => {
      const { engine } = window.stage;
      engine.push({ type: 'routes', routes: engine.world().routes.slice(1) });
    });
    await expect.poll(() => rows(page, 'Routes').count()).toBe(2);
    await page.keyboard.press('z');
    await said(page).toContain('Somebody changed the routes since');
    await until(() => calls(page, 'putRoutes')).toHaveLength(1);
    await page.context().close();
  });
  test('which routes would take this: a host and a state, answered in their order', async () => {
    const page = await openAlerts(NIGHT, 'r');
    await page.getByLabel('Host', { exact: true }).fill('fra2-db-07');
    const answer = page.getByRole('region', { name: 'Which routes would take this?' });
    await expect.poll(() => answer.locator('li').first().textContent()).toContain('Wake somebody');
    await page.getByLabel('is', { exact: true }).selectOption('warning');
    await expect.poll(() => answer.locator('li').last().textContent()).toContain('Everything to the mailbox');
    await until(() => answer.locator('li', { hasText: 'Wake somebody' }).count()).toBe(0);
    await page.context().close();
  });
  test('without the one that takes everything, it says which severities reach nobody', async () => {
    const page = await openAlerts(NIGHT, 'r');
    await until(() => page.getByText('can reach nobody').count()).toBe(0);
    await page.keyboard.press('End');
    await page.keyboard.press('o');
    await page.getByText('An alert of SEV3, SEV4 can reach nobody.').waitFor();
    await page.context().close();
  });
  test('a new one stands before the one in front; what cannot be read is said at its field', async () => {
    const page = await openAlerts(NIGHT, 'r');
    await page.keyboard.press('End');
    await page.keyboard.press('+');
    const dialog = page.getByRole('dialog', { name: 'Add a route' });
    await dialog.getByText('before Everything to the mailbox').waitFor();
    await dialog.getByLabel('Name').fill('Core at night');
    await dialog.getByLabel('The first waits').fill('soon');
    await dialog.getByLabel('Pager').check();
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('must be a span of time').waitFor();
    await dialog.getByLabel('The first waits').fill('2 min');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => names(page)).toContain('Core at night');
    expect((await names(page)).indexOf('Core at night')).toBe(3);
    await page.context().close();
  });
});

describe('rules', () => {
  test('a rule and quiet hours are added, moved and taken back; each goes into the settings at once', async () => {
    const page = await openAlerts(NIGHT, 'u');
    for (const tag of ['core', 'data']) {
      await page.keyboard.press('+');
      await page.getByRole('dialog', { name: 'Add a severity rule' }).getByLabel('Tags, one of').fill(tag);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Enter');
      await rows(page, 'Severity rules')
        .filter({ hasText: `tag ${tag}` })
        .waitFor();
    }
    await page.keyboard.press('J');
    await expect.poll(() => rows(page, 'Severity rules').first().textContent()).toContain('tag data');
    await page.keyboard.press('z');
    await expect.poll(() => rows(page, 'Severity rules').first().textContent()).toContain('tag core');
    await page.keyboard.press('q');
    await page.getByRole('dialog', { name: 'Add quiet hours' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await rows(page, 'Quiet hours').filter({ hasText: '22:00 to 07:00' }).waitFor();
    expect((await calls(page, 'changeSettings')).at(-1)).toMatchObject({
      input: {
        alerting: {
          severityRules: [
            { statuses: ['down'], tags: ['core'], severity: 1 },
            { statuses: ['down'], tags: ['data'], severity: 1 },
          ],
          quietHours: [{ name: 'Night', severities: [3, 4] }],
        },
      },
    });
    await page.context().close();
  });
  test('hours that hold back SEV1 say so before they are kept', async () => {
    const page = await openAlerts(NIGHT, 'u');
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog', { name: 'Add quiet hours' });
    await dialog.getByRole('checkbox', { name: 'SEV1' }).focus();
    await page.keyboard.press('Space');
    await dialog.getByText('SEV1 and SEV2 are meant to wake somebody').waitFor();
    await page.context().close();
  });
});

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
