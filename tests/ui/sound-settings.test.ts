// @vitest-environment node
// When an alarm gets louder: set beside the volume, said in words when it is nonsense.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

test('after how long it gets louder is set where the volume is', async () => {
  const page = await lab.open({ world: 'designNight' });
  for (const key of ['g', 'a']) await page.keyboard.press(key);
  await page.getByRole('navigation', { name: 'Alerts' }).waitFor();
  await page.keyboard.press('u');
  const field = page.getByLabel('Louder after');
  await field.fill('99');
  await page.getByText('A whole number of minutes').waitFor();
  await field.fill('5');
  await field.press('Enter');
  await expect
    .poll(() => page.evaluate(() => window.stage.engine.calls.filter(({ name }) => name === 'changeSettings')))
    .toMatchObject([{ input: { alerting: { louderAfterMinutes: 5 } } }]);
  await page.context().close();
});

test('what hangs on the wall is set with the other settings, and the last view cannot be taken away', async () => {
  const page = await lab.open({ world: 'designNight' });
  for (const key of ['g', ',']) await page.keyboard.press(key);
  const section = page.getByRole('region', { name: 'Wallboard' });
  await section.getByText('Map', { exact: true }).click();
  await section.getByLabel('Each view stays').fill('45');
  await section.getByLabel('Display').fill('HDMI-1');
  await page.keyboard.press('Control+Enter');
  const saved = () =>
    page.evaluate(() =>
      window.stage.engine.calls.filter(({ name }) => name === 'changeSettings').map(({ input }) => input),
    );
  await expect
    .poll(saved)
    .toMatchObject([
      { wallboard: { views: ['overview', 'map', 'incidents', 'shift'], everySeconds: 45, display: 'HDMI-1' } },
    ]);
  for (const name of ['Overview', 'Map', 'Incidents', 'Shift']) await section.getByText(name, { exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await section.getByText('choose at least one view').waitFor();
  expect(await saved()).toHaveLength(1);
  await page.context().close();
});
