// @vitest-environment node
// The library of runbooks in a real page: found, read, its file, its runs; broken files, and no library at all.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

async function openLibrary(options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await lab.open({ world: 'libraryNight', ...options });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.locator('.rb-tbl tbody tr, .rbs.none').first().waitFor();
  return page;
}

const found = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
const titles = (page: Page) => page.locator('.rb-tbl tbody tr .rb-n b').allTextContents();
const inFront = (page: Page) => page.locator('.rb-tbl tr.sel .rb-n b').textContent();
const reads = (page: Page, title: string) =>
  page.locator('.rb-read h1', { hasText: new RegExp(`^${title}$`) }).waitFor();

test('what fits an open problem stands first, the worst problem on top', async () => {
  const page = await openLibrary();
  await expect.poll(async () => (await titles(page)).length).toBe(28);
  const all = await titles(page);
  expect(all[0]).toBe('Switch or uplink down');
  expect(all.slice(0, 9)).toContain('Filesystem almost full');
  expect(await page.locator('.rb-tbl tr:has(em)').count()).toBe(9);
  // Behind those that fit, by name.
  expect(all.slice(9)).toEqual(all.slice(9).toSorted((a, b) => a.localeCompare(b, 'en')));
  await page.getByRole('button', { name: 'Run on ams1-dist-sw02' }).waitFor();
  await page.context().close();
});

test('the order stays while problems come and go, until it is asked for', async () => {
  const page = await openLibrary();
  const before = await titles(page);
  await page.evaluate(() => {
    const { engine } = window.stage;
    const dead = [...engine.world().problems.values()].find(({ status }) => status === 'down');
    if (dead) engine.push({ type: 'problem-closed', problemId: dead.id });
  });
  const is = await page.evaluate(() =>
    [...window.stage.engine.world().problems.values()].some((p) => p.status === 'down'),
  );
  if (is) throw new Error('The problem is still there: the test pushed something the page does not know.');
  await expect.poll(() => page.locator('.rb-tbl tr.sel em').count(), { timeout: 15_000 }).toBe(0);
  expect(await titles(page)).toEqual(before);
  await page.keyboard.press('.');
  await expect.poll(() => titles(page)).not.toEqual(before);
  expect((await titles(page))[0]).not.toBe('Switch or uplink down');
  await page.context().close();
});

test('filters and owners narrow the list, with their counts', async () => {
  const page = await openLibrary();
  await expect.poll(() => page.locator('.rb-flt .seg').textContent()).toContain('Fits now 9');
  await page.keyboard.press('f');
  await expect.poll(async () => (await titles(page)).length).toBe(9);
  await page.keyboard.press('f');
  await expect
    .poll(async () => (await titles(page)).toSorted())
    .toEqual(['DNS failure', 'Hardware decommission', 'UPS on battery']);
  await page.locator('td.rb-v.expired', { hasText: 'read and accept' }).waitFor();
  await page.keyboard.press('f');
  await expect.poll(async () => (await titles(page)).toSorted()).toEqual(['Log rotation', 'Vendor escalation']);
  expect(await page.locator('.rb-flt').textContent()).not.toContain('Broken');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await titles(page)).length).toBe(28);
  await page.keyboard.press('w');
  await expect
    .poll(async () => (await titles(page)).toSorted())
    .toEqual(['DB connections exhausted', 'Replication lag']);
  await page.context().close();
});

test('a search finds titles, tags, steps and commands, and says where', async () => {
  const page = await openLibrary();
  await page.keyboard.press('/');
  await page.keyboard.type('interface shutdown');
  await expect.poll(() => titles(page)).toEqual(['Switch or uplink down']);
  expect(await page.locator('.rb-tbl tr.sel .rb-n u').textContent()).toContain('step 5, Bring the uplink port back');
  await page.keyboard.press('Escape');
  await page.keyboard.type('disk');
  await expect.poll(() => titles(page)).toContain('Failed disk in an array');
  expect((await titles(page))[0]).toMatch(/disk/);
  await page.keyboard.press('Escape');
  await page.keyboard.type('layer-2');
  await expect.poll(() => titles(page)).toEqual(['Switch or uplink down']);
  await page.keyboard.press('Escape');
  await page.keyboard.type('a thing nobody wrote down');
  await page.getByText('No runbook is like that.').waitFor();
  await page.context().close();
});

