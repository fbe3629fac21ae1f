// @vitest-environment node
// One incident in a real browser with a scripted engine behind it: the night of the dead switch, and a night with twenty
// thousand entries.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { callsOf, openIncidentNight } from '../support/page-incidents.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

const openIncident = (options: Partial<PageOptions> = {}): Promise<Page> => openIncidentNight(lab, options);

const selected = (page: Page) => page.locator('.te.sel');
const place = (page: Page) => page.locator('.tscroll').evaluate((pane) => pane.scrollTop);
const isAtEnd = (page: Page) =>
  page.locator('.tscroll').evaluate((pane) => pane.scrollHeight - pane.scrollTop - pane.clientHeight < 12);

describe('the timeline', () => {
  it('opens at its newest entry and shows most of the night at 1366 × 768', async () => {
    const page = await openIncident();
    await until(() => isAtEnd(page)).toBe(true);
    const seen = await page.locator('.tscroll').evaluate((pane) => {
      const rim = pane.getBoundingClientRect();
      const rows = [...pane.querySelectorAll('.te')].map((row) => row.getBoundingClientRect());
      return rows.filter(({ top, bottom }) => top >= rim.top - 1 && bottom <= rim.bottom + 1).length;
    });
    expect(seen).toBeGreaterThanOrEqual(15);
    await page.context().close();
  });

  it('strikes through what was corrected, marks what was written late, and names a file by its hash', async () => {
    const page = await openIncident({ width: 2560, height: 1440 });
    await until(() => page.locator('.te.struck').textContent()).toMatch(/PDU-B lost power.*corrected \d\d:\d\d:\d\d/);
    await until(() => page.locator('.te.k-late').textContent()).toMatch(/late note.*3.min 42.s late/);
    await until(() => page.locator('.te .att').textContent()).toContain('184 B, sha 71be09');
    // The picture came through the engine, part by part, and is shown from memory.
    await until(() => page.locator('.att-pic img').getAttribute('src')).toMatch(/^blob:/);
    await page.context().close();
  });

  it('is gone through by j and k, and Enter opens the file, p pins, c corrects, x redacts', async () => {
    const page = await openIncident();
    await page.keyboard.press('k');
    await until(() => selected(page).textContent()).toContain('Mitigated');
    await page.keyboard.press('k');
    await until(() => selected(page).textContent()).toContain('row-c-u31-optic.png');
    await page.keyboard.press('Enter');
    await page.locator('dialog img.att-big').waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('p');
    await page.locator('.te.sel .pinned').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await until(() => selected(page).textContent()).toContain('shut by error detection');
    await page.keyboard.press('c');
    await until(() => page.locator('.nb-corrects').textContent()).toContain('shut by error detection');
    await page.keyboard.type('The optic was not seated');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.te.sel.struck').count()).toBe(1);
    expect(await callsOf(page, 'correct')).toMatchObject([{ text: 'The optic was not seated' }]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.locator('dialog textarea').waitFor();
    await page.keyboard.type('names a customer');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.te .te-red').textContent()).toContain('names a customer');
    await page.context().close();
  });

  it('is filtered by people, by kind and by words, and Esc shows all of it again', async () => {
    const page = await openIncident();
    await page.getByText('People').click();
    await until(() => page.locator('.tline h2 em').textContent()).toBe('14');
    await page.keyboard.press('f');
    await page.keyboard.type('optic');
    await until(() => page.locator('.tline h2 em').textContent()).toBe('2');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await until(() => page.locator('.tline h2 em').textContent()).toBe('20');
    await page.context().close();
  });

  it('jumps to a time and to the other end', async () => {
    const page = await openIncident({ hosts: 20_000 });
    await page.keyboard.press('Home');
    await until(() => place(page)).toBe(0);
    await until(() => selected(page).count()).toBe(1);
    await page.keyboard.press('End');
    await until(() => isAtEnd(page)).toBe(true);
    await page.keyboard.press('@');
    const wanted = new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    await page.keyboard.type(wanted);
    await page.keyboard.press('Enter');
    await until(() => selected(page).locator('time').getAttribute('datetime')).toContain(wanted.replace(' ', 'T'));
    await page.context().close();
  });

  it('of twenty thousand entries keeps few rows and asks for few pages, however far somebody scrolls', async () => {
    const page = await openIncident({ hosts: 20_000 });
    await until(() => isAtEnd(page)).toBe(true);
    await page.locator('.tscroll').evaluate(async (pane) => {
      for (let turn = 0; turn < 120; turn += 1) {
        pane.scrollTop -= 240;
        await new Promise(requestAnimationFrame);
      }
    });
    expect(await page.locator('.trow').count()).toBeLessThan(90);
    // 28,800 px further up: some ten pages at most, of a hundred.
    await until(() => page.locator('.te:not(.unread)').count()).toBeGreaterThan(10);
    expect((await callsOf(page, 'timeline')).length).toBeLessThan(20);
    await page.context().close();
  });
});

describe('while others write', () => {
  it('who is at the end stays there; who reads further up is not moved and told how many came', async () => {
    const page = await openIncident({ hosts: 2_000 });
    await until(() => isAtEnd(page)).toBe(true);
    const write = (text: string) =>
      page.evaluate((body) => window.stage.tellTimeline('i-412' as never, 'note', { body, text: 'Note' }), text);
    await write('first from somebody else');
    await until(() => page.locator('.te').last().textContent()).toContain('first from somebody else');
    await until(() => isAtEnd(page)).toBe(true);
    await page.locator('.tscroll').hover();
    await page.mouse.wheel(0, -3_000);
    await until(() => isAtEnd(page)).toBe(false);
    await until(() => page.locator('.te.unread').count()).toBe(0);
    const top = await place(page);
    await write('second');
    await write('third');
    await until(() => page.locator('.tbelow').textContent()).toContain('2 new entries below');
    expect(await place(page)).toBe(top);
    await page.keyboard.press('End');
    await until(() => page.locator('.te').last().textContent()).toContain('third');
    await until(() => page.locator('.tbelow').count()).toBe(0);
    await page.context().close();
  });
});

describe('the frame', () => {
  it.each([
    ['dark', 1366, 768],
    ['light', 2560, 1440],
    ['night', 1366, 768],
  ] as const)('axe finds nothing in %s at %i × %i, and nothing scrolls sideways', async (theme, width, height) => {
    const page = await openIncident({ theme, width, height });
    await page.keyboard.press('k');
    await page.keyboard.press('f');
    await page.keyboard.press('Tab');
    await page.keyboard.press('n');
    await page.keyboard.type('/');
    await page.locator('.nb-offers').waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main.incident, main.incident *')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'auto')
        .map((one) => one.className),
    );
    expect(wide).toEqual([]);
    await page.context().close();
  });

  it('the page complained about nothing', () => {
    expect(lab.errors).toEqual([]);
  });
});
