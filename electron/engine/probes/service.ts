// systemd's units of a host, over SSH or on this machine: do those that should run, has any failed, does one keep restarting.
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { overSsh } from './over-ssh.ts';
import { defineProbe } from './probe.ts';
import { type Answers, askHere, askOverSsh } from './service-asking.ts';
import { type ServiceConfig, serviceConfig } from './service-config.ts';
import { type Restarts, serviceVerdict } from './service-verdict.ts';
import { sshPool } from './ssh-login.ts';

/**
 * Restarts counted by the run before, for each check. A config is parsed once and kept as long as its check stands
 * unchanged, so its object stands for the check, and what is kept here goes with it.
 */
const earlier = new WeakMap<ServiceConfig, { readonly address: string; readonly restarts: Restarts }>();

export const service = defineProbe({
  kind: 'service',
  title: 'systemd units',
  about: 'Whether the systemd units of a host that should run do, and whether any has failed or keeps restarting.',
  config: serviceConfig,
  metrics: [
    { name: 'active', label: 'Active units', unit: '' },
    { name: 'failed', label: 'Failed units', unit: '' },
    { name: 'restarts', label: 'Restarts', unit: '' },
  ],
  defaults: { intervalMs: 60_000, timeoutMs: 20_000 },
  canBeAlive: false,
  concurrency: 64,
  async run(config, context) {
    const judge = (answers: Answers, where: string): ProbeOutcome => {
      const kept = earlier.get(config);
      const before = kept?.address === context.address ? kept.restarts : null;
      const [outcome, restarts] = serviceVerdict(config, answers, where, before);
      if (restarts) earlier.set(config, { address: context.address, restarts });
      return outcome;
    };
    if (config.over === 'local') return judge(await askHere(config, context.signal, context.clock), 'this machine');
    return overSsh(config, context, async (run) => judge(await askOverSsh(config, run), context.hostName));
  },
  close: () => sshPool.close(),
});