test('it is read without a mouse: text, YAML, commands, and back', async () => {
  const page = await openLibrary();
  await reads(page, 'Switch or uplink down');
  await page.getByText('shut by error detection').waitFor();
  await page.locator('.rb-chg .rb-code', { hasText: 'confirm type-target' }).waitFor();
  expect(await page.locator('.rb-chg .rb-code').textContent()).toContain('verify step 6');
  // What only looks keeps its command folded where it is narrow.
  expect(await page.locator('.rb-code:visible').count()).toBe(1);
  await page.keyboard.press('a');
  await expect.poll(() => page.locator('.rb-code:visible').count()).toBe(3);
  await page.keyboard.press('y');
  await page.locator('.rb-source', { hasText: 'apiVersion: watchfloor/v1' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('If nobody acts').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('rb-main');
  // Reading: j does not leave the runbook.
  await page.keyboard.press('j');
  expect(await inFront(page)).toBe('Switch or uplink down');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect.poll(() => inFront(page)).not.toBe('Switch or uplink down');
  await page.keyboard.press('End');
  await expect.poll(() => inFront(page)).toBe('Vendor escalation');
  await reads(page, 'Vendor escalation');
  await page.context().close();
});

test('its runs are a list of their own, and Enter opens one', async () => {
  const page = await openLibrary();
  await page.locator('.rb-side .rb-last', { hasText: 'fra2-acc-sw03' }).waitFor();
  await page.locator('.rb-side', { hasText: '1 skip' }).waitFor();
  await page.keyboard.press('h');
  await page.locator('.rb-last.all > div').first().waitFor();
  expect(await page.locator('.rb-last.all > div').count()).toBe(6);
  await page.keyboard.press('j');
  await page.locator('.rb-last.all > .sel', { hasText: 'lon3-dist-sw01' }).waitFor();
  expect(await inFront(page)).toBe('Switch or uplink down');
  await page.keyboard.press('Enter');
  await page.locator('main.rbs').waitFor({ state: 'detached' });
  await page.context().close();
});

test('a file that cannot be read is a row, says where and what would be right, and hides no other', async () => {
  const page = await openLibrary({ world: 'libraryBroken' });
  await expect.poll(async () => (await titles(page)).length).toBe(29);
  await page.getByText('Broken 1').click();
  await expect.poll(() => titles(page)).toEqual(['Swap a router']);
  await page.locator('td.rb-broken', { hasText: 'cannot be read, 2 errors' }).waitFor();
  const findings = page.locator('.rb-findings');
  await findings.getByText('team/router-swap.yaml:14:5').waitFor();
  expect(await findings.textContent()).toContain('Did you mean risk?');
  expect(await page.getByRole('button', { name: /^r\s*Run/ }).count()).toBe(0);
  // Nothing is started of it.
  await page.keyboard.press('r');
  expect(await page.locator('dialog').count()).toBe(0);
  await page.context().close();
});

test('where there is no library it says what to do next', async () => {
  const page = await openLibrary({ world: 'empty' });
  await page.getByText('There is no runbook yet.').waitFor();
  await page.getByRole('button', { name: /Name a folder/ }).click();
  await page.locator('main.set').waitFor();
  await page.context().close();
});

test('a run that goes on is named where its runbook is read', async () => {
  const page = await openLibrary();
  await page.evaluate(() => {
    const [run] = [...window.stage.engine.world().runs.values()];
    if (run)
      window.stage.engine.push({
        type: 'run',
        run: {
          ...run,
          id: 'run-on' as never,
          endedAt: null,
          outcome: null,
          phase: 'ready',
          step: { n: 3, of: 9, title: 'x' },
        },
      });
  });
  await page.locator('.rb-on', { hasText: 'A run is under way, step 3 of 9' }).waitFor();
  await page.keyboard.press('o');
  await page.locator('main.rbs').waitFor({ state: 'detached' });
  await page.context().close();
});

test('Ctrl K finds runbooks and open runs, and starts one by name', async () => {
  const page = await lab.open({ world: 'libraryNight' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('uplink');
  await page.locator('.palette-item[aria-selected="true"]', { hasText: 'Run Switch or uplink down' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await reads(page, 'Switch or uplink down');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('run tls expiry');
  await page.locator('.palette-item[aria-selected="true"]', { hasText: 'Run TLS expiry and renewal' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('dialog h2', { hasText: 'TLS expiry and renewal' }).waitFor();
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing in the library, %s', async (theme) => {
  const page = await openLibrary({ theme, world: 'libraryBroken' });
  await page.locator('.rb-side .rb-last').waitFor();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('h');
  await page.locator('.rb-last.all').waitFor();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('h');
  await page.getByText('Broken 1').click();
  await page.locator('.rb-findings').waitFor();
  expect(await found(page)).toEqual([]);
  await page.context().close();
});

test('axe finds nothing where there is no library, and where nothing in it is like that', async () => {
  const none = await openLibrary({ world: 'empty' });
  await none.getByText('There is no runbook yet.').waitFor();
  expect(await found(none)).toEqual([]);
  await none.context().close();
  const page = await openLibrary();
  await page.keyboard.press('/');
  await page.keyboard.type('zzzz');
  await page.getByText('No runbook is like that.').waitFor();
  expect(await found(page)).toEqual([]);
  await page.context().close();
});

test.each([
  [1366, 768],
  [2560, 1440],
])('nothing overflows at %i × %i', async (width, height) => {
  const before = lab.errors.length;
  const page = await openLibrary({ width, height });
  await page.locator('.rb-side .rb-last').waitFor();
  const over = await page.evaluate(() =>
    [...document.querySelectorAll('.app, main, .rb-lib, .rb-read, .rb-cols, .rb-main, .rb-side, .rb-rows, .rb-facts')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.className),
  );
  expect(over).toEqual([]);
  expect(lab.errors.slice(before)).toEqual([]);
  await page.context().close();
});
