// @vitest-environment node
// Maintenance in a browser, by keyboard: the calendar, planning, ending, skipping, declaring afterwards, and mutes.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

/** Pages draw when they can: on a busy machine that is later. */

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

async function openMaintenance(options: Omit<PageOptions, 'world'> & Partial<PageOptions> = {}): Promise<Page> {
  const page = await lab.open({ world: 'planned', ...options });
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.locator('main.maint').waitFor();
  if (!options.world || options.world.startsWith('planned')) await page.locator('.mblock').first().waitFor();
  return page;
}

const calls = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.stage.engine.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );
const inFront = (page: Page) => page.locator('.minfront .mname');
const kernelPatching = async (page: Page) => {
  await page.locator('.mline-row', { hasText: 'kernel patching' }).first().click();
  await until(() => inFront(page).textContent()).toBe('lon3 k8s kernel patching');
};

describe('the calendar', () => {
  it('j and k go through what is planned in the order of time, on into the next week, and [ leads back', async () => {
    const page = await openMaintenance();
    await page.keyboard.press('j');
    await until(() => page.locator('.mblock.sel').count()).toBe(1);
    const subject = () => page.locator('.keys .kl').textContent();
    const first = await subject();
    await page.keyboard.press('j');
    await until(subject).not.toBe(first);
    const second = await subject();
    await page.keyboard.press('k');
    await until(subject).toBe(first);
    await page.keyboard.press('j');
    await until(subject).toBe(second);
    const week = () => page.locator('.mwhen b').textContent();
    const present = await week();
    await page.keyboard.press(']');
    await until(week).not.toBe(present);
    await page.keyboard.press('[');
    await until(week).toBe(present);
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    await page.keyboard.press('t');
    await until(week).toBe(present);
    await page.keyboard.press('v');
    await page.locator('.mmonth .mone').first().waitFor();
    await page.keyboard.press('v');
    await page.locator('.mweek').waitFor();
    await page.context().close();
  });

  it('a conflict names both windows and what they share', async () => {
    const page = await openMaintenance();
    await page.locator('.mline-row', { hasText: 'core switch upgrade' }).click();
    const words = () => page.locator('.minfront .mconflict').textContent();
    await until(words).toContain("overlaps 'Network firmware, all sites CHG0031340'");
    expect(await words()).toContain('fra2-core-sw01 and fra2-core-sw02');
    await page.context().close();
  });

  it('s calls one occurrence off and takes that back', async () => {
    const page = await openMaintenance();
    await page.locator('.mline-row', { hasText: 'Nightly reboot' }).click();
    await page.keyboard.press('s');
    await until(() => page.locator('.mstate').textContent()).toBe('called off');
    await page.keyboard.press('s');
    await until(() => page.locator('.mstate').textContent()).toMatch(/^in /);
    const [first, second] = (await calls(page, 'skip')) as { skip: boolean; startsAt: number }[];
    expect([first?.skip, second?.skip]).toEqual([true, false]);
    expect(first?.startsAt).toBe(second?.startsAt);
    await page.context().close();
  });

  it('e ends what runs, after saying how many problems alert then', async () => {
    const page = await openMaintenance();
    await kernelPatching(page);
    await page.keyboard.press('e');
    await until(() => page.locator('.dlg').textContent()).toContain('It holds 14 problems back');
    await page.keyboard.press('Enter');
    await until(() => page.locator('.said').textContent()).toContain('The maintenance is over');
    await until(() => calls(page, 'endNow')).toEqual([{ windowId: 'w-kernel' }]);
    await until(() => page.locator('.mside').textContent()).toContain('Nothing is in maintenance');
    await page.context().close();
  });

  it('says what to do when nothing is planned', async () => {
    const page = await openMaintenance({ world: 'quietNight', hosts: 5 });
    await until(() => page.locator('.maint .empty').textContent()).toContain('No maintenance is planned');
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Plan maintenance' }).waitFor();
    await page.context().close();
  });
});

