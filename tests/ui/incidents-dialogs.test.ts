// @vitest-environment node
// Everything that is entered about an incident, by keyboard, as an operator would at night.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { callsOf, openIncidentList } from '../support/page-incidents.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

const openWatch = () => lab.open({ world: 'incidentsList' });

const openList = (serial: number): Promise<Page> => openIncidentList(lab, serial);

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'detached' });

it('t acknowledges with one more key; times never go back, and what was typed stays', async () => {
  const page = await openList(413);
  await page.keyboard.press('t');
  await dialog(page, 'Acknowledge').waitFor();
  await page.keyboard.press('Enter');
  await closed(page);
  await until(() => callsOf(page, 'moveTo')).toEqual([{ incidentId: 'i-413', status: 'acknowledged', reason: '' }]);
  // The list shows what came back; before that t would begin from the old status.
  await page.locator('.irow', { hasText: 'INC-2026-0413' }).getByText('acknowledged').waitFor();
  await page.keyboard.press('t');
  await dialog(page, 'To mitigated').waitFor();
  await page.keyboard.type('standby promoted');
  await page.getByRole('textbox', { name: /When it happened/ }).fill('5 d');
  await page.keyboard.press('Control+Enter');
  await page.getByText('lies before the last milestone').waitFor();
  await until(() => page.getByRole('textbox', { name: /A word on it/ }).inputValue()).toBe('standby promoted');
  await page.keyboard.press('Escape');
  await page.getByText('Esc again throws away what you typed.').waitFor();
  await page.keyboard.press('Escape');
  await closed(page);
});

it('closing wants resolution and root cause; unknown is one key', async () => {
  const page = await openList(408);
  await page.keyboard.press('t');
  const form = dialog(page, 'Close');
  await form.waitFor();
  await page.keyboard.press('Control+Enter');
  await form.getByText('say what caused it, or that it is unknown').waitFor();
  await page.keyboard.press('Alt+u');
  await until(() => form.getByRole('textbox', { name: 'Root cause' }).inputValue()).toBe('unknown');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'moveTo')).toMatchObject([
    { status: 'closed', resolution: 'Trunk moved to the second carrier', rootCause: 'unknown' },
  ]);
});

it('one that is over is opened again with a reason, and nothing else', async () => {
  const page = await openList(407);
  await page.keyboard.press('t');
  const form = dialog(page, 'Re-open');
  await form.waitFor();
  await page.keyboard.press('Control+Enter');
  await form.getByText('say why', { exact: true }).waitFor();
  await page.keyboard.type('the fan stopped again');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'moveTo')).toMatchObject([{ status: 'open', reason: 'the fan stopped again' }]);
});

it('severity, hold and going on', async () => {
  const page = await openList(411);
  await page.keyboard.press('v');
  await dialog(page, 'How bad is it?').getByText('High', { exact: true }).last().click();
  await page.getByText('Its promises become those of SEV1').waitFor();
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'rate')).toMatchObject([{ impact: 'high', urgency: 'high', severity: null }]);
  await page.keyboard.press('h');
  await dialog(page, 'Put it on hold').waitFor();
  await page.keyboard.type('their engineer comes at 07:30');
  await page.keyboard.press('Enter');
  await closed(page);
  await until(() => callsOf(page, 'hold')).toMatchObject([
    { waitsFor: 'vendor', reason: 'their engineer comes at 07:30' },
  ]);
  await page
    .locator('.irow', { hasText: 'INC-2026-0411' })
    .getByText(/hold|vendor/i)
    .first()
    .waitFor();
  await page.keyboard.press('h');
  await dialog(page, 'Let it go on')
    .getByText(/their engineer comes/)
    .waitFor();
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'goOn')).toHaveLength(1);
});

it('roles are given one by one, names of those on call are offered', async () => {
  const page = await openList(413);
  await page.evaluate(() => window.stage.putOnCall());
  await page.keyboard.press('o');
  const form = dialog(page, 'Who does what');
  await form.waitFor();
  await until(() => form.locator('datalist').first().locator('option[value="Ada Novak"]').count()).toBe(1);
  await form.getByRole('combobox', { name: 'Lead', exact: true }).fill('Ada Novak');
  await form.getByRole('combobox', { name: 'Scribe' }).fill('Ben Osei');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'assign')).toEqual([
    { incidentId: 'i-413', role: 'lead', name: 'Ada Novak' },
    { incidentId: 'i-413', role: 'scribe', name: 'Ben Osei' },
  ]);
});

