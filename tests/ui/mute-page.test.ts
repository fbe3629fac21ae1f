// @vitest-environment node
// Muting from every list, in a browser: by m, by Enter; seen everywhere, ended by m again; and what is held says why.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';

/** Pages draw when they can: on a busy machine that is later. */

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

const calls = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.stage.engine.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );

async function toProblems(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.locator('.prow').first().waitFor();
}

/** Leads the selection to a host, as somebody would: by filtering. */
async function select(page: Page, host: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(host);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await until(() => page.locator('.prow.sel .ph-n').textContent()).toContain(host);
}

describe('m', () => {
  it('on Watch mutes for an hour by Enter alone, and m again ends it', async () => {
    const page = await lab.open({ world: 'planned' });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const before = Date.now();
    await page.keyboard.press('m');
    await page.locator('.dlg h2', { hasText: 'Mute' }).waitFor();
    await page.keyboard.press('Enter');
    await until(() => page.locator('.said').textContent()).toContain('m again ends it');
    const [muted] = (await calls(page, 'mute')) as { problemIds: string[]; until: number }[];
    expect(muted?.problemIds).toEqual(['p-fra2-db-07-replication lag']);
    expect(muted?.until).toBeGreaterThanOrEqual(before + 3_600_000);
    await until(() => page.locator('.planned').textContent()).toContain('fra2-db-07/replication lag');
    await page.keyboard.press('m');
    await page.locator('.dlg h2', { hasText: 'Already muted' }).waitFor();
    await page.keyboard.press('Enter');
    await until(() => calls(page, 'unmute')).toEqual([{ muteIds: ['m-new-3'] }]);
    await until(() => page.locator('.planned').textContent()).not.toContain('fra2-db-07');
    await page.context().close();
  });

  it('on Problems mutes several at once, until a time that was typed, with a reason', async () => {
    const page = await lab.open({ world: 'planned' });
    await toProblems(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('m');
    await page.locator('.dlg h2', { hasText: 'Mute' }).waitFor();
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowRight');
    await page.getByLabel(/^Time/).fill('sometime');
    await page.keyboard.press('Enter');
    await until(() => page.locator('.dlg .wrong').textContent()).toContain('Type a time');
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel(/^Time/).fill(`${tomorrow} 06:30`);
    await page.getByLabel(/^Why/).fill('vendor on site');
    await page.keyboard.press('Enter');
    await until(async () => (await calls(page, 'mute')).length).toBe(1);
    const [muted] = (await calls(page, 'mute')) as { problemIds: string[]; until: number; reason: string }[];
    expect(muted?.problemIds).toHaveLength(2);
    expect(muted?.reason).toBe('vendor on site');
    await until(() => page.locator('.prow.chosen .pheld').allTextContents()).toEqual([
      expect.stringMatching(/^held: muted by M\. Okafor until /),
      expect.stringMatching(/^held: muted by M\. Okafor until /),
    ]);
    await page.context().close();
  });

  it('on a host without a problem mutes the host, and the host says so', async () => {
    const page = await lab.open({ world: 'planned' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ams1-web-30');
    await page.keyboard.press('Enter');
    await page.locator('main.host').waitFor();
    await page.keyboard.press('m');
    await page.locator('.dlg h2', { hasText: 'Mute' }).waitFor();
    await page.keyboard.press('Enter');
    await until(() => page.locator('.silences').textContent()).toMatch(/^Muted until .* \(in .*\)M\. Okafor$/);
    await page.context().close();
  });

  it('a refusal keeps the dialog and what was typed', async () => {
    const page = await lab.open({ world: 'planned' });
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await page.getByLabel(/^Why/).fill('kept');
    await page.evaluate(() => window.stage.engine.refuse('The data folder is full.'));
    await page.keyboard.press('Enter');
    await page.locator('.dlg .wrong').waitFor();
    await until(() => page.locator('.dlg .wrong').textContent()).toContain('Nothing was muted');
    await until(() => page.getByLabel(/^Why/).inputValue()).toBe('kept');
    await page.context().close();
  });
});

describe('what is held back', () => {
  it('says why, by whom and until when, and w leads to the window or the mute', async () => {
    const page = await lab.open({ world: 'planned' });
    await toProblems(page);
    await select(page, 'lon3-k8s-25');
    await until(async () => (await page.locator('.pfoot').textContent())?.replaceAll('\u00a0', ' ')).toMatch(
      /held: maintenance 'lon3 k8s kernel patching' CHG-20931 until .*\(in 1 h \d+ min\)/,
    );
    await page.keyboard.press('w');
    await until(() => page.locator('.minfront .mname').textContent()).toBe('lon3 k8s kernel patching');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await select(page, 'ams1-mail-02');
    await page.keyboard.press('w');
    await until(() => page.locator('.mmute.sel').textContent()).toContain('Newsletter goes out');
    await page.keyboard.press('Enter');
    await until(() => calls(page, 'unmute')).toEqual([{ muteIds: ['m-queue'] }]);
    await page.context().close();
  });

  it('t shows those who were told, then those held back; a reason narrows it down further', async () => {
    const page = await lab.open({ world: 'planned' });
    await toProblems(page);
    const shown = () => page.locator('.pflt [role=status]').textContent();
    await page.keyboard.press('t');
    await until(shown).toBe('10 of 66');
    await page.keyboard.press('t');
    await until(shown).toBe('56 of 66');
    await page.getByLabel('Told or held back').selectOption('maintenance');
    await until(shown).toBe('14 of 66');
    await page.context().close();
  });

  it('SEV first puts the worst for people on top', async () => {
    const page = await lab.open({ world: 'planned' });
    await toProblems(page);
    await page.getByText('SEV first').click();
    await until(() => page.locator('.prow .psev').first().textContent()).toBe('SEV1');
    const all = (await page.locator('.prow.lit .psev').allTextContents()).slice(0, 5);
    expect(all).toEqual(all.toSorted());
    await page.context().close();
  });
});

it.each(['dark', 'light', 'night'] as const)('axe finds nothing in both dialogs (%s)', async (theme) => {
  const page = await lab.open({ world: 'planned', theme });
  const findings = async () =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await page.locator('.dlg h2', { hasText: 'Mute' }).waitFor();
  expect(await findings()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.locator('.dlg').waitFor({ state: 'detached' });
  await until(() => page.locator('.planned').textContent()).toContain('ams1-dist-sw02');
  await page.keyboard.press('m');
  await page.locator('.dlg h2', { hasText: 'Already muted' }).waitFor();
  expect(await findings()).toEqual([]);
  await page.context().close();
});

it('nothing of all this troubled the console or the content policy', () => {
  expect(lab.errors).toEqual([]);
});