describe('planning', () => {
  it('a weekly window is named, previewed with its conflicts, and kept by Ctrl Enter', async () => {
    const page = await openMaintenance();
    await page.keyboard.press('n');
    await page.getByLabel('What is done').fill('Spine reload');
    await page.getByLabel('Change').fill('CHG0031350');
    await page.getByLabel('Every host with the tag').fill('network');
    await page.getByLabel('From').fill('2027-01-05 22:00');
    await page.getByLabel('Until, or how long').fill('4 h');
    await page.getByLabel('Clock of').fill('Europe/Amsterdam');
    await page.locator('.wrepeat label', { hasText: 'Weekly' }).click();
    await page.getByLabel('Thu').check();
    const preview = page.locator('.wpreview');
    await until(() => preview.textContent()).toContain('78 hosts');
    await until(() => preview.locator('li').count()).toBe(5);
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.said').textContent()).toContain("'Spine reload' is planned");
    const [put] = (await calls(page, 'putWindow')) as { window: Record<string, unknown> }[];
    expect(put?.window).toMatchObject({
      name: 'Spine reload',
      change: 'CHG0031350',
      rrule: 'FREQ=WEEKLY;BYDAY=TU,TH',
      zone: 'Europe/Amsterdam',
      startsAt: Date.UTC(2027, 0, 5, 21),
      endsAt: Date.UTC(2027, 0, 6, 1),
      scope: { hostIds: [], checkIds: [], tags: ['network'], sites: [] },
    });
    await page.context().close();
  });

  it('a start in the past is a declaration, and says what that changes', async () => {
    const page = await openMaintenance();
    await page.keyboard.press('n');
    await page.getByLabel('What is done').fill('Carrier work');
    await page.getByLabel('Hosts').fill('ams1-edge-rtr01');
    await page.getByLabel('From').fill('2026-01-05 22:00');
    await page.getByLabel('Until, or how long').fill('2 h');
    await until(() => page.locator('.wpreview').textContent()).toContain('Availability of that time is computed anew');
    await page.getByRole('button', { name: 'Declare it' }).click();
    await until(() => page.locator('.said').textContent()).toContain('declared; availability is computed anew');
    await page.context().close();
  });

  it('what is wrong stands at its field, from the form and from the engine; Esc asks before it throws away', async () => {
    const page = await openMaintenance();
    await page.keyboard.press('n');
    await page.getByLabel('What is done').waitFor();
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.wform .wrong').allTextContents()).toEqual([
      'say what the work is',
      'name at least one host, tag, site or check',
    ]);
    await page.getByLabel('What is done').fill('Odd rule');
    await page.getByLabel('Hosts').fill('ams1-edge-rtr01');
    await page.locator('.wrepeat label', { hasText: 'Rule' }).click();
    await page.getByLabel('Rule, RFC 5545').fill('EVERY SECOND MOON');
    await until(() => page.locator('.wform .wrong').textContent()).toContain('is no rule');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.wform .wrong').textContent()).toContain('is no rule');
    await until(() => calls(page, 'putWindow')).toHaveLength(1);
    await page.keyboard.press('Escape');
    await until(() => page.locator('.dlg .note').textContent()).toContain('Esc again');
    await page.keyboard.press('Escape');
    await until(() => page.locator('.dlg').count()).toBe(0);
    await page.context().close();
  });

  it('M on Watch plans work on the host in front, and Enter on the calendar opens what is kept', async () => {
    const page = await lab.open({ world: 'planned' });
    await page.keyboard.press('j');
    await page.keyboard.press('M');
    await until(() => page.locator('.dlg .token').allTextContents()).toEqual(['ams1-dist-sw02']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.locator('.mblock').first().waitFor();
    await page.locator('.mline-row', { hasText: 'core switch upgrade' }).click();
    await page
      .locator('main.maint')
      .focus()
      .catch(() => {});
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Enter');
    await until(() => page.getByLabel('What is done').inputValue()).toBe('fra2 core switch upgrade');
    await until(() => page.locator('.wpreview').textContent()).toContain('conflict');
    await page.context().close();
  });
});

describe('the frame', () => {
  it.each([
    { width: 1366, height: 768 },
    { width: 2560, height: 1440 },
  ])('never scrolls sideways at $width by $height, however much is planned', async (size) => {
    const page = await openMaintenance({ world: 'plannedStorm', ...size });
    await page.keyboard.press('j');
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main, aside, .mdays, .ph, .keys')]
        .filter((pane) => pane.scrollWidth > pane.clientWidth + 1)
        .map((pane) => pane.className || pane.tagName),
    );
    expect(wide).toEqual([]);
    await page.context().close();
  });

  it.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', async (theme) => {
    const findings = async (page: Page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
      );
    };
    const page = await openMaintenance({ theme });
    await page.keyboard.press('j');
    await page.locator('.mblock.sel').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('v');
    await page.locator('.mmonth .mone').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('n');
    await page.getByLabel('What is done').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await findings(page)).toEqual([]);
    await page.context().close();
    const empty = await openMaintenance({ theme, world: 'quietNight', hosts: 5 });
    await empty.locator('.maint .empty').waitFor();
    expect(await findings(empty)).toEqual([]);
    await empty.context().close();
  });
});

it('nothing of all this troubled the console or the content policy', () => {
  expect(lab.errors).toEqual([]);
});
