// A session bus with a real notification service on it (dunst), on a display of its own: nothing of the user's is touched.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDisplay } from './app.ts';
import { until } from './lab/leftovers.ts';

export interface ShownNotification {
  readonly app: string;
  readonly title: string;
  readonly body: string;
  readonly urgency: string;
  /** ms; 0: it stays until somebody closes it. */
  readonly timeoutMs: number;
}

export interface NotificationService {
  /** Makes an app use it. */
  readonly env: Readonly<Record<string, string>>;
  /** How many stand on the screen. */
  displayed(): number;
  /** Clicks the one on top. */
  click(): void;
  /** Closes all that stand there, and tells all there ever were, newest first. */
  shown(): readonly ShownNotification[];
  close(): Promise<void>;
}

// A fade takes long enough that a test sees it. The history does not tell the urgency, so it stands in the message.
const SETTINGS = `
[global]
history_length = 100
idle_threshold = 0
[urgency_low]
format = "low %s"
[urgency_normal]
format = "normal %s"
timeout = 60
[urgency_critical]
format = "critical %s"
`;

export const hasNotificationService = existsSync('/usr/bin/dunst');

export async function openNotificationService(): Promise<NotificationService> {
  const home = mkdtempSync(path.join(tmpdir(), 'watchfloor-dunst-'));
  writeFileSync(path.join(home, 'dunstrc'), SETTINGS);
  const display = await openDisplay({ width: 800, height: 600 });
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(bus.stdout, 'data')) as [Buffer];
  const env = { DBUS_SESSION_BUS_ADDRESS: address.toString('utf8').trim(), HOME: home, XDG_RUNTIME_DIR: home };
  const service = spawn('dunst', ['-conf', path.join(home, 'dunstrc')], {
    env: { ...process.env, ...env, DISPLAY: display.name },
    stdio: 'ignore',
  });
  const control = (...args: string[]): string =>
    execFileSync('dunstctl', args, {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  await until(() => answers(control), 'the notification service answers');
  return {
    env,
    displayed: () => Number(control('count', 'displayed')),
    click: () => void control('action', '0'),
    shown() {
      control('close-all');
      return notificationsIn(control('history'));
    },
    async close() {
      await ended(service);
      await ended(bus);
      await display.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function answers(control: (...args: string[]) => string): boolean {
  try {
    return control('count', 'displayed') !== '';
  } catch {
    return false;
  }
}

/** dunstctl prints values with their D-Bus types. */
interface History {
  readonly data: readonly (readonly Readonly<Record<string, { readonly data: string | number }>>[])[];
}

function notificationsIn(text: string): readonly ShownNotification[] {
  const { data } = JSON.parse(text) as History;
  return data.flat().map((entry) => ({
    app: String(entry.appname?.data),
    title: String(entry.summary?.data),
    body: String(entry.body?.data),
    urgency: String(entry.message?.data).split(' ')[0] ?? '',
    // Microseconds there.
    timeoutMs: Number(entry.timeout?.data) / 1_000,
  }));
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
