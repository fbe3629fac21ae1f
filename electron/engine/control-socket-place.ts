// Where the control socket of a data folder is: `engine.sock` in the folder, a named pipe on Windows. A path too long for
// a socket address stands in a private folder of its own instead, and `engine.sock.path` says where.
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Bytes of a path that fit a socket address with its closing zero: sun_path is 108 long on Linux, 104 on macOS. */
const longestPath = (platform: NodeJS.Platform): number => (platform === 'darwin' ? 103 : 107);

const pointerOf = (folder: string): string => join(folder, 'engine.sock.path');

const pipeOf = (folder: string): string =>
  `\\\\.\\pipe\\watchfloor-${createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32)}`;

const fits = (path: string, platform: NodeJS.Platform): boolean => Buffer.byteLength(path) <= longestPath(platform);

/** The path to connect to; it says nothing about whether anybody listens. `folder` is absolute. */
export function socketPath(folder: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return pipeOf(folder);
  const usual = join(folder, 'engine.sock');
  return fits(usual, platform) ? usual : (elsewhere(folder) ?? usual);
}

export interface SocketPlace {
  readonly path: string;
  /** Only this user from here on; call it as soon as somebody listens. */
  close(): void;
  /** Removes what is left of the socket. */
  remove(): void;
}

/**
 * Makes room for the socket of `folder`, whose lock the caller holds: what a killed engine left is removed.
 * Throws the file system's errors.
 */
export function makeSocketPlace(folder: string, platform: NodeJS.Platform = process.platform): SocketPlace {
  if (platform === 'win32') return { path: pipeOf(folder), close() {}, remove() {} };
  removeSocket(folder, platform);
  const usual = join(folder, 'engine.sock');
  const path = fits(usual, platform) ? usual : join(mkdtempSync(join(tmpdir(), 'watchfloor-')), 'engine.sock');
  if (path !== usual) writeFileSync(pointerOf(folder), `${path}\n`, { mode: 0o600 });
  return { path, close: () => chmodSync(path, 0o600), remove: () => removeSocket(folder, platform) };
}

function removeSocket(folder: string, platform: NodeJS.Platform): void {
  const other = fits(join(folder, 'engine.sock'), platform) ? null : elsewhere(folder);
  rmSync(other ?? join(folder, 'engine.sock'), { force: true });
  if (other === null) return;
  try {
    rmdirSync(dirname(other));
  } catch {
    // Gone already, or not ours alone: then it stays.
  }
  rmSync(pointerOf(folder), { force: true });
}

function elsewhere(folder: string): string | null {
  try {
    const path = readFileSync(pointerOf(folder), 'utf8').trim();
    return path.endsWith('engine.sock') ? path : null;
  } catch {
    return null;
  }
}
