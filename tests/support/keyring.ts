// A session bus and an unlocked GNOME keyring of their own, as a desktop would have them. Nothing of the user's is touched.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Opens a keyring; `env` and `args` make an app use it. */
export async function openKeyring() {
  const home = mkdtempSync(path.join(tmpdir(), 'watchfloor-keyring-'));
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(bus.stdout, 'data')) as [Buffer];
  const env = {
    DBUS_SESSION_BUS_ADDRESS: address.toString('utf8').trim(),
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_DATA_HOME: path.join(home, 'data'),
  };
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('test\n');
  while (!ownsItsName(env)) {
    if (keyring.exitCode !== null) throw new Error(`gnome-keyring-daemon ended with status ${keyring.exitCode}.`);
    await new Promise(setImmediate);
  }
  return {
    env,
    args: ['--password-store=gnome-libsecret'],
    async close(): Promise<void> {
      await ended(keyring);
      await ended(bus);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Whether the keyring is on the bus yet; asking takes a few milliseconds. */
function ownsItsName(env: Readonly<Record<string, string>>): boolean {
  const question = ['--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner'];
  const asked = spawnSync('dbus-send', ['--session', '--print-reply', ...question, 'string:org.freedesktop.secrets'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return asked.stdout.includes('boolean true');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
