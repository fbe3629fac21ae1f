// What a hostile page could try, asserted on the running app: one test per point of the promise.
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appEnv, flags, type LaunchedApp, launchApp, root, runtimeExecutable } from '../support/app.ts';

let app: LaunchedApp;
beforeAll(async () => {
  app = await launchApp();
});
afterAll(() => app.close());

describe('the page has no way to the machine', () => {
  test('no Node: neither require nor process nor module are there', async () => {
    const found = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'global', 'Buffer', '__dirname'].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
  });

  test('the preload exposes nothing: the window has no name that a bare page would not have', async () => {
    const own = (names: string[]) => names.filter((name) => !/^\d+$/.test(name));
    const here = await app.page.evaluate(() => Object.getOwnPropertyNames(window));
    const bare = await app.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = Object.getOwnPropertyNames(frame.contentWindow ?? {});
      frame.remove();
      return names;
    });
    const extra = own(here).filter((name) => !bare.includes(name));
    // Libraries of the page and the test driver leave marks, all of this form; what a preload exposes has a name.
    expect(extra.filter((name) => !/^__(zod|react|playwright|pw)/i.test(name))).toEqual([]);
  });

  test('sandbox, context isolation and web security are on; Node and webviews are off', async () => {
    const settings = await app.main.evaluate(({ BrowserWindow }) => {
      // There in every Electron, but in no type.
      type Contents = { getLastWebPreferences(): Record<string, unknown> };
      const [contents] = BrowserWindow.getAllWindows().map((window) => window.webContents as unknown as Contents);
      return contents?.getLastWebPreferences() ?? {};
    });
    // What is off may be left out of the answer.
    const onFor = (name: string) => settings[name] === true;
    expect(['sandbox', 'contextIsolation', 'webSecurity'].filter(onFor)).toHaveLength(3);
    expect(
      [
        'nodeIntegration',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'allowRunningInsecureContent',
        'webviewTag',
      ].filter(onFor),
    ).toEqual([]);
  });

  test('no channel of the page is listened to by main: there is no sender to forge', async () => {
    const channels = await app.main.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
    // 'error' is Electron's own, against a listener that throws.
    expect(channels.filter((name) => name !== 'error')).toEqual([]);
  });
});

describe('the page stays where it is', () => {
  test('window.open opens nothing', async () => {
    expect(await app.page.evaluate(() => window.open('about:blank') === null)).toBe(true);
    expect(await app.targets()).toHaveLength(1);
  });

  test.each(['data:text/html,hello', 'file:///etc/passwd', 'app://elsewhere/', 'javascript:document.title="x"'])(
    'navigation to %s is refused without a question',
    async (address) => {
      await watchQuestions(1);
      await app.page.evaluate((url) => {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      expect(await questions()).toEqual({ asked: [], opened: [] });
      expect(app.page.url()).toMatch(/^app:\/\/watchfloor\//);
    },
  );

  test('a link outside is opened by the system only when the operator says so', async () => {
    await watchQuestions(1);
    await clickLink('https://runbooks.example.org/disk');
    await expect.poll(questions).toEqual({ asked: ['https://runbooks.example.org/disk'], opened: [] });
    await watchQuestions(0);
    await clickLink('mailto:noc@example.org');
    await expect.poll(questions).toEqual({ asked: ['mailto:noc@example.org'], opened: ['mailto:noc@example.org'] });
    expect(app.page.url()).toMatch(/^app:\/\/watchfloor\//);
  });

  test('a webview is not attached', async () => {
    const attached = await app.page.evaluate(async () => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'app://watchfloor/index.html');
      document.body.append(view);
      const is = 'getWebContentsId' in view;
      view.remove();
      return is;
    });
    expect(attached).toBe(false);
  });

  test('a download does not start', async () => {
    const started = await app.main.evaluate(({ BrowserWindow, session }) => {
      return new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => resolve(!event.defaultPrevented));
        BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('app://watchfloor/index.html');
      });
    });
    expect(started).toBe(false);
  });
});

describe('saving', () => {
  const offered = () =>
    app.main.evaluate(({ session }) => {
      return new Promise<string | null>((resolve) => {
        session.defaultSession.once('will-download', (event, item) => {
          resolve(event.defaultPrevented ? null : item.getFilename());
          // Nobody is here to answer the save dialog.
          event.preventDefault();
        });
      });
    });
  const save = (name: string) =>
    app.page.evaluate((download) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['a,b\r\n'], { type: 'text/csv' }));
      link.download = download;
      link.click();
    }, name);

  test.each([
    ['problems.csv', 'problems.csv'],
    ['problems.csv.desktop', null],
    ['update.sh', null],
  ])('a list of our own is offered to be saved, anything that runs is not: %s', async (name, expected) => {
    const answer = offered();
    await save(name);
    expect(await answer).toBe(expected);
  });
});

describe('no permission and no device is granted', () => {
  test.each(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'])(
    '%s is denied',
    async (name) => {
      const state = await app.page.evaluate(
        async (permission) => (await navigator.permissions.query({ name: permission as PermissionName })).state,
        name,
      );
      expect(state).toBe('denied');
    },
  );

  test('asking for the camera and for the screen is refused', async () => {
    const refused = await app.page.evaluate(() =>
      Promise.all([
        navigator.mediaDevices.getUserMedia({ video: true }).then(
          () => 'granted',
          (error: Error) => error.name,
        ),
        navigator.mediaDevices.getDisplayMedia({ video: true }).then(
          () => 'granted',
          (error: Error) => error.name,
        ),
      ]),
    );
    expect(refused).not.toContain('granted');
  });

  test.each(['usb', 'hid', 'serial', 'bluetooth'])('no %s device is handed out', async (bus) => {
    const outcome = await app.page.evaluate(async (name) => {
      const api = (
        navigator as unknown as Record<string, { getDevices?(): Promise<unknown[]>; getPorts?(): Promise<unknown[]> }>
      )[name];
      const ask = api?.getDevices ?? api?.getPorts;
      return ask && api ? (await ask.call(api)).length : 0;
    }, bus);
    expect(outcome).toBe(0);
  });
});

test('a second start on the same data folder says so, ends, and brings the first to the front', async () => {
  await app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = spawn(runtimeExecutable(), [...flags(), root, '--data', app.data], {
    env: appEnv(app.display),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  second.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const status = await new Promise((resolve) => second.once('exit', resolve));
  expect(status).toBe(0);
  expect(said).toContain('already running');
  await expect
    .poll(() => app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false);
  expect(await app.targets()).toHaveLength(1);
});

/** Stands in for the operator at the question, and for the system behind it: `answer` 0 opens, 1 stays. */
async function watchQuestions(answer: number): Promise<void> {
  await app.main.evaluate(({ dialog, shell }, response) => {
    const seen = { asked: [] as string[], opened: [] as string[] };
    Object.assign(globalThis, { seen });
    dialog.showMessageBox = ((_window: unknown, question: { detail: string }) => {
      seen.asked.push(question.detail);
      return Promise.resolve({ response, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    shell.openExternal = (address) => {
      seen.opened.push(address);
      return Promise.resolve();
    };
  }, answer);
}

function questions(): Promise<{ asked: string[]; opened: string[] }> {
  return app.main.evaluate(() => (globalThis as unknown as { seen: { asked: string[]; opened: string[] } }).seen);
}

async function clickLink(address: string): Promise<void> {
  await app.page.evaluate((url) => {
    const link = document.createElement('a');
    link.href = url;
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
  }, address);
}
