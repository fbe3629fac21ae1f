// Both ways to run the engine, through the real main, preload and transport: a page cannot tell them apart.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { buildEchoApp } from '../support/echo-app.ts';

let echo: Awaited<ReturnType<typeof buildEchoApp>>;
beforeAll(async () => {
  echo = await buildEchoApp();
});
afterAll(() => echo.remove());

describe.each(['node', 'utility'])('with the engine as a %s process', (kind) => {
  let app: LaunchedApp;
  const data = mkdtempSync(path.join(tmpdir(), 'watchfloor-e2e-'));
  beforeAll(async () => {
    app = await launchApp({ folder: echo.folder, data, env: { WATCHFLOOR_ENGINE_HOST: kind } });
  });
  afterAll(async () => {
    await app.close();
    rmSync(data, { recursive: true, force: true });
  });

  test('a call is answered, and the engine knows the operator', async () => {
    expect(await app.page.evaluate(() => window.engine.echo('übung 🌊'))).toBe('übung 🌊');
    const { operator, pid } = await app.page.evaluate(() => window.engine.hello());
    expect(operator).toBe((await import('node:os')).userInfo().username);
    expect(pid).not.toBe(await app.main.evaluate(() => process.pid));
  });

  test('a stream of two thousand events arrives whole and in order', async () => {
    const seen = await app.page.evaluate(async () => {
      const numbers: number[] = [];
      for await (const n of await window.engine.count(2_000)) numbers.push(n);
      return numbers;
    });
    expect(seen).toEqual(Array.from({ length: 2_000 }, (_, n) => n + 1));
  });

  test('a large answer crosses in one piece', async () => {
    expect(await app.page.evaluate(async () => (await window.engine.echo('x'.repeat(4_000_000))).length)).toBe(
      4_000_000,
    );
  });

  test('the engine hears of sleep and waking', async () => {
    await app.main.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('suspend');
      powerMonitor.emit('resume');
    });
    await expect.poll(() => app.page.evaluate(() => window.engine.heard())).toEqual(['suspend', 'resume']);
  });

  test('without a keychain the engine is told so in words, not given a false seal', async () => {
    expect(await app.page.evaluate(() => window.engine.keychain())).toBe(false);
    const refusal = await app.page.evaluate(() => window.engine.sealAndOpen('secret').catch((e: Error) => e.message));
    expect(refusal).not.toHaveProperty('sealed');
  });

  test('a reloaded page gets a port of its own and the old one is hung up', async () => {
    await app.page.reload();
    await app.page.waitForSelector('[data-ready="1"]');
    expect(await app.page.evaluate(() => window.engine.echo('again'))).toBe('again');
  });

  test.each([
    ['text that is no JSON', 'not json'],
    ['a frame without an outline', '{"i":"1"}'],
    ['an object', { i: '1', p: { u: '/echo' } }],
    ['an event for nobody', '{"i":"1","t":3,"p":{"e":"message","d":1}}'],
    ['another origin', '{"i":"1","p":{"u":"http://elsewhere/echo"}}'],
  ])('%s ends that port, not the engine', async (_what, frame) => {
    const before = await app.page.evaluate(() => window.engine.hello());
    await app.page.evaluate(async (hostile) => {
      const [port] = window.ports;
      const closed = new Promise((resolve) => port?.addEventListener('close', resolve));
      port?.postMessage(hostile);
      await closed;
    }, frame);
    await app.page.reload();
    await app.page.waitForSelector('[data-ready="1"]');
    expect(await app.page.evaluate(() => window.engine.hello())).toEqual(before);
  });

  test('quitting gives the engine a clean end', async () => {
    await app.close();
    await expect.poll(() => existsSync(path.join(data, 'stopped-cleanly'))).toBe(true);
  });
});
