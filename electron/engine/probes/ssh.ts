// A command on another host over SSH: exit code, output, or a number in it. Connections are kept between runs.
import { SshError } from '../lib/ssh-error.ts';
import { defineProbe } from './probe.ts';
import { sshConfig } from './ssh-config.ts';
import { sshPool, targetOf } from './ssh-login.ts';
import { sshTrouble } from './ssh-trouble.ts';
import { sshVerdict } from './ssh-verdict.ts';

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
    const target = targetOf(address, config);
    try {
      const end = await sshPool.run(target, { command: config.command, hostKeys, signal });
      return sshVerdict(config, end, end.durationMs);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SshError) return sshTrouble(config, target.address, error);
      throw error;
    }
  },
  close: () => sshPool.close(),
});
