// @vitest-environment node
// Shifts and who sits here, in a real browser: by keyboard alone, from the top bar to a planned week.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

async function openPage(options: Partial<PageOptions> = {}, withShifts = true): Promise<Page> {
  const page = await lab.open({ world: 'designNight', ...options });
  if (withShifts) await page.evaluate(() => window.stage.putShifts());
  return page;
}

async function openShifts(options: Partial<PageOptions> = {}, withShifts = true): Promise<Page> {
  const page = await openPage(options, withShifts);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.locator('main.shf').waitFor();
  if (withShifts) await page.locator('.shf-block').first().waitFor();
  return page;
}

async function openSignIn(options: Partial<PageOptions> = {}, withShifts = true): Promise<Page> {
  const page = await openPage(options, withShifts);
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  return page;
}

const calls = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.stage.engine.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );
const cell = (page: Page) => page.locator('header.top button.tc');

it('the top bar says whose watch it is and how long it lasts; without a plan, what is watched', async () => {
  const page = await openPage();
  await until(async () => (await cell(page).innerText()).replaceAll('\u00a0', ' ')).toMatch(
    /Night A, M\. Okafor[\s\S]*4 h \d+ min\s*left/,
  );
  expect(await cell(page).getAttribute('title')).toBe('On now: Night A with M. Okafor');
  const bare = await openPage({}, false);
  await until(() => cell(bare).innerText()).toMatch(/M\. Okafor, watching[\s\S]*598\s*hosts/);
});

