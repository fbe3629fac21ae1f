// app://watchfloor/ serves the built page and nothing else. It stands in for file://, which would reach every file there is.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from './content-policy.ts';

export const appOrigin = 'app://watchfloor';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves `folder` to the pages of `session`. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, folder) : null;
    if (!file) return new Response('There is no such page.', { status: 403, headers: headers('.txt') });
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headers(path.extname(file)) });
    } catch {
      return new Response('There is no such page.', { status: 404, headers: headers('.txt') });
    }
  });
}

/** The file an address means, or null when it would leave `folder` or belongs to another host. */
export function fileOf(address: string, folder: string): string | null {
  try {
    const url = new URL(address);
    const name = decodeURIComponent(url.pathname);
    if (url.protocol !== 'app:' || url.host !== 'watchfloor' || /[\0\\]/.test(name)) return null;
    const file = path.resolve(folder, `.${name === '/' ? '/index.html' : name}`);
    return file.startsWith(folder + path.sep) ? file : null;
  } catch {
    return null;
  }
}

function headers(extension: string): Record<string, string> {
  return {
    'content-type': types[extension] ?? 'text/plain; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
