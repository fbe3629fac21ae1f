// @vitest-environment node
// Folders and log-ins of runbooks in the settings: typed, put in order, saved with the rest, each fault at its field.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldError } from '../../electron/contract/api/errors.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import {
  loginsIn,
  loginsText,
  type RunbooksText,
  runbooksText,
  toRunbooks,
  withLogin,
} from '../../renderer/features/settings/runbooks-draft.ts';
import { openPageLab, type PageLab } from '../support/page.ts';

describe('the draft', () => {
  const { runbooks } = settings.parse({
    runbooks: {
      folders: ['/srv/run books', '/home/ops/books'],
      logins: [
        { name: 'Switches', tags: ['network'], user: 'noc', auth: 'password', credential: 'switches' },
        { name: 'Linux', user: 'ops', port: 2222, auth: 'key', keyFile: '/home/ops/.ssh/id' },
      ],
    },
  });
  const text = runbooksText(runbooks);
  const read = (change: Partial<RunbooksText>) => {
    const wrong: FieldError[] = [];
    return { runbooks: toRunbooks({ ...text, ...change }, wrong), wrong };
  };

  test('gives back exactly what holds, spaces in paths and all', () => {
    expect(read({})).toEqual({ runbooks, wrong: [] });
  });
  test('names each fault at its field', () => {
    const { wrong } = read({
      runbookFolders: '/srv/runbooks\nbooks',
      runbookLogins: loginsText([...withLogin([]).map((login) => ({ ...login, port: '70000', auth: 'key' as const }))]),
    });
    expect(wrong.map(({ path }) => path)).toEqual([
      'runbooks.folders.1',
      'runbooks.logins.0.name',
      'runbooks.logins.0.user',
      'runbooks.logins.0.port',
      'runbooks.logins.0.keyFile',
    ]);
  });
  test('an agent takes neither key nor password along', () => {
    const logins = loginsText(loginsIn(text.runbookLogins).map((login) => ({ ...login, auth: 'agent' as const })));
    expect(read({ runbookLogins: logins }).runbooks.logins).toMatchObject([
      { keyFile: '', credential: '' },
      { keyFile: '', credential: '' },
    ]);
  });
  test('takes no log-ins from what is no list', () => {
    expect(loginsIn('{"name":1}')).toEqual([]);
    expect(loginsIn('half a wo')).toEqual([]);
  });
});

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

async function openSettings(theme: 'dark' | 'light' | 'night' = 'dark'): Promise<Page> {
  const page = await lab.open({ world: 'quietNight', theme });
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await page.getByLabel('Folders').waitFor();
  return page;
}

test('folders and log-ins are saved in their order', async () => {
  const page = await openSettings();
  await page.getByLabel('Folders').fill('/srv/runbooks\n/srv/more books');
  await page.getByRole('button', { name: /Add a log-in/ }).click();
  // The hand is in its name.
  await page.keyboard.type('Linux');
  await page.getByLabel('User', { exact: true }).fill('ops');
  await page.getByRole('button', { name: /Add a log-in/ }).click();
  await page.keyboard.type('Switches');
  const second = page.locator('.set-login').nth(1);
  await second.getByLabel('User', { exact: true }).fill('noc');
  await second.getByLabel('Tags, one of').fill('network, core');
  await second.getByRole('button', { name: 'Up' }).click();
  await expect.poll(() => page.locator('.set-login legend').first().textContent()).toBe('1. Switches');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('.said').textContent()).toContain('The settings are saved');
  const saved = await page.evaluate(
    () => window.stage.engine.calls.findLast((call) => call.name === 'changeSettings')?.input,
  );
  expect(saved).toMatchObject({
    runbooks: {
      folders: ['/srv/runbooks', '/srv/more books'],
      logins: [
        { name: 'Switches', user: 'noc', tags: ['network', 'core'], port: 22, auth: 'agent' },
        { name: 'Linux', user: 'ops', tags: [] },
      ],
    },
  });
  await page.context().close();
});

test('what is wrong stands at its log-in, and nothing is saved', async () => {
  const page = await openSettings();
  await page.getByRole('button', { name: /Add a log-in/ }).click();
  await page.locator('.set-login').getByText('Password', { exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Log-in 1, user: say who logs in').waitFor();
  await page.getByText('Log-in 1, credential: name the credential of the password').waitFor();
  expect(await page.evaluate(() => window.stage.engine.calls.some(({ name }) => name === 'changeSettings'))).toBe(
    false,
  );
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText("None: as the host's own SSH checks do.").waitFor();
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)('axe finds nothing in the log-ins, %s', async (theme) => {
  const page = await openSettings(theme);
  await page.getByRole('button', { name: /Add a log-in/ }).click();
  await page.locator('.set-login').getByText('Key file', { exact: true }).first().click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Log-in 1, user: say who logs in').waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.context().close();
});