it('somebody signs in by a few letters and Enter: whoever is on now stands first, and the bar names them', async () => {
  const page = await openSignIn();
  const options = page.getByRole('dialog').getByRole('option');
  expect(await options.allInnerTexts()).toEqual([
    expect.stringMatching(/MO\s*M\. Okafor\s*on now, Night A/),
    expect.stringMatching(/AB\s*A\. Brandt\s*next, Early B\s*PIN/),
    expect.stringMatching(/RCA\s*R\. Castellanos\s*next, Early B/),
    expect.stringMatching(/JL\s*J\. Lindqvist/),
  ]);
  await page.keyboard.type('lind');
  await until(() => options.count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until(() => cell(page).innerText()).toContain('Night A, J. Lindqvist');
  expect(await calls(page, 'signIn')).toEqual(['jl']);
  await page.getByText('J. Lindqvist sits here now').waitFor();
});

it('who has a PIN types it: a wrong one is said at the field, and Backspace leads back to the list', async () => {
  const page = await openSignIn();
  await page.keyboard.type('ab');
  await page.keyboard.press('Enter');
  const pin = page.getByLabel('PIN');
  await pin.waitFor();
  expect(await pin.getAttribute('type')).toBe('password');
  await page.keyboard.type('11x11');
  expect(await pin.inputValue()).toBe('1111');
  await page.keyboard.press('Enter');
  await page.getByText('that is not the PIN of A. Brandt').waitFor();
  expect(await pin.inputValue()).toBe('');
  await page.keyboard.press('Backspace');
  await page.getByRole('combobox', { name: 'Who are you?' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('PIN').waitFor();
  await page.keyboard.type('2468');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until(() => cell(page).innerText()).toContain('A. Brandt');
});

it('signing out is one button in the same dialog, and a command of the palette', async () => {
  const page = await openSignIn();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await cell(page).click();
  await page.getByText('M. Okafor sits here now').last().waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until(() => calls(page, 'signOut')).toHaveLength(1);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('who works when');
  await page.keyboard.press('Enter');
  await page.locator('main.shf').waitFor();
});

it('where nobody is known yet, it leads to adding a person', async () => {
  const page = await openSignIn({}, false);
  await page.getByText('Nobody is known yet.').waitFor();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('dialog', { name: 'Add a person' }).waitFor();
  await page.keyboard.type('Zoe Zimmer');
  await page.getByRole('radio', { name: 'rose' }).check({ force: true });
  await page.keyboard.press('Control+Enter');
  await until(() => calls(page, 'putPerson')).toMatchObject([{ name: 'Zoe Zimmer', initials: '', colour: 'rose' }]);
  await page.getByRole('option', { name: /Zoe Zimmer/ }).waitFor();
});

it('a usual week is one key: three shifts around the clock, red until somebody is named', async () => {
  const page = await openShifts({}, false);
  await page.getByText('No shift is planned yet.').waitFor();
  await page.keyboard.press('u');
  await page.locator('.shf-block.nobody').first().waitFor();
  await until(() => calls(page, 'putPlan')).toMatchObject([
    { name: 'Early', from: '06:00', to: '14:00', days: [1, 2, 3, 4, 5, 6, 7], people: [] },
    { name: 'Late', from: '14:00', to: '22:00' },
    { name: 'Night', from: '22:00', to: '06:00' },
  ]);
  expect(await page.locator('.shf-gap').count()).toBeGreaterThan(0);
});

it('a week lies in rows, the hole on Sunday is red and named, the swapped day is marked', async () => {
  const page = await openShifts();
  await until(() => page.locator('.shf-row').count()).toBe(7);
  await page.locator('.shf-block.over').first().waitFor();
  await page.getByRole('region', { name: 'Gaps' }).getByText('Sun').first().waitFor();
  expect(await page.locator('.shf-now').count()).toBe(1);
  await page.keyboard.press('m');
  await until(() => page.locator('.shf-row').count()).toBe(5);
  await until(() => page.locator('.shf-gap').count()).toBeGreaterThanOrEqual(5);
  await page.keyboard.press(']');
  await until(() => page.locator('.shf-now').count()).toBe(0);
  await page.keyboard.press('t');
  await until(() => page.locator('.shf-now').count()).toBe(1);
});

it('one shift is changed by keyboard, and as planned again; what differs is all that is sent', async () => {
  const page = await openShifts();
  await page.keyboard.press('j');
  await page.getByRole('region', { name: 'This shift' }).getByText('Night A').waitFor();
  await page.keyboard.press('o');
  const dialog = page.getByRole('dialog', { name: 'Change one shift' });
  await dialog.waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing differs from the plan yet').waitFor();
  await dialog.getByLabel('To', { exact: true }).fill('23:45');
  await dialog.getByLabel('Why').fill('the carrier is late');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  const [sent] = (await calls(page, 'putPlan')) as { overrides: object[] }[];
  expect(sent?.overrides).toMatchObject([
    { people: null, calledOff: false, from: null, to: '23:45', reason: 'the carrier is late' },
  ]);
  await page.getByRole('region', { name: 'This shift' }).getByText('other hours: the carrier is late').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'As planned again' }).click();
  await until(() => calls(page, 'putPlan')).toMatchObject([{}, { overrides: [] }]);
});

it('Enter opens the shift in front after a click too, also when the keys went on from there', async () => {
  const page = await openShifts();
  await page.locator('.shf-block').first().click();
  await page.keyboard.press('ArrowRight');
  const name = await page.getByRole('region', { name: 'This shift' }).getByRole('heading').innerText();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change one shift' });
  await dialog.waitFor();
  expect(await dialog.locator('header .sub').innerText()).toBe(name);
});

it('UTC is offered as a zone', async () => {
  const page = await openShifts();
  await page.keyboard.press('+');
  await page.getByRole('dialog', { name: 'Plan a shift' }).getByLabel('Time zone').fill('UT');
  await until(() => page.locator('dialog datalist option[value="UTC"]').count()).toBe(1);
});

it('a shift is planned in a turn of weeks, says what it comes to, and a taken name is said at its field', async () => {
  const page = await openShifts();
  await page.keyboard.press('+');
  const dialog = page.getByRole('dialog', { name: 'Plan a shift' });
  await dialog.getByText('Name it, and give it at least one day.').waitFor();
  await page.keyboard.type('Night A');
  await dialog.getByText(/times? in the next two weeks/).waitFor();
  await dialog.getByLabel('Weeks in a turn').fill('2');
  await dialog.getByLabel('week 2').check();
  await dialog.getByLabel('week 1').uncheck();
  await dialog.getByRole('combobox', { name: 'Who works it' }).fill('A. Brandt');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('there is a shift of this name already').waitFor();
  await dialog.getByLabel('Name of the shift').fill('Night B');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  expect((await calls(page, 'putPlan')).at(-1)).toMatchObject({
    name: 'Night B',
    cycle: { weeks: 2, takes: [2] },
    people: ['ab'],
  });
});

it('a PIN is changed with the old one, and without it only for a reason; two that differ are not sent', async () => {
  const page = await openShifts();
  await page.getByRole('button', { name: /A. Brandt has a PIN/ }).click();
  await page.getByRole('button', { name: 'Change PIN' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change PIN' });
  await dialog.getByLabel('New PIN').fill('1357');
  await dialog.getByLabel('Once more').fill('1356');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('type the one they have').waitFor();
  await dialog.getByText('is not the same').waitFor();
  await dialog.getByLabel('It is forgotten').check();
  await dialog.getByLabel('Once more').fill('1357');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('say why: it stands in the record').waitFor();
  expect(await calls(page, 'setPin')).toEqual([]);
  await dialog.getByLabel('Why it is set anew').fill('new phone');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await calls(page, 'setPin')).toEqual([{ personId: 'ab', pin: '1357', current: '', forgotten: 'new phone' }]);
});

async function expectNoFindings(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect(found, part).toEqual([]);
}

const THEMES = ['dark', 'light', 'night'] as const;

it.each(THEMES)(
  'axe has nothing to find on the week, the five weeks and the form in the %s theme',
  async (theme) => {
    const page = await openShifts({ theme });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expectNoFindings(page, 'body');
    await page.keyboard.press('m');
    await until(() => page.locator('.shf-row').count()).toBe(5);
    await expectNoFindings(page, 'main.shf');
    await page.keyboard.press('F2');
    await page.getByRole('dialog').waitFor();
    await expectNoFindings(page, 'dialog');
  },
  120_000,
);

it.each(THEMES)('axe has nothing to find at the sign-in in the %s theme', async (theme) => {
  const page = await openSignIn({ theme });
  await expectNoFindings(page, 'dialog');
  await page.keyboard.type('bra');
  await page.keyboard.press('Enter');
  await page.getByLabel('PIN').waitFor();
  await expectNoFindings(page, 'dialog');
});
