// @vitest-environment node
// The Problems screen in a real browser with a scripted engine behind it: hundreds of problems, worked by keyboard.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

async function openProblems(options: PageOptions): Promise<Page> {
  const page = await lab.open(options);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.locator('main.problems').waitFor();
  return page;
}

const total = (page: Page) => page.locator('.problems h1 em');
const shown = (page: Page) => page.locator('.pflt [role=status]');
const selectedHost = (page: Page) => page.locator('.prow.sel .ph-n');
const calls = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.stage.engine.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );

describe('by keyboard alone', () => {
  it('several are chosen, acknowledged at once, and stay where they were; u gives them back', async () => {
    const page = await openProblems({ world: 'designNight' });
    await expect.poll(() => total(page).textContent()).toBe('66');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    await until(() => page.locator('.keys .kl').textContent()).toContain('2 problems chosen');
    const before = await page.locator('.prow .ph-n').allTextContents();
    await page.keyboard.press('a');
    await page.keyboard.type('on my way');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => page.locator('.prow.chosen .phand b').allTextContents())
      .toEqual(['M. Okafor', 'M. Okafor']);
    await until(() => page.locator('.prow .ph-n').allTextContents()).toEqual(before);
    await page.keyboard.press('u');
    await expect.poll(() => page.locator('.prow.chosen .phand').count()).toBe(0);
    await page.keyboard.press('Escape');
    await until(() => page.locator('.prow.chosen').count()).toBe(0);
    await page.context().close();
  });

  it('Shift and j choose a stretch, Ctrl A all that fit, and c checks each of them once', async () => {
    const page = await openProblems({ world: 'designNight' });
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+J');
    await until(() => page.locator('.keys .kl').textContent()).toContain('3 problems chosen');
    // Only critical from here on: what that hides is let go, so that no key acts on what nobody sees.
    await page.keyboard.press('2');
    await expect.poll(() => page.locator('.keys .kl').textContent()).toContain('2 problems chosen');
    await page.keyboard.press('Control+a');
    await expect.poll(() => page.locator('.keys .kl').textContent()).toContain('5 problems chosen');
    await page.keyboard.press('c');
    await expect.poll(() => page.locator('.said').textContent()).toContain('5 checks running now');
    const [asked] = (await calls(page, 'checkNow')) as { checkIds: string[] }[];
    expect(new Set(asked?.checkIds).size).toBe(5);
    await page.context().close();
  });

  it('what a dead host took along unfolds to the right and folds to the left', async () => {
    const page = await openProblems({ world: 'designNight' });
    await page.keyboard.press('j');
    await until(() => page.locator('.prow.sel').textContent()).toContain('38 behind');
    await page.keyboard.press('ArrowRight');
    await page.locator('.prow.nested').first().waitFor();
    await page.keyboard.press('j');
    await expect.poll(() => page.locator('.prow.sel .pheld').textContent()).toBe('held: behind ams1-dist-sw02');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.prow.nested').count()).toBe(0);
    await until(() => selectedHost(page).textContent()).toContain('ams1-dist-sw02');
    await page.context().close();
  });

  it('a filter, an order and a place are found again after a visit to a host', async () => {
    const page = await openProblems({ world: 'onFire', hosts: 2_000 });
    await page.keyboard.press('/');
    await page.keyboard.type('disk warning');
    await page.keyboard.press('Enter');
    await page.keyboard.press('o');
    await page.keyboard.press('End');
    const found = await shown(page).textContent();
    const top = () => page.locator('.plist').evaluate((list) => list.scrollTop);
    await expect.poll(top).toBeGreaterThan(0);
    await page.locator('.prow.sel').waitFor();
    const scrolled = await top();
    const host = await selectedHost(page).textContent();
    await page.keyboard.press('Enter');
    await page.locator('main.host').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('main.problems').waitFor();
    await until(() => page.getByLabel('Filter problems').inputValue()).toBe('disk warning');
    await until(() => shown(page).textContent()).toBe(found);
    await until(() => selectedHost(page).textContent()).toBe(host);
    await until(() => page.getByRole('radio', { name: 'SEV first' }).isChecked()).toBe(true);
    await expect.poll(top).toBe(scrolled);
    await page.context().close();
  });

  it('? names what can be done, and no key is named twice', async () => {
    const page = await openProblems({ world: 'designNight' });
    await page.keyboard.press('?');
    const section = page.locator('.key-help section').first();
    const text = await section.textContent();
    for (const word of ['Acknowledge', 'Release', 'Check now', 'Copy as text', 'Save as CSV', 'Choose all'])
      expect(text).toContain(word);
    await page.context().close();
  });
});

