// Secrets go to the operating system's keychain, asked for by the engine and answered by main. The page is not in it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { buildEchoApp } from '../support/echo-app.ts';
import { openKeyring } from '../support/keyring.ts';

let echo: Awaited<ReturnType<typeof buildEchoApp>>;
let keyring: Awaited<ReturnType<typeof openKeyring>>;
let app: LaunchedApp;
beforeAll(async () => {
  [echo, keyring] = await Promise.all([buildEchoApp(), openKeyring()]);
  app = await launchApp({ folder: echo.folder, args: keyring.args, env: keyring.env });
});
afterAll(async () => {
  await app.close();
  await keyring.close();
  echo.remove();
});

test('where there is a keychain the engine is told so', async () => {
  expect(await app.page.evaluate(() => window.engine.keychain())).toBe(true);
});

test('what was sealed is opened again, and the sealed form does not hold it', async () => {
  const { sealed, opened } = await app.page.evaluate(() => window.engine.sealAndOpen('canary-5521 ünï'));
  expect(opened).toBe('canary-5521 ünï');
  expect(Buffer.from(sealed, 'base64').includes('canary')).toBe(false);
});
