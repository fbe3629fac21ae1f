// ssh2's own server, where a real sshd would need an account with a password: knows one user, runs no command.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';

export interface SshPeer {
  readonly port: number;
  readonly hostKey: Buffer;
  /** Every password that was offered. */
  readonly offered: readonly string[];
  readonly connections: () => number;
  readonly mostChannels: () => number;
  stop(): Promise<void>;
}

/** Lets `user` in with `password`, or asks for it the keyboard-interactive way; each command prints its own text. */
export async function startSshPeer(
  account: { readonly user: string; readonly password: string },
  options: { readonly interactive?: boolean; readonly answer?: (done: () => void) => void } = {},
): Promise<SshPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-peer-'));
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'host')]);
  const privateKey = readFileSync(join(folder, 'host'));
  const hostKey = Buffer.from(readFileSync(join(folder, 'host.pub'), 'utf8').split(' ')[1]!, 'base64');
  rmSync(folder, { recursive: true });
  const offered: string[] = [];
  const clients = new Set<ssh2.Connection>();
  let connections = 0;
  let channels = 0;
  let mostChannels = 0;
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    connections += 1;
    client.on('error', () => {});
    client.on('close', () => clients.delete(client));
    client.on('authentication', (ask) => {
      const judge = (password: string) => {
        offered.push(password);
        if (ask.username === account.user && password === account.password) ask.accept();
        else ask.reject(['password']);
      };
      if (ask.method === 'password' && !options.interactive) judge(ask.password);
      else if (ask.method === 'keyboard-interactive' && options.interactive) {
        ask.prompt([{ prompt: 'Password: ', echo: false }], (answers) => judge(answers[0] ?? ''));
      } else ask.reject(options.interactive ? ['keyboard-interactive'] : ['password']);
    });
    client.on('session', (accept) => {
      channels += 1;
      mostChannels = Math.max(mostChannels, channels);
      const session = accept();
      session.on('close', () => {
        channels -= 1;
      });
      session.on('exec', (take, _refuse, info) => {
        const stream = take();
        const done = () => {
          stream.write(info.command);
          stream.exit(0);
          stream.end();
        };
        if (options.answer) options.answer(done);
        else done();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    hostKey,
    offered,
    connections: () => connections,
    mostChannels: () => mostChannels,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of clients) client.end();
      }),
  };
}