describe('live', () => {
  it('a new problem waits at the end with a count, what recovers keeps its place, until . sorts', async () => {
    const page = await openProblems({ world: 'designNight' });
    await page.keyboard.press('j');
    const before = await page.locator('.prow .ph-n').allTextContents();
    await page.evaluate(() => {
      const { engine } = window.stage;
      const [worst] = [...engine.world().problems.values()].filter(({ status }) => status === 'down');
      const check = [...engine.world().checks.values()].find(({ hostId }) => hostId.includes('fra2-core'));
      if (!worst || !check) throw new Error('the night has both');
      const fresh = { ...worst, id: 'p-new' as typeof worst.id, hostId: check.hostId, checkId: check.id };
      engine.push({ type: 'problem', problem: fresh });
      const over = [...engine.world().problems.values()].find(({ hostId }) => hostId === 'h-fra2-db-07');
      if (over) engine.push({ type: 'problem-closed', problemId: over.id });
    });
    await expect.poll(() => page.locator('.pend').textContent()).toContain('1 new, 1 over');
    expect((await page.locator('.prow .ph-n').allTextContents()).slice(0, before.length)).toEqual(before);
    await until(() => page.locator('.prow.over').textContent()).toContain('fra2-db-07');
    await page.keyboard.press('.');
    await expect.poll(() => page.locator('.pend').count()).toBe(0);
    await until(() => page.locator('.prow.over').count()).toBe(0);
    await until(() => page.locator('.prow .ph-n').nth(1).textContent()).toContain('fra2-core');
    await page.context().close();
  });

  it('of ten thousand problems only those in sight are in the page, and all of them are chosen by one key', async () => {
    const page = await openProblems({ world: 'bigFleet', hosts: 10_000 });
    await page.evaluate(() => {
      const { engine } = window.stage;
      const [some] = engine.world().problems.values();
      if (!some) throw new Error('the fleet has one');
      const pings = [...engine.world().checks.values()].filter(({ alive }) => alive);
      engine.push(
        ...pings.map((check, at) => ({
          type: 'problem' as const,
          problem: { ...some, id: `p-${at}` as typeof some.id, hostId: check.hostId, checkId: check.id },
        })),
      );
    });
    await expect.poll(() => page.locator('.pend').textContent()).toMatch(/10.?000 new/);
    await page.keyboard.press('.');
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('.prow.sel').count()).toBe(1);
    await until(() => page.locator('.prow').count()).toBeLessThan(60);
    await page.keyboard.press('/');
    await page.keyboard.type('site07-core');
    await expect.poll(() => shown(page).textContent()).toMatch(/^4 of/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await expect.poll(() => page.locator('.keys .kl').textContent()).toMatch(/10.?001 problems chosen/);
    await page.keyboard.press('c');
    await expect.poll(async () => (await calls(page, 'checkNow')).length).toBe(11);
    await page.context().close();
  });
});

describe('out of the app', () => {
  it('y copies what is shown as text, Y saves it as a table', async () => {
    const page = await openProblems({ world: 'designNight' });
    await page.keyboard.press('/');
    await page.keyboard.type('replication');
    await page.keyboard.press('Enter');
    await page.keyboard.press('y');
    await expect.poll(() => page.locator('.said').textContent()).toContain('1 problem copied');
    await page.keyboard.press('/');
    await page.keyboard.press('Control+v');
    await until(() => page.getByLabel('Filter problems').inputValue()).toMatch(
      /C {2}fra2-db-07 {2}replication lag: 412 s/,
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Shift+Y')]);
    expect(download.suggestedFilename()).toMatch(/^problems-\d{4}-\d\d-\d\d-\d\d-\d\d\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffstatus,severity,host,/);
    expect(lines).toHaveLength(67);
    await page.context().close();
  });
});

describe('near', () => {
  it('a wide screen shows the facts of the selected problem, its last hour, its way and its record', async () => {
    const page = await openProblems({ world: 'designNight', width: 2560, height: 1440 });
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('j');
    const side = page.locator('.pside');
    await expect.poll(() => side.textContent()).toContain('behind ams1-dist-sw02');
    await side.locator('.pchain button', { hasText: 'ams1-dist-sw02' }).waitFor();
    await side.getByRole('img', { name: /State of the last hour/ }).waitFor();
    await expect.poll(() => side.locator('pre').textContent()).toContain('5 of 5 packets lost');
    await page.keyboard.press('k');
    await side.locator('.pd-log li').first().waitFor();
    await page.context().close();
  });

  it('says what an empty list means and what to do', async () => {
    const none = await openProblems({ world: 'empty' });
    await until(() => none.locator('.problems .empty').textContent()).toContain('Nothing is watched yet');
    await none.context().close();
    const quiet = await openProblems({ world: 'quietNight', hosts: 5 });
    await until(() => quiet.locator('.problems .all-quiet').textContent()).toContain('No open problem');
    await quiet.context().close();
    const page = await openProblems({ world: 'designNight' });
    await page.keyboard.press('/');
    await page.keyboard.type('zzz');
    await page.keyboard.press('Enter');
    await until(() => page.locator('.problems .empty').textContent()).toContain('None of the 66 open problems');
    await page.keyboard.press('Escape');
    await page.locator('.prow').first().waitFor();
    await page.context().close();
  });
});

describe('the frame', () => {
  it.each([
    { width: 1366, height: 768 },
    { width: 2560, height: 1440 },
  ])('never scrolls sideways at $width by $height', async (size) => {
    const page = await openProblems({ world: 'onFire', hosts: 2_000, ...size });
    await page.keyboard.press('j');
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main, aside, .plist, .pflt, .problems .ph, .keys')]
        .filter((pane) => pane.scrollWidth > pane.clientWidth + 1)
        .map((pane) => pane.className || pane.tagName),
    );
    expect(wide).toEqual([]);
    await page.context().close();
  });

  it.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', async (theme) => {
    for (const width of [1366, 2560]) {
      const page = await openProblems({ world: 'designNight', theme, width, height: 1000 });
      await page.keyboard.press('j');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('x');
      await page.keyboard.press('1');
      await page.keyboard.press('3');
      await page.locator('.prow.sel').waitFor();
      if (width === 2560) await page.locator('.pside .pd-log').waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      await page.context().close();
    }
  });
});

it('nothing of all this troubled the console or the content policy', () => {
  expect(lab.errors).toEqual([]);
});
