// @vitest-environment node
// Starting a run: from a problem with one key, its inputs, its change and window, what was refused, dry, read and accepted.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { callsOf } from '../support/page-incidents.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

const dialog = (page: Page) => page.locator('dialog[open]');
const started = async (page: Page) => (await callsOf(page, 'start')).at(-1) as Record<string, unknown> | undefined;

/** The library with the start of one runbook open. */
async function openStart(title: string, options: Partial<PageOptions> = {}, key = 'r'): Promise<Page> {
  const page = await lab.open({ world: 'libraryNight', ...options });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.locator('.rb-tbl tr', { hasText: title }).first().click();
  await page.locator('.rb-read h1', { hasText: title }).waitFor();
  await page.keyboard.press(key);
  await dialog(page)
    .getByRole('button', { name: /Start the/ })
    .waitFor();
  await dialog(page).locator('.rb-modes').waitFor();
  return page;
}

test('r in the library starts for the worst problem it fits; what the problem gives stands there and is marked', async () => {
  const page = await openStart('Switch or uplink down');
  const host = dialog(page).getByLabel('Host', { exact: true });
  await expect.poll(() => host.inputValue()).toBe('ams1-dist-sw02');
  await dialog(page).getByText('From the problem.').waitFor();
  await dialog(page).locator('.rb-for', { hasText: 'Down: 5 of 5 packets lost' }).waitFor();
  // The hand is where something is missing.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('.field')?.textContent))
    .toContain('core side');
  await page.keyboard.type('ams1-core-sw01');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ethernet1/24');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => started(page))
    .toMatchObject({
      runbookId: 'switch-uplink-down',
      mode: 'live',
      inputs: { host: 'ams1-dist-sw02', parent: 'ams1-core-sw01', port: 'Ethernet1/24' },
      problemId: 'p-ams1-dist-sw02-ping',
      hash: expect.stringMatching(/^9f3c41d/),
    });
  await page.context().close();
});

test('what is missing or refused is said at its field, and what was typed stays', async () => {
  const page = await openStart('Switch or uplink down');
  await dialog(page).getByLabel('Port').fill('nonsense; reboot');
  await page.locator('.wrong', { hasText: 'must be like Ethernet1/24' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.wrong', { hasText: 'has to be given' }).waitFor();
  expect(await callsOf(page, 'start')).toEqual([]);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await dialog(page).getByLabel('Switch on the core side').fill('ams1-core-sw01');
  await dialog(page).getByLabel('Port').fill('Ethernet1/24');
  await page.evaluate(() => window.stage.engine.refuse('The disk is full. The run was not started.'));
  await page.keyboard.press('Control+Enter');
  await dialog(page).getByText('What you typed is kept.').first().waitFor();
  expect(await dialog(page).getByLabel('Port').inputValue()).toBe('Ethernet1/24');
  // Somebody who leaves now is asked first.
  await page.keyboard.press('Escape');
  await page.getByText('Esc again throws away what you typed.').waitFor();
  await page.context().close();
});

test('a dry run and an instruction are chosen by key, and belong to no incident', async () => {
  const page = await openStart('Filesystem almost full', {}, 'd');
  await dialog(page).getByRole('button', { name: 'Start the dry run' }).waitFor();
  await dialog(page).getByText('A dry run writes nothing into an incident.').waitFor();
  await dialog(page).getByText('Run its checks for real').click();
  await page.keyboard.press('Alt+i');
  await dialog(page).getByRole('button', { name: 'Start the instruction' }).waitFor();
  await page.keyboard.press('Alt+d');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => started(page))
    .toMatchObject({
      mode: 'dry',
      withChecks: true,
      incidentId: null,
      inputs: { host: 'lon3-hyp-09', mount: '/', keep: 7 },
    });
  await page.context().close();
});

test('work under a change wants its reference and window, and a word when it begins outside of it', async () => {
  const page = await openStart('Patching in a window');
  const hosts = dialog(page).getByLabel('Hosts to patch');
  await hosts.fill('ams1-web-01');
  await page.keyboard.press('Enter');
  await dialog(page).locator('.token', { hasText: 'ams1-web-01' }).waitFor();
  await dialog(page).getByLabel('Ring').selectOption('canary');
  await page.evaluate(() =>
    window.stage.engine.push({
      type: 'credentials',
      credentials: [{ name: 'repo', about: '', changedAt: 0, uses: 0 }],
    }),
  );
  await dialog(page).getByLabel('Repository token').selectOption('repo');
  await page.keyboard.press('Control+Enter');
  await page.locator('.wrong', { hasText: 'under a change only' }).waitFor();
  await page.locator('.wrong', { hasText: 'say why' }).waitFor();
  // A window brings its reference; one that is not yet open wants a word.
  await dialog(page).getByLabel('Maintenance window').selectOption('w-later');
  expect(await dialog(page).getByLabel('Change reference').inputValue()).toBe('CHG-20940');
  await dialog(page).getByLabel('Maintenance window').selectOption('w-now');
  await dialog(page).getByLabel('Why it starts outside').waitFor({ state: 'detached' });
  expect(await dialog(page).getByLabel('Change reference').inputValue()).toBe('CHG-20931');
  await dialog(page).getByLabel('Maintenance window').selectOption('w-later');
  await dialog(page).getByLabel('Why it starts outside').fill('the vendor is on the line now');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => started(page))
    .toMatchObject({
      change: 'CHG-20940',
      windowId: 'w-later',
      outsideReason: 'the vendor is on the line now',
      inputs: { hosts: ['ams1-web-01'], ring: 'canary', token: 'repo', reboot: true },
    });
  await page.context().close();
});

