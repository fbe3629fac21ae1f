// A web server, plain or with a certificate of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WebServer {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startHttp(handler: RequestListener): Promise<WebServer> {
  return listen(createServer(handler));
}

/** HTTPS with a self-signed certificate for `name`, valid for `days` (also after it has run out: -1). */
export async function startHttps(handler: RequestListener, name = 'lab.example.org'): Promise<WebServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-tls-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '2'];
    const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', [...make, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
    return await listen(createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, handler));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function listen(server: ReturnType<typeof createServer>): Promise<WebServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
