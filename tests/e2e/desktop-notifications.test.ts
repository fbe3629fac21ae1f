// Notifications of the desktop through the real main process and a real notification service.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { buildEchoApp } from '../support/echo-app.ts';
import { until } from '../support/lab/leftovers.ts';
import {
  hasNotificationService,
  type NotificationService,
  openNotificationService,
} from '../support/notification-service.ts';

let echo: Awaited<ReturnType<typeof buildEchoApp>>;
beforeAll(async () => {
  echo = await buildEchoApp();
});
afterAll(() => echo.remove());

const notify = (app: LaunchedApp, notification: { title: string; body: string; urgent: boolean }) =>
  app.page.evaluate((asked) => window.engine.notify(asked) as Promise<boolean | string>, notification);

// Skipped where Debian's dunst is not installed.
describe.skipIf(!hasNotificationService)('where a notification service runs', () => {
  let service: NotificationService;
  let app: LaunchedApp;
  beforeAll(async () => {
    service = await openNotificationService();
    app = await launchApp({ folder: echo.folder, env: service.env });
  });
  afterAll(async () => {
    await app.close();
    await service.close();
  });

  test('a SEV1 is critical and stays, another fades; both say what they were asked to say', async () => {
    expect(await notify(app, { title: 'sw-core-1 is down', body: 'No answer to 5 pings', urgent: true })).toBe(true);
    expect(await notify(app, { title: 'disk of web1', body: '82 % full', urgent: false })).toBe(true);
    await until(() => service.displayed() === 2, 'both are on the screen');
    const [second, first] = [...service.shown()].sort((a, b) => a.title.localeCompare(b.title));
    expect(first).toMatchObject({
      title: 'sw-core-1 is down',
      body: 'No answer to 5 pings',
      urgency: 'critical',
      timeoutMs: 0,
    });
    expect(second).toMatchObject({ title: 'disk of web1', urgency: 'normal' });
    expect(second!.timeoutMs).toBeGreaterThan(0);
  });

  test('a click brings the window back', async () => {
    await app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const visible = () => app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    expect(await visible()).toBe(false);
    await notify(app, { title: 'click me', body: '', urgent: true });
    await until(() => service.displayed() === 1, 'it is on the screen');
    service.click();
    while (!(await visible())) await new Promise(setImmediate);
    expect(await visible()).toBe(true);
  });

  test('a flood of text is bounded, and many at once are all shown', async () => {
    expect(await notify(app, { title: 'x'.repeat(1_000), body: '🚨'.repeat(4_000), urgent: false })).toBe(true);
    const more = Array.from({ length: 10 }, (_, n) => notify(app, { title: `n${n}`, body: '', urgent: false }));
    expect(await Promise.all(more)).toEqual(more.map(() => true));
    const long = service.shown().find(({ title }) => title.startsWith('xxx'));
    expect(Array.from(long!.title)).toHaveLength(200);
    expect(Array.from(long!.body).length).toBeLessThanOrEqual(1_000);
  });
});

test('without a notification service the answer is a sentence, and the app goes on', async () => {
  const app = await launchApp({ folder: echo.folder, env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } });
  try {
    const said = await notify(app, { title: 'nobody sees this', body: '', urgent: true });
    expect(said === false || /notification service|The desktop/.test(String(said)), String(said)).toBe(true);
    expect(await app.page.evaluate(() => window.engine.echo('still here'))).toBe('still here');
  } finally {
    await app.close();
  }
});
