// A command on another host over SSH: exit code, output, or a number in it. Connections are kept between runs.
import type { SshAuth } from '../lib/ssh-connection.ts';
import { SshError } from '../lib/ssh-error.ts';
import { createSshPool } from '../lib/ssh-pool.ts';
import { defineProbe } from './probe.ts';
import { type SshConfig, sshConfig } from './ssh-config.ts';
import { sshTrouble, sshVerdict } from './ssh-verdict.ts';

const pool = createSshPool();

export const ssh = defineProbe({
  kind: 'ssh',
  title: 'SSH command',
  about: 'Runs a command on the host over SSH and judges its exit code, its output, or a number in it.',
  config: sshConfig,
  metrics: [
    { name: 'duration', label: 'Duration of the command', unit: 'ms' },
    { name: 'value', label: 'Value', unit: '' },
  ],
  defaults: { intervalMs: 60_000, timeoutMs: 20_000 },
  canBeAlive: true,
  concurrency: 64,
  async run(config, { address, signal, hostKeys }) {
    const host = address.replace(/^\[(.*)\]$/, '$1');
    const target = { address: host, port: config.port, user: config.user, auth: authOf(config) };
    try {
      const end = await pool.run(target, { command: config.command, hostKeys, signal });
      return sshVerdict(config, end, end.durationMs);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SshError) return sshTrouble(config, host, error);
      throw error;
    }
  },
  close: () => pool.close(),
});

function authOf(config: SshConfig): SshAuth {
  switch (config.auth) {
    case 'agent':
      return { type: 'agent', socket: process.env.SSH_AUTH_SOCK ?? '' };
    case 'key':
      return { type: 'key', file: config.keyFile, passphrase: config.passphrase };
    case 'password':
      return { type: 'password', password: config.password };
    default:
      return config.auth satisfies never;
  }
}
