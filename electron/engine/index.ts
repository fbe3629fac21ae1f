// The engine's program: the one built file that Electron's utilityProcess, a plain Node child and a terminal all start.
// With a host it serves ports; by hand it draws its status and ends at SIGINT or SIGTERM.
import { systemClock } from './lib/clock.ts';
import { defaultDataFolder } from './lib/default-folder.ts';
import { stderrLog } from './lib/log.ts';
import { shippedRunbooks } from './lib/shipped-runbooks.ts';
import { runEngine } from './run-engine.ts';
import type { DesktopHost } from './services/screens.ts';
import type { Keychain } from './services/secrets.ts';
import { keepTray } from './services/tray.ts';
import { showStatus } from './status-table.ts';
import { StorageError } from './store/storage-error.ts';
import { type HostLink, openHostLink } from './transport.ts';

/** Exit status when the data folder cannot be used: main shows the sentence and does not try again at once. */
const EXIT_STORAGE = 3;
const STOP_WITHIN_MS = 2_500;

const log = stderrLog;

async function main(): Promise<void> {
  const host = openHostLink();
  const folder = defaultDataFolder(process.env, process.platform);
  const engine = await runEngine({
    folder,
    version: process.env.WATCHFLOOR_VERSION ?? '0.0.0',
    log,
    runbooks: shippedRunbooks(),
    keychain: host ? keychainOf(host) : null,
    desktop: host ? desktopOf(host) : null,
  });
  log.info('engine started', { folder, node: process.versions.node, pid: process.pid });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    drawing.abort();
    leaveTray();
    void engine.stop().then(() => process.exit(0));
  };
  const drawing = new AbortController();
  const isolated = (): boolean => engine.watchdog.health().troubles.some(({ code }) => code === 'isolated');
  const tray = { clock: systemClock, world: engine.world, isolated, log };
  const leaveTray = host ? keepTray({ ...tray, desktop: desktopOf(host) }) : () => {};
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  if (!host) {
    await showStatus(engine.feed, process.stdout, drawing.signal);
    return;
  }
  host.onStop(stop);
  host.onPower((event) => engine.watchdog.power(event));
  host.acceptPorts(engine.serve);
}

const desktopOf = (host: HostLink): DesktopHost => ({
  notify: (notification) => host.askHost({ ask: 'notify', ...notification }),
  tray: (state) => host.askHost({ ask: 'tray', ...state }),
  printPdf: (html) => host.askHost({ ask: 'printPdf', html }),
});

const keychainOf = (host: HostLink): Keychain => ({
  available: () => host.askHost({ ask: 'secretsAvailable' }).catch(() => false),
  seal: async (text) => Buffer.from(await host.askHost({ ask: 'seal', text }), 'base64'),
  open: async (sealed) => host.askHost({ ask: 'open', sealed: Buffer.from(sealed).toString('base64') }),
});

process.on('uncaughtException', (error) => {
  log.error('the engine failed and ends', error);
  process.exit(1);
});
process.on('unhandledRejection', (error) => log.error('a promise was rejected and nobody listened', error));

main().catch((error: unknown) => {
  if (error instanceof StorageError) log.error(error.message);
  else log.error('the engine could not start', error);
  process.exit(error instanceof StorageError ? EXIT_STORAGE : 1);
});
