// @vitest-environment node
// The On call screen in a real browser: who has it, where nobody has, somebody put in by keyboard, a rota made.
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

async function openOnCall(options: PageOptions): Promise<Page> {
  const page = await lab.open(options);
  await page.evaluate(() => window.stage.putOnCall());
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('region', { name: 'On call now' }).getByText('Network').waitFor();
  return page;
}

const calls = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.stage.engine.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );

it('without a rota it says what to do first, and a person is added by keyboard', async () => {
  const page = await lab.open({ world: 'designNight' });
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByText('Nobody is on call: no person, no rota yet.').waitFor();
  await page.keyboard.press('p');
  await page.getByRole('dialog', { name: 'Add a person' }).waitFor();
  await page.keyboard.type('Ada Novak');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nobody is on call: no rota yet.').waitFor();
  await until(() => calls(page, 'putPerson')).toMatchObject([{ name: 'Ada Novak', channelIds: [] }]);
});

it('the rota lies in weeks of its zone, and gaps are said by name', async () => {
  const page = await openOnCall({ world: 'designNight' });
  await page.getByRole('button', { name: /Databases/ }).click();
  await page.getByRole('region', { name: 'Gaps' }).waitFor();
  await until(() => page.locator('.oc-week').count()).toBe(4);
  await until(() => page.locator('.oc-block.gap').count()).toBeGreaterThan(4);
  await page.locator('.oc-block.gap').first().getByText('Nobody').waitFor();
});

it('somebody is put in for the stretch in front: one key, a name, and it is sent whole', async () => {
  const page = await openOnCall({ world: 'designNight' });
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await page.getByRole('dialog', { name: 'Put somebody in' }).waitFor();
  await page.getByRole('combobox', { name: 'Who' }).selectOption({ label: 'Ben Osei' });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const [sent] = (await calls(page, 'putSchedule')) as { overrides: { person: string; from: number; to: number }[] }[];
  expect(sent?.overrides).toHaveLength(2);
  expect(sent?.overrides[1]).toMatchObject({ person: 'ben' });
  expect(sent!.overrides[1]!.to).toBeGreaterThan(sent!.overrides[1]!.from);
});

it('a time that is none is refused at its field, and nothing is sent', async () => {
  const page = await openOnCall({ world: 'designNight' });
  await page.keyboard.press('o');
  const untilField = page.getByRole('textbox', { name: /Until/ });
  await untilField.fill('tomorrow');
  await page.keyboard.press('Control+Enter');
  await page.getByText('must be a time like').waitFor();
  await until(() => calls(page, 'putSchedule')).toEqual([]);
});

it('a rota that is typed says where nobody would be', async () => {
  const page = await openOnCall({ world: 'designNight' });
  await page.keyboard.press('+');
  await page.getByRole('dialog', { name: 'Add a rota' }).waitFor();
  await page.getByText('Name it, and put at least one person in each layer.').waitFor();
  await page.getByRole('textbox', { name: 'Name of the rota' }).fill('Storage');
  const people = page.getByRole('combobox', { name: 'People, in their order' });
  await people.fill('Ada Novak');
  await page.getByText('No gap in the next two weeks.').waitFor();
  await page.getByRole('checkbox', { name: /Within hours only/ }).check();
  await page.getByText(/^Nobody from/).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until(() => calls(page, 'putSchedule')).toMatchObject([
    { name: 'Storage', layers: [{ people: ['ada'], hours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' } }] },
  ]);
});

it('a policy reads as a sentence, and a step is added', async () => {
  const page = await openOnCall({ world: 'designNight' });
  await page.getByText('at once rota Network; after 10 min person Ada Novak; all of it 2 times more').waitFor();
  await page.keyboard.press('P');
  await page.getByRole('textbox', { name: 'Name' }).fill('Nights');
  const tell = page.getByRole('combobox', { name: 'Tell' });
  await tell.fill('rota Network');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until(() => calls(page, 'putPolicy')).toMatchObject([
    { name: 'Nights', repeat: 0, steps: [{ delayMs: 0, targets: [{ type: 'schedule', scheduleId: 'network' }] }] },
  ]);
});

it('Watch shows who is on call, and leads here', async () => {
  const page = await lab.open({ world: 'quietNight', hosts: 5 });
  await page.evaluate(() => window.stage.putOnCall());
  const panel = page.getByRole('region', { name: 'On call now' });
  await panel.getByRole('button', { name: /Network/ }).click();
  await page.locator('main.oc').waitFor();
});

it.each(['dark', 'light', 'night'] as const)('axe has nothing to find in the %s theme', async (theme) => {
  const page = await openOnCall({ world: 'designNight', theme });
  await page.keyboard.press('j');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([]);
});
