// A machine without a keychain: the vault is made by keyboard, stays shut after a restart, and opens with its passphrase only.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/app.ts';

const data = mkdtempSync(path.join(tmpdir(), 'watchfloor-vault-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function openVault({ page }: LaunchedApp): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('unlock');
  await page.getByRole('option', { name: /Unlock the vault/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /vault/ }).getByLabel('Passphrase').waitFor();
}

test('a vault is made once, and every start asks for its passphrase again', async () => {
  const first = await launchApp({ data });
  try {
    // Somebody is told in the middle of a form that a vault is needed: what was typed must still be there afterwards.
    await first.page.keyboard.press('+');
    const form = first.page.getByRole('dialog', { name: 'Add a host' });
    await form.waitFor();
    await first.page.keyboard.type('half-typed');
    await openVault(first);
    await first.page.keyboard.type('correct horse');
    await first.page.keyboard.press('Tab');
    await first.page.keyboard.type('correct horze');
    await first.page.keyboard.press('Enter');
    await first.page.getByText('The two are not the same.').waitFor();
    await first.page.keyboard.press('Control+a');
    await first.page.keyboard.type('correct horse');
    await first.page.keyboard.press('Enter');
    await first.page.getByText('The vault is made, and open.').waitFor();
    expect(await form.getByLabel('Name').inputValue()).toBe('half-typed');
  } finally {
    await first.close();
  }
  const second = await launchApp({ data });
  try {
    await openVault(second);
    expect(await second.page.getByRole('dialog').getByLabel('The same again').count()).toBe(0);
    await second.page.keyboard.type('wrong horse');
    await second.page.keyboard.press('Enter');
    await second.page.getByText(/not the passphrase of this vault/).waitFor();
    await second.page.keyboard.press('Control+a');
    await second.page.keyboard.type('correct horse');
    await second.page.keyboard.press('Enter');
    await second.page.getByText(/The vault is open/).waitFor();
  } finally {
    await second.close();
  }
});
