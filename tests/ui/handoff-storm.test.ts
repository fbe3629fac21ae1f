// @vitest-environment node
// Two thousand hosts on fire, and a shift hands over: in a real browser. Only what can be seen is in the page; all can be reached.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { openHandoff } from '../support/page-handoff.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

const key = (nth: number): string => `problem:host-${String(nth).padStart(4, '0')}`;

/** The night as a draft, and two thousand dead hosts that nobody has. */
async function openStorm(): Promise<Page> {
  const page = await openHandoff(lab, { world: 'handoffDraft' });
  await page.evaluate(() => {
    window.stage.handoffs.change((briefing) => ({
      ...briefing,
      sections: briefing.sections.map((section) => {
        const [model] = briefing.sections.flatMap(({ items }) => items).filter(({ stance }) => stance === 'unstable');
        if (section.id !== 'states' || !model) return section;
        const items = Array.from({ length: 2_000 }, (_, nth) => {
          const subject = `host-${String(nth).padStart(4, '0')}`;
          return { ...model, key: `problem:${subject}`, section: section.id, subject, owner: '', ref: {} };
        });
        return { ...section, items };
      }),
    }));
    window.stage.handoffs.touchElsewhere();
  });
  await page.locator('.ho-unstable h2').getByText('2001').waitFor();
  return page;
}

const front = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-item') ?? '');

it('a few dozen cards are in the page, the last is one key away and the first too', async () => {
  const page = await openStorm();
  expect(await page.getByRole('article').count()).toBeLessThan(80);
  await page.keyboard.press('Home');
  const first = await front(page);
  // The first of Watch is behind the last of Unstable.
  const watch = await page.evaluate(() => document.querySelector('.ho-watch [data-item]')?.getAttribute('data-item'));
  await page.locator(`[data-item="${watch}"]`).focus();
  await page.keyboard.press('k');
  await until(() => front(page)).toBe(key(1_999));
  const box = await page.locator('[data-item]:focus').boundingBox();
  expect(box!.y).toBeGreaterThan(0);
  expect(box!.y + box!.height).toBeLessThanOrEqual(768);
  await page.keyboard.press('k');
  await until(() => front(page)).toBe(key(1_998));
  expect(await page.getByRole('article').count()).toBeLessThan(80);
  await page.keyboard.press('Home');
  await until(() => front(page)).toBe(first);
  await page.context().close();
});

it('what is typed into a card stays in its field, however far somebody scrolls', async () => {
  const page = await openStorm();
  const next = page.getByRole('textbox', { name: 'Next, about host-0002', exact: true });
  await next.fill('Call the carrier');
  const pane = page.locator('.ho-main');
  await pane.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await until(() => page.locator(`[data-item="${key(900)}"], [data-item="${key(1_000)}"]`).count()).toBeGreaterThan(0);
  await page.keyboard.type(' now');
  expect(await next.inputValue()).toBe('Call the carrier now');
  await page.context().close();
});

it('in the list of everything, in order, they are rows, and no more of them', async () => {
  const page = await openStorm();
  await page.keyboard.press('w');
  await page.getByRole('heading', { name: /Hosts and checks in a bad state/ }).waitFor();
  expect(await page.getByRole('article').count()).toBeLessThan(120);
  await page.locator('.ho-main').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByRole('heading', { name: /Figures/ }).waitFor();
  await page.context().close();
});
