// @vitest-environment node
// The inventory in Debian's Chromium under the app's content policy: many rows chosen by keys, files in and out, and what
// a screen reader finds in each of its parts.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

const THEMES = ['dark', 'light', 'night'] as const;

/** Opens a part of the inventory by its keys. */
async function openPart(part: 'h' | 't' | 'c' | 'I', options: PageOptions = { world: 'quietNight' }): Promise<Page> {
  const page = await lab.open(options);
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await page.getByRole('navigation', { name: 'Inventory' }).waitFor();
  await page.locator('.keys kbd', { hasText: '/' }).first().waitFor();
  if (part !== 'h') await page.keyboard.press(part);
  return page;
}

const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
};

/** The newest call of that name, as the engine heard it. */
const lastCall = (page: Page, name: string) =>
  page.evaluate((wanted) => window.stage.engine.calls.findLast((call) => call.name === wanted)?.input, name);

const paste = (page: Page, text: string) =>
  page.getByLabel('Text of the file').evaluate((area, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

const furnish = (page: Page) =>
  page.evaluate(() => {
    const { engine } = window.stage;
    const [host] = engine.world().hosts.values();
    const [check] = engine.world().checks.values();
    if (!host || !check) throw new Error('the night has both');
    const { id: _, hostId: __, ...ping } = check;
    engine.push(
      { type: 'host', host: { ...host, tags: ['linux'] } },
      { type: 'templates', templates: [{ id: 't-1' as never, name: 'Linux', tag: 'linux', checks: [ping] }] },
      { type: 'credentials', credentials: [{ name: 'ssh', about: 'user monitor', changedAt: 1, uses: 3 }] },
    );
  });

describe('many hosts', () => {
  test('Space, Shift and the arrows choose; b edits all of them; the preview says each', async () => {
    const page = await openPart('h');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('3 hosts chosen').first().waitFor();
    await until(() => page.locator('tr[aria-selected=true]').count()).toBe(3);
    await page.keyboard.press('b');
    await page.getByLabel('Site', { exact: true }).waitFor();
    await page.keyboard.type('ams1');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This will change').waitFor();
    await until(() => page.locator('.change-rows > li').count()).toBe(3);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.said').textContent()).toContain('3 hosts changed');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('tr.chosen').count()).toBe(0);
    await page.context().close();
  });

  test('of 10,000, Ctrl+A chooses what the filter leaves, and keeps them when it is cleared', async () => {
    const page = await openPart('h', { world: 'bigFleet', hosts: 10_000 });
    await page.keyboard.press('/');
    await page.keyboard.type('site:site07 tag:network');
    await page.getByRole('status').filter({ hasText: '4 of' }).waitFor();
    await page.getByLabel('Filter hosts').blur();
    await page.keyboard.press('Control+a');
    await page.getByText('4 hosts chosen').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await page.getByText('10\u2009000 hosts', { exact: true }).waitFor();
    await page.getByText('4 hosts chosen').first().waitFor();
    await page.context().close();
  });

  test('columns are chosen, and are there after the window was opened anew', async () => {
    const page = await openPart('h');
    await page.keyboard.press('o');
    await page.getByRole('checkbox', { name: 'Owner' }).check();
    await page.getByRole('checkbox', { name: 'Address' }).uncheck();
    await page.keyboard.press('Escape');
    const heads = () => page.getByRole('grid', { name: 'Hosts' }).locator('th').allTextContents();
    expect(await heads()).toContain('Owner');
    await page.reload();
    await page.locator('[data-ready]').waitFor({ state: 'attached' });
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await page.getByRole('grid', { name: 'Hosts' }).waitFor();
    expect(await heads()).not.toContain('Address');
    expect(await heads()).toContain('Owner');
    await page.context().close();
  });

  test('the table never scrolls sideways, narrow or wide, with every column shown', async () => {
    for (const width of [1366, 2560]) {
      const page = await openPart('h', { world: 'bigFleet', hosts: 2_000, width, height: 768 });
      await page.keyboard.press('o');
      for (const box of await page.getByRole('dialog').getByRole('checkbox').all()) await box.check();
      await page.keyboard.press('Escape');
      const over = await page.locator('.inv-rows').evaluate((pane) => pane.scrollWidth - pane.clientWidth);
      expect(over, String(width)).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });
});

const YAML = `watchfloor: 1
hosts:
  - name: gateway
    address: 127.0.0.9
  - name: web 01
    address: 127.0.0.2
  - name: new-host
    address: 127.0.0.3
`;

describe('import', () => {
  test('a paste is read at once; an error keeps everything out and is quoted where it stands', async () => {
    const page = await openPart('I');
    await paste(page, YAML);
    await page.getByText('1 error').waitFor();
    await until(() => page.locator('.findings .at').textContent()).toBe('5:11');
    await until(() => page.locator('.quoted').textContent()).toBe('  - name: web 01');
    await page.keyboard.press('Control+Enter');
    await page.locator('.findings button').click();
    const caret = await page
      .getByLabel('Text of the file')
      .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
    expect(caret).toBe('web 01');
    expect(await lastCall(page, 'importFile')).toMatchObject({ dryRun: true, mode: 'merge' });
    await page.context().close();
  });

  test('bad entries left out, the rest goes in with Ctrl+Enter, and what was done is said', async () => {
    const page = await openPart('I');
    await paste(page, YAML);
    await page.getByText('1 error').waitFor();
    await page.getByLabel('Leave bad entries out').check();
    await page.getByRole('button', { name: /Apply 2 changes/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('The file is in.').waitFor();
    await until(() => page.locator('.outcome-pane .empty').textContent()).toContain('1 added, 1 changed, 0 removed');
    expect(await lastCall(page, 'importFile')).toMatchObject({ dryRun: false, skipBad: true });
    await page.getByRole('button', { name: /Show the hosts/ }).click();
    await page.getByText('new-host').first().waitFor();
    await page.context().close();
  });

  test('replace says how many go, before they do', async () => {
    const page = await openPart('I');
    await paste(page, 'watchfloor: 1\nhosts:\n  - name: gateway\n');
    await page.getByText('Replace: others go').click();
    await page.getByRole('button', { name: /Apply 4 changes, 4 removed/ }).waitFor();
    await page.context().close();
  });

  test('a CSV file shows its columns with their guess; another meaning is previewed at once', async () => {
    const page = await openPart('I');
    await paste(page, 'name,ip,site\nx-1,127.0.0.4,ams1\nx-2,127.0.0.5,ams1\n');
    await page.getByLabel('Column ip means').waitFor();
    await until(() => page.getByLabel('Column name means').inputValue()).toBe('name');
    await page.getByLabel('Column ip means').selectOption('address');
    await expect.poll(() => page.locator('.change-rows').textContent()).toContain('127.0.0.4');
    await page.getByLabel('Column site means').selectOption('address');
    await page.getByText('Two columns cannot both be Address').waitFor();
    await page.context().close();
  });

  test('typing on makes the preview old; Ctrl+Enter looks again before it applies', async () => {
    const page = await openPart('I');
    await paste(page, 'watchfloor: 1\nhosts:\n  - name: a-1\n');
    await page.getByRole('button', { name: /Apply 1 change/ }).waitFor();
    await page.getByLabel('Text of the file').press('Control+End');
    await page.keyboard.type('  - name: a-2\n');
    await page.getByText('of the text before you typed').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /Apply 2 changes/ }).waitFor();
    expect(await lastCall(page, 'importFile')).toMatchObject({ dryRun: true });
    await page.context().close();
  });

  test('a chosen file comes in by its name', async () => {
    const page = await openPart('I');
    const file = { name: 'hosts.csv', mimeType: 'text/csv', buffer: Buffer.from('name,site\ny-1,ams1\n') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('hosts.csv, CSV').waitFor();
    await page.getByRole('button', { name: /Apply 1 change/ }).waitFor();
    await page.context().close();
  });

  test('a monitor that cannot write says so, and the text stays', async () => {
    const page = await openPart('I');
    await page.evaluate(() => window.stage.engine.refuse('The disk is full.'));
    await paste(page, YAML);
    await page.locator('.outcome-body [role=alert]').getByText('Nothing was changed.').waitFor();
    await until(() => page.getByLabel('Text of the file').inputValue()).toBe(YAML);
    await page.context().close();
  });
});

test('an export is shown, saved under a dated name, and put on the clipboard', async () => {
  const page = await openPart('h');
  await page.keyboard.press('E');
  const area = page.getByLabel('The file');
  await expect.poll(() => area.inputValue()).toContain('- name: gateway');
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+Enter');
  expect((await saved).suggestedFilename()).toMatch(/^watchfloor-inventory-\d{4}-\d\d-\d\d\.yaml$/);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => page.locator('.said').textContent()).toContain('on the clipboard');
  await page.context().close();
});

describe.each(THEMES)('axe finds nothing (%s)', (theme) => {
  const open = (part: Parameters<typeof openPart>[0]) => openPart(part, { world: 'designNight', theme });

  test('hosts chosen, bulk edit and its preview', async () => {
    const page = await open('h');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 hosts chosen').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('b');
    await page.getByLabel('Site', { exact: true }).waitFor();
    await page.keyboard.type('lon9');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('This will change').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('templates and their form, credentials and theirs', async () => {
    const page = await open('h');
    await furnish(page);
    await page.keyboard.press('t');
    await page.getByRole('grid', { name: 'Templates' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByLabel('Name of the template').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await page.getByRole('grid', { name: 'Credentials' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByLabel('Secret').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('import with findings and columns, the empty parts', async () => {
    const page = await openPart('I', { world: 'empty', theme });
    await page.getByText('Nothing to show yet.').waitFor();
    expect(await violations(page)).toEqual([]);
    await paste(page, YAML);
    await page.getByText('1 error').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Empty' }).click();
    await paste(page, 'name,site\ny-1,ams1\n');
    await page.getByRole('button', { name: /Apply 1 change/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Text of the file').press('Escape');
    for (const part of ['t', 'c']) {
      await page.keyboard.press(part);
      await page.getByText(/^No (template|credential) yet/).waitFor();
      expect(await violations(page)).toEqual([]);
    }
    await page.context().close();
  });
});

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
