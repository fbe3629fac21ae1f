// One shift on the floor, by keyboard: the machine is there, a host is added, its address goes away, it goes soft and then
// hard and down on screen, it is acknowledged, the address comes back, it recovers. Played on the checkout and on the package.
import { expect } from 'vitest';
import type { LaunchedApp } from '../support/app.ts';
import { dropAddress } from '../support/lab/drop-address.ts';

const ADDRESS = '127.44.7.9';

/** Plays the journey on a freshly started app with an empty data folder. */
export async function playJourney({ page }: Pick<LaunchedApp, 'page'>): Promise<void> {
  const { keyboard } = page;
  const strip = page.locator('.strip', { hasText: 'edge-rtr09' });
  const annunciator = page.locator('.ann');

  // This very machine is being watched before anybody did anything.
  await page.locator('.tc', { hasText: /watching\s*1\s*host/i }).waitFor();

  // A host, without the mouse. Its ping looks every second, so that the journey is short.
  await keyboard.press('+');
  await page.getByRole('dialog', { name: 'Add a host' }).waitFor();
  await keyboard.type('edge-rtr09');
  await keyboard.press('Tab');
  await keyboard.type(ADDRESS);
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'edge-rtr09' }).waitFor();

  // Its check is edited by keyboard too: every second, told after three bad results a second apart.
  await quicken(page);
  await keyboard.press('g');
  await keyboard.press('w');

  const giveBack = dropAddress(ADDRESS);
  try {
    await page.getByText(/1 (more )?is soft|1 soft/).waitFor();
    await strip.getByText(/^Down: /).waitFor();
    await expect.poll(() => annunciator.innerText(), { timeout: 30_000 }).toContain('edge-rtr09');
    expect(await annunciator.getAttribute('class')).toContain('lit');

    await keyboard.press('j');
    await keyboard.press('a');
    await page.getByRole('dialog', { name: 'Acknowledge' }).waitFor();
    await keyboard.type('Carrier called, ticket 88213');
    await keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: 'Acknowledge' }).waitFor({ state: 'detached' });
    await page.locator('.ann.lit', { hasText: 'edge-rtr09' }).waitFor({ state: 'detached' });
    await page.getByText('Carrier called, ticket 88213').first().waitFor();
  } finally {
    giveBack();
  }
  await expect.poll(() => annunciator.innerText(), { timeout: 30_000 }).not.toContain('edge-rtr09');
  await page
    .getByText(/edge-rtr09: recovered/)
    .first()
    .waitFor();
}

/** Sets the ping of the host on screen to run every second. */
async function quicken(page: LaunchedApp['page']): Promise<void> {
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByLabel('Packets', { exact: true }).fill('1');
  await dialog.getByLabel('Interval', { exact: true }).fill('1 s');
  await dialog.getByLabel('Retry interval', { exact: true }).fill('1 s');
  await dialog.getByLabel('Timeout', { exact: true }).fill('900 ms');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}
