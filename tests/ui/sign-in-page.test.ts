// @vitest-environment node
// Somebody sits down at the change of a shift, in a real browser: whoever is marked is whoever signs in.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
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

async function openSignIn(): Promise<Page> {
  const page = await lab.open({ world: 'designNight' });
  await page.evaluate(() => window.stage.putShifts());
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  return page;
}

it('a shift begins while somebody chooses: nobody jumps under the hand', async () => {
  const page = await openSignIn();
  const options = page.getByRole('dialog').getByRole('option');
  const before = await options.allInnerTexts();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const marked = page.getByRole('option', { selected: true });
  expect(await marked.innerText()).toContain('R. Castellanos');
  await page.evaluate(() => {
    const { shifts } = window.stage.engine.world();
    const late = shifts.next.map((shift) => ({ ...shift, personIds: shift.personIds.toReversed() }));
    window.stage.engine.push({ type: 'shifts', shifts: { ...shifts, now: late, next: shifts.now } });
  });
  await page.locator('header.top').getByText('Early B').first().waitFor();
  expect(await options.allInnerTexts()).toEqual(before);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await callsOf(page, 'signIn')).toEqual(['rc']);
  await page.context().close();
});

it('Enter on "Somebody else" goes back to the list and sends no PIN', async () => {
  const page = await openSignIn();
  await page.keyboard.type('ab');
  await page.keyboard.press('Enter');
  await page.getByLabel('PIN').waitFor();
  await page.keyboard.type('11');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Who are you?' }).waitFor();
  expect(await callsOf(page, 'signIn')).toEqual([]);
  await page.context().close();
});

it('a PIN that is wrong twice is said twice, and typed again each time', async () => {
  const page = await openSignIn();
  await page.keyboard.type('ab');
  await page.keyboard.press('Enter');
  await page.getByLabel('PIN').waitFor();
  for (const pin of ['1111', '2222']) {
    await page.keyboard.type(pin);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('that is not the PIN of A. Brandt').waitFor();
    await until(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('password');
  }
  expect(await callsOf(page, 'signIn')).toEqual(['ab', 'ab']);
  await page.context().close();
});