it('only changed fields are sent, and a refusal leaves what was typed', async () => {
  const page = await openList(411);
  await page.keyboard.press('d');
  const form = dialog(page, 'What is known of it');
  await form.waitFor();
  await form.getByRole('textbox', { name: 'Root cause' }).fill('A full disk');
  await page.evaluate(() => window.stage.engine.refuse('The data folder could not be written. Nothing was changed.'));
  await page.keyboard.press('Control+Enter');
  await form.getByRole('alert').waitFor();
  await until(() => form.getByRole('textbox', { name: 'Root cause' }).inputValue()).toBe('A full disk');
  await page.evaluate(() => window.stage.engine.refuse(null));
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'edit')).toEqual([{ incidentId: 'i-411', fields: { rootCause: 'A full disk' } }]);
});

it('problems are added, and moved out with a title and a reason', async () => {
  const page = await openList(412);
  await page.keyboard.press('P');
  const form = dialog(page, 'Problems of the incident');
  await form.waitFor();
  await page.keyboard.type('mail');
  await form.getByRole('checkbox', { name: /ams1-mail-02/ }).check();
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'addProblems')).toEqual([
    { incidentId: 'i-412', problemIds: ['p-ams1-mail-02-deferred queue'] },
  ]);
  await page.keyboard.press('P');
  await form.waitFor();
  await form.getByText('Move out into a new one').click();
  await form.getByRole('checkbox', { name: /ams1-mail-02/ }).check();
  await until(() => form.getByRole('textbox', { name: /Title/ }).inputValue()).toBe('ams1-mail-02 deferred queue');
  await form.getByRole('textbox', { name: 'Why' }).fill('another matter');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'split')).toMatchObject([
    { incidentId: 'i-412', title: 'ams1-mail-02 deferred queue', reason: 'another matter' },
  ]);
});

it('merging says what will happen before it does', async () => {
  const page = await openList(413);
  await page.keyboard.press('m');
  const form = dialog(page, 'Merge into another');
  await form.waitFor();
  await page.keyboard.press('Control+Enter');
  await form.getByText('choose the one that stays').waitFor();
  await form.getByRole('combobox', { name: 'The one that stays' }).selectOption('i-411');
  await form.getByText('1 problem of INC-2026-0413 goes over to INC-2026-0411.').waitFor();
  await form.getByRole('textbox', { name: 'Why' }).fill('the same database');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'merge')).toEqual([
    { incidentId: 'i-413', into: 'i-411', reason: 'the same database' },
  ]);
});

it('a follow-up and two tickets', async () => {
  const page = await openList(413);
  await page.keyboard.press('u');
  await dialog(page, 'Add a follow-up').waitFor();
  await page.keyboard.type('Alarm on the lag at 120 s');
  await page.getByRole('textbox', { name: /Due on/ }).fill('Friday');
  await page.keyboard.press('Control+Enter');
  await page.getByText('must be a date like 2026-12-01').waitFor();
  await page.getByRole('textbox', { name: /Due on/ }).fill('2026-12-01');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'putFollowUp')).toMatchObject([
    { followUpId: null, followUp: { text: 'Alarm on the lag at 120 s', owner: '', dueOn: '2026-12-01' } },
  ]);
  await page.keyboard.press('l');
  const form = dialog(page, 'In other systems');
  await form.getByRole('combobox', { name: 'System' }).fill('Jira');
  await page.keyboard.press('Control+Enter');
  await form.getByText('say its number there').waitFor();
  await form.getByRole('textbox', { name: 'Number there' }).fill('NOC-88');
  await page.keyboard.press('Alt+n');
  await form.getByRole('combobox', { name: 'System' }).last().fill('Carrier desk');
  await form.getByRole('textbox', { name: 'Number there' }).last().fill('4471');
  await page.keyboard.press('Control+Enter');
  await closed(page);
  await until(() => callsOf(page, 'putTickets')).toMatchObject([
    {
      tickets: [
        { system: 'Jira', id: 'NOC-88' },
        { system: 'Carrier desk', id: '4471' },
      ],
    },
  ]);
});

it('the search marks what it found, never as HTML, and Enter leads on', async () => {
  const page = await openWatch();
  await page.keyboard.press('Control+Shift+f');
  await dialog(page, 'Search incidents and notes').waitFor();
  await page.keyboard.type('ups feed');
  await until(() => page.locator('.hit mark').first().innerText()).toBe('UPS feed');
  await page.keyboard.press('ArrowDown');
  await until(() => page.locator('.hit[aria-selected="true"]').innerText()).toMatch('note by J. Lindqvist');
  await page.keyboard.press('Enter');
  await closed(page);
  await page.locator('main.watch').waitFor({ state: 'detached' });
});

it.each([
  ['t', 'Acknowledge'],
  ['d', 'What is known of it'],
  ['P', 'Problems of the incident'],
])('axe has nothing to find in the dialog of %s', async (key, name) => {
  const page = await openList(413);
  await page.keyboard.press(key);
  await dialog(page, name).waitFor();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([]);
});
