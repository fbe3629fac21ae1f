// Where the page's content may come from, asserted on the running app: the program itself, and nowhere else.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/app.ts';

// What should be blocked and is not would wait for its block for ever.
vi.setConfig({ testTimeout: 10_000 });

let app: LaunchedApp;
beforeAll(async () => {
  app = await launchApp();
});
afterAll(() => app.close());

test('pages come over app://, with one strict policy and no sniffing', async () => {
  expect(app.page.url()).toMatch(/^app:\/\/watchfloor\//);
  const headers = await app.page.evaluate(async () => Object.fromEntries((await fetch('/index.html')).headers));
  const policy = (headers['content-security-policy'] ?? '').split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('the page itself breaks none of it', async () => {
  const broken: string[] = [];
  app.page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) broken.push(message.text());
  });
  await app.page.reload();
  await app.page.waitForSelector('[data-ready]', { state: 'attached' });
  expect(broken).toEqual([]);
});

test('an inline script does not run', async () => {
  const blocked = await app.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        const script = document.createElement('script');
        script.textContent = 'window.broughtIn = true';
        document.body.append(script);
      }),
  );
  expect(blocked).toMatch(/^script-src/);
  expect(await app.page.evaluate(() => 'broughtIn' in window)).toBe(false);
});

test('eval does not run', async () => {
  // Through a timer of the page: what the driver evaluates itself is exempt.
  const outcome = await app.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI), { once: true });
        setTimeout('window.broughtIn = true' as unknown as () => void, 0);
      }),
  );
  expect(outcome).toBe('eval');
});

test.each(['https://127.0.0.1:9/x', 'http://localhost:9/x', 'file:///etc/passwd', 'ws://127.0.0.1:9/'])(
  'nothing is fetched from %s',
  async (address) => {
    const outcome = await app.page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
            once: true,
          });
          if (url.startsWith('ws')) {
            try {
              new WebSocket(url);
            } catch {
              resolve('connect-src');
            }
          } else fetch(url).catch(() => {});
        }),
      address,
    );
    expect(outcome).toBe('connect-src');
  },
);

test('even without the policy, main lets no request out', async () => {
  const outcome = await app.main.evaluate(({ session }) =>
    session.defaultSession.fetch('http://127.0.0.1:9/').then(
      () => 'sent',
      (error: Error) => error.message,
    ),
  );
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
});

test.each([
  '/../package.json',
  '/..%2fpackage.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/..%5c..%5cpackage.json',
  '//etc/passwd',
  '/%2fetc%2fpasswd',
  '/index.html%00.js',
])('the path %s leads nowhere', async (path) => {
  const answer = await app.main.evaluate(async ({ session }, address) => {
    const response = await session.defaultSession.fetch(address);
    return { status: response.status, text: await response.text() };
  }, `app://watchfloor${path}`);
  expect([403, 404]).toContain(answer.status);
  expect(answer.text).toBe('There is no such page.');
});

test('another host of the same scheme has no pages', async () => {
  const status = await app.main.evaluate(async ({ session }) => {
    return (await session.defaultSession.fetch('app://elsewhere/index.html')).status;
  });
  expect(status).toBe(403);
});
