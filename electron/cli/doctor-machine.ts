// What this machine has and lacks for watching: measured, not guessed, wherever that can be done without changing anything.
import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { runProcess } from '../engine/lib/process.ts';
import { size } from '../engine/lib/text.ts';
import { ping } from '../engine/probes/ping.ts';
import { pingOne } from '../engine/probes/ping-single.ts';
import { lackingLibraries, lackingPackages } from '../launch/debian.ts';
import { appPackages, installLine } from '../launch/packages.ts';
import type { CliIo } from './command.ts';
import { type DoctorItem, item } from './doctor-item.ts';

type Io = Pick<CliIo, 'env' | 'signal'>;

const PING_WITHIN_MS = 3_000;
const ASK_WITHIN_MS = 2_000;
const GIB = 1024 ** 3;
/** Where Debian, Red Hat and the source keep the plugins of the Nagios plugin API. */
const PLUGIN_FOLDERS = ['/usr/lib/nagios/plugins', '/usr/lib64/nagios/plugins', '/usr/local/nagios/libexec'];

/** Looks at everything but the data. `folder`: the data folder, whose disk is looked at. */
export async function lookAtMachine(io: Io, folder: string): Promise<readonly DoctorItem[]> {
  return [
    ...(await Promise.all([pingItem(io), fpingItem(), keychainItem(io), clockItem(io)])),
    displayItem(io),
    ...libraryItems(io),
    diskItem(folder),
    pluginsItem(),
  ];
}

async function pingItem({ signal }: Io): Promise<DoctorItem> {
  const config = ping.config.parse({ packets: 1 });
  const limits = {
    timeoutMs: PING_WITHIN_MS,
    signal: AbortSignal.any([signal, AbortSignal.timeout(2 * PING_WITHIN_MS)]),
  };
  try {
    const { status, summary, detail } = await pingOne('127.0.0.1', config, limits);
    if (status === 'ok') return item('ok', 'ping', `works for this user: 127.0.0.1 answers (${summary})`);
    const why = [summary, detail].filter(Boolean).join('. ');
    return item(
      'error',
      'ping',
      `127.0.0.1 does not answer: ${why}. Every ping check would fail. Let ping open its socket: sysctl net.ipv4.ping_group_range, or setcap cap_net_raw+ep on it.`,
    );
  } catch (error) {
    return item(
      'error',
      'ping',
      `cannot be run: ${error instanceof Error ? error.message : error}. Every ping check would fail.`,
    );
  }
}

async function fpingItem(): Promise<DoctorItem> {
  if (await ping.batch?.available())
    return item('ok', 'fping', 'works: hosts are pinged by the thousand in one process');
  return item(
    'warning',
    'fping',
    'is missing, or may not ping: every host is pinged by a process of its own. Install it (Debian: fping) for more than some hundred hosts.',
  );
}

/** On Linux the keychain is a service on the session bus; whether it is unlocked, only the app can ask. */
async function keychainItem(io: Io): Promise<DoctorItem> {
  if (process.platform !== 'linux') return item('ok', 'keychain', "the system's own");
  const vault = 'Secrets are then kept in a vault under a passphrase.';
  if (!io.env.DBUS_SESSION_BUS_ADDRESS && !existsSync(`/run/user/${process.getuid?.()}/bus`)) {
    return item('note', 'keychain', `none: there is no session bus here. ${vault}`);
  }
  const names = await ask(io, 'busctl', ['--user', '--acquired', '--activatable', '--no-legend', 'list']);
  if (names === null)
    return item('note', 'keychain', 'cannot be told from here: there is a session bus, and no busctl to ask it');
  if (names.includes('org.freedesktop.secrets'))
    return item('ok', 'keychain', 'a secret service is on the session bus');
  return item(
    'note',
    'keychain',
    `no secret service on the session bus (GNOME Keyring and KWallet bring one). ${vault}`,
  );
}

async function clockItem(io: Io): Promise<DoctorItem> {
  if (process.platform !== 'linux') return item('note', 'clock', 'whether it is kept in step cannot be told from here');
  const said = await ask(io, 'timedatectl', ['show', '--property=NTPSynchronized', '--value']);
  if (said?.trim() === 'yes') return item('ok', 'clock', 'kept in step over the network');
  if (said?.trim() === 'no')
    return item(
      'warning',
      'clock',
      'is not kept in step: records of this monitor and logs of its hosts will drift apart. Turn on systemd-timesyncd or chrony.',
    );
  return item('note', 'clock', 'whether it is kept in step cannot be told here (no timedatectl)');
}

function displayItem({ env }: Io): DoctorItem {
  if (process.platform !== 'linux') return item('ok', 'display', 'there is always one on this system');
  const found = [env.WAYLAND_DISPLAY && 'Wayland', env.DISPLAY && 'X11'].filter(Boolean);
  if (found.length > 0) return item('ok', 'display', found.join(' and '));
  return item('note', 'display', 'none here: no window can be opened; "watchfloor engine" needs none');
}

function libraryItems({ env }: Io): readonly DoctorItem[] {
  if (process.platform !== 'linux') return [];
  // The packaged app says what it is; in a checkout the packages tell.
  const executable = process.versions.electron ? process.execPath : env.WATCHFLOOR_APP;
  const missing = executable ? lackingLibraries(executable) : [];
  const packages = lackingPackages(appPackages);
  return [
    missing.length > 0
      ? item('error', 'libraries', `the window needs ${missing.join(', ')}, which this system lacks`)
      : packages.length > 0
        ? item('note', 'libraries', `the app wants Debian packages that are missing: ${installLine(packages)}`)
        : item('ok', 'libraries', 'nothing that the window needs is missing'),
  ];
}

function diskItem(folder: string): DoctorItem {
  try {
    const disk = statfsSync(nearestExisting(folder));
    const free = disk.bavail * disk.bsize;
    const text = `${size(free)} free where the data folder is`;
    if (free < GIB / 10) return item('error', 'disk', `${text}: too little to go on for long. Free some space.`);
    if (free < GIB) return item('warning', 'disk', `${text}: free some space before it runs out`);
    return item('ok', 'disk', text);
  } catch (error) {
    return item(
      'warning',
      'disk',
      `the disk of the data folder could not be asked: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function pluginsItem(): DoctorItem {
  for (const folder of PLUGIN_FOLDERS) {
    const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('check_')).length : 0;
    if (found > 0) return item('ok', 'plugins', `${found} of the Nagios plugin API in ${folder}`);
  }
  return item(
    'note',
    'plugins',
    'none of the Nagios plugin API here (Debian: monitoring-plugins-basic); only checks of kind "plugin" want them',
  );
}

const nearestExisting = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));

/** What a program of the system prints; null when it is not there, fails, or takes too long. */
async function ask({ signal, env }: Io, file: string, args: readonly string[]): Promise<string | null> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ASK_WITHIN_MS)]);
    const end = await runProcess({ file, args, env, signal: limit });
    return end.code === 0 ? end.stdout.toString('utf8') : null;
  } catch {
    return null;
  }
}
