// SSH servers that let anybody in and then misbehave: for kinds that run commands on their hosts.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';

export type Conduct = (stream: ssh2.ServerChannel, client: ssh2.Connection) => void;

export interface HostileSsh {
  readonly port: number;
  readonly open: () => number;
  stop(): Promise<void>;
}

const hostKey = (): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-hostile-'));
  try {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'host')]);
    return readFileSync(join(folder, 'host'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Takes every log-in; each command gets `conduct`. */
export async function startHostileSsh(conduct: Conduct): Promise<HostileSsh> {
  const clients = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [hostKey()] }, (client) => {
    clients.add(client);
    client.on('error', () => {});
    client.on('close', () => clients.delete(client));
    client.on('authentication', (ask) => ask.accept());
    client.on('session', (accept) => {
      accept().on('exec', (take) => {
        const stream = take();
        stream.on('error', () => {});
        conduct(stream, client);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    open: () => clients.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of clients) client.end();
      }),
  };
}