test('too many hosts are said before anything begins', async () => {
  const page = await openStart('Patching in a window');
  const hosts = dialog(page).getByLabel('Hosts to patch');
  for (const number of [1, 2, 3, 4, 5, 6]) {
    await hosts.fill(`ams1-web-0${number}`);
    await page.keyboard.press('Enter');
  }
  await dialog(page).getByText('It would run on 6 hosts, at most 5.').waitFor();
  await page.context().close();
});

test('one whose review is long over is read to its end before it can be accepted', async () => {
  const page = await openStart('UPS on battery');
  await dialog(page).getByLabel('Host', { exact: true }).fill('ams1-svc-01');
  const box = dialog(page).getByRole('checkbox', { name: /I have read it/ });
  expect(await box.isDisabled()).toBe(true);
  await page.keyboard.press('Control+Enter');
  await page.locator('.wrong', { hasText: 'read it to its end' }).waitFor();
  await dialog(page).getByLabel('The runbook, to be read').focus();
  await page.keyboard.press('End');
  await expect.poll(() => box.isEnabled()).toBe(true);
  await page.keyboard.press('Alt+a');
  await expect.poll(() => box.isChecked()).toBe(true);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => started(page)).toMatchObject({ runbookId: 'ups-on-battery', accepted: true });
  await page.context().close();
});

test('a run of the same that goes on is shown, with the way to it', async () => {
  const page = await lab.open({ world: 'libraryNight' });
  await page.evaluate(() => {
    const [run] = [...window.stage.engine.world().runs.values()];
    if (run)
      window.stage.engine.push({
        type: 'run',
        run: {
          ...run,
          ...{ id: 'run-on' as never, runbookId: 'linux-disk-full', endedAt: null, outcome: null, phase: 'ready' },
          step: { n: 3, of: 7, title: 'What uses the space' },
        },
      });
  });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.locator('.rb-tbl tr', { hasText: 'Filesystem almost full' }).first().click();
  await page.keyboard.press('r');
  await dialog(page).locator('.rb-on', { hasText: 'step 3 of 7' }).waitFor();
  await page.keyboard.press('Alt+g');
  await page.locator('main.rbs').waitFor({ state: 'detached' });
  expect(await page.locator('dialog').count()).toBe(0);
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing before a start, %s', async (theme) => {
  const found = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  const expired = await openStart('UPS on battery', { theme });
  expect(await found(expired)).toEqual([]);
  await expired.context().close();
  const work = await openStart('Patching in a window', { theme });
  await work.keyboard.press('Control+Enter');
  await work.locator('.wrong').first().waitFor();
  expect(await found(work)).toEqual([]);
  await work.context().close();
});
