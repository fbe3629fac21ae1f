// @vitest-environment node
// Typing into a hand-over while others act on it too, in a real browser: no letter goes into another field, none is a command,
// and what was said stays in sight.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { itemOf, openHandoff } from '../support/page-handoff.ts';
import { callsOf } from '../support/page-incidents.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

const DB = 'problem:fra2-db-07';
const openDraft = () => openHandoff(lab, { world: 'handoffDraft' });
const openReady = () => openHandoff(lab, { world: 'handoffReady' });
/** What has the focus, as people call it; '' where that is the page itself. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const frontItem = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-item') ?? '');

/** From the next look on the problem of fra2-db-07 stands elsewhere. */
const moveDb = (page: Page, section: string, stance: string) =>
  page.evaluate(
    ([to, as]) => {
      window.stage.handoffs.change((briefing) => {
        const all = briefing.sections.flatMap(({ items }) => items);
        const db = all.find(({ key }) => key === 'problem:fra2-db-07');
        return {
          ...briefing,
          sections: briefing.sections.map((one) => ({
            ...one,
            items: [
              ...one.items.filter(({ key }) => key !== 'problem:fra2-db-07'),
              ...(db && one.id === to
                ? [{ ...db, section: one.id, stance: as as typeof db.stance, title: 'moved' }]
                : []),
            ],
          })),
        };
      });
      window.stage.handoffs.touchElsewhere();
    },
    [section, stance] as const,
  );

describe('a key leads to its own field', () => {
  it('what is next is written on: the first letter does not take away what stood there', async () => {
    const page = await openDraft();
    await page.keyboard.press('Home');
    await page.keyboard.press('e');
    await page.keyboard.type(', then call');
    const next = page.getByRole('textbox', { name: 'Next, about INC-2026-0412', exact: true });
    expect(await next.inputValue()).toBe('Swap the optic in U 31 with smart hands, then call');
    await page.context().close();
  });

  it('never to the one of another item: a promise has no next to say', async () => {
    const page = await openDraft();
    await page.keyboard.press('w');
    await itemOf(page, 'checkout team').focus();
    await page.keyboard.press('e');
    expect(await frontItem(page)).toBe('promise:p1');
    await page.context().close();
  });

  it('a promise that is added is typed at once', async () => {
    const page = await openDraft();
    await page.keyboard.press('+');
    await page.keyboard.type('carrier');
    expect(await page.getByRole('textbox', { name: 'To whom, the promise to carrier' }).inputValue()).toBe('carrier');
    expect(await page.getByRole('textbox', { name: 'Contacts that changed' }).inputValue()).toBe('');
    await page.context().close();
  });

  it('a question that was begun and left is gone on with, as often as the key is pressed', async () => {
    const page = await openReady();
    await page.keyboard.press('q');
    await page.keyboard.type('Who has');
    await page.getByRole('heading', { name: 'Night A to Early B' }).click();
    expect(await focused(page)).toBe('');
    await page.keyboard.press('q');
    await until(() => focused(page)).toBe('Ask');
    await page.keyboard.type(' the key?');
    expect(await page.getByRole('textbox', { name: 'Ask' }).inputValue()).toBe('Who has the key?');
    await page.context().close();
  });

  it('in the list of everything, in order, too: b reads back what is in front', async () => {
    const page = await openReady();
    await page.keyboard.press('w');
    await itemOf(page, 'fra2-db-07').focus();
    await page.keyboard.press('b');
    await page.keyboard.type('It lags');
    expect(await page.getByLabel('Read back fra2-db-07 in your own words').inputValue()).toBe('It lags');
    await page.keyboard.press('Enter');
    await page.getByText('fra2-db-07 is read back.').waitFor();
    await page.context().close();
  });
});

describe('while somebody types', () => {
  it('a colleague acknowledges the problem: it stays in its section, and the letters in its field', async () => {
    const page = await openDraft();
    await page.keyboard.press('w');
    const next = page.getByRole('textbox', { name: 'Next, about fra2-db-07', exact: true });
    await next.fill('Rebuild');
    await moveDb(page, 'held', 'watch');
    await itemOf(page, 'fra2-db-07').getByText('moved').waitFor();
    await page.keyboard.type(' it');
    expect(await next.inputValue()).toBe('Rebuild it');
    await page.context().close();
  });

  it('the hand-over is taken back: what is typed on is no command, and nothing of it goes elsewhere', async () => {
    const page = await openReady();
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('b');
    await page.keyboard.type('Lag is at 1 240 s ');
    await page.evaluate(() => window.stage.handoffs.thawElsewhere());
    await page.getByRole('textbox', { name: 'Judgement' }).waitFor();
    await page.keyboard.type('because urgent vacuum ran');
    await page.getByText('keys rest until you pause').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect(await callsOf(page, 'write')).toEqual([]);
    // And they work again.
    await until(async () => {
      await page.waitForTimeout(1_300);
      await page.keyboard.press('u');
      return focused(page);
    }).toBe('Judgement');
    await page.context().close();
  });

  it('a time that is half typed is not called wrong before the field is left', async () => {
    const page = await openDraft();
    await page.getByRole('textbox', { name: /Next, about fra2-db-07, time in/ }).focus();
    await page.keyboard.type('06:');
    expect(await page.getByText('no time like 06:30').count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.getByText('no time like 06:30').waitFor();
    await page.context().close();
  });
});

it('what was said about an item stays in sight when it is over', async () => {
  const page = await openDraft();
  await page.getByRole('textbox', { name: 'Next, about fra2-db-07', exact: true }).fill('Rebuild from base backup');
  await page.keyboard.press('Enter');
  await until(async () => (await callsOf(page, 'write')).length).toBeGreaterThan(0);
  await moveDb(page, 'resolved', 'stable');
  await itemOf(page, 'fra2-db-07').getByText('Next was Rebuild from base backup').waitFor();
  await page.context().close();
});

it('two strokes of h begin one hand-over: the second would supersede the first', async () => {
  const page = await openHandoff(lab, { world: 'handoffEmpty' });
  await page.evaluate(() => {
    for (const _ of [1, 2]) window.dispatchEvent(new KeyboardEvent('keydown', { key: 'h' }));
  });
  await page.getByRole('textbox', { name: 'Judgement' }).waitFor();
  expect(await callsOf(page, 'begin')).toHaveLength(1);
  await page.context().close();
});

it('who may not accept yet is led to what is missing', async () => {
  const page = await openReady();
  await page.keyboard.press('Home');
  await page.keyboard.press('y');
  await page.getByText(/Not yet: fra2-db-07 is not read back/).waitFor();
  await until(() => frontItem(page)).toBe(DB);
  await page.context().close();
});

it.each(['handoffReady', 'handoffDraft'] as const)(
  'at 911 pixels, as a scale of 150 makes them, the head and the rows of %s can be read',
  async (world) => {
    const page = await openHandoff(lab, { world, width: 911, height: 512 });
    const boxOf = async (part: string) => (await page.locator(part).first().boundingBox())!;
    const [title, steps] = [await boxOf('.ho-head h1'), await boxOf('.ho-flow')];
    expect(title.width).toBeGreaterThan(150);
    expect(title.x + title.width).toBeLessThanOrEqual(steps.x);
    for (const row of await page.locator('.ho-watch .ho-what b').all())
      expect((await row.boundingBox())!.width).toBeGreaterThan(80);
    await page.context().close();
  },
);
