// Any plugin of the Nagios plugin API, here or on the host over SSH: the plugin judges by its exit code, and says in its
// output what it found and measured.
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { runProcess } from '../lib/process.ts';
import { SshError } from '../lib/ssh-error.ts';
import { size } from '../lib/text.ts';
import { fillMacros, pluginEnvironment, remoteCommand } from './plugin-command.ts';
import { type PluginConfig, pluginConfig } from './plugin-config.ts';
import { findPlugin } from './plugin-file.ts';
import { pluginVerdict } from './plugin-verdict.ts';
import type { ProbeContext } from './probe.ts';
import { defineProbe } from './probe.ts';
import { sshPool, targetOf } from './ssh-login.ts';
import { sshTrouble } from './ssh-trouble.ts';

/** Kept of what a plugin prints. More than the text that is stored: performance data stands at the end. */
const KEEP_BYTES = 256 * 1024;
/** A plugin that prints more than this has lost its way, and reading on would cost as much as printing. */
const FLOOD_BYTES = 16 * 1024 * 1024;

export const plugin = defineProbe({
  kind: 'plugin',
  title: 'Plugin',
  about: 'Runs a Nagios plugin here or on the host over SSH: its exit code judges, its performance data is measured.',
  config: pluginConfig,
  // What it measures only the plugin knows.
  metrics: [],
  defaults: { intervalMs: 60_000, timeoutMs: 20_000 },
  canBeAlive: true,
  concurrency: 32,
  run: (config, context) => (config.over === 'ssh' ? runThere(config, context) : runHere(config, context)),
  close: () => sshPool.close(),
});

async function runHere(config: PluginConfig, context: ProbeContext): Promise<ProbeOutcome> {
  const { signal } = context;
  signal.throwIfAborted();
  const found = await findPlugin(config.command);
  signal.throwIfAborted();
  if ('problem' in found) return notRun(found.problem, found.advice);
  const flood = new AbortController();
  let printed = 0;
  const count = (chunk: Buffer) => {
    printed += chunk.length;
    if (printed > FLOOD_BYTES) flood.abort();
  };
  try {
    const end = await runProcess({
      file: found.file,
      args: fillMacros(config.args, context),
      env: pluginEnvironment(process.env.HOME),
      cwd: '/',
      signal: AbortSignal.any([signal, flood.signal]),
      keepBytes: KEEP_BYTES,
      onStdout: count,
      onStderr: count,
    });
    return pluginVerdict(end, false);
  } catch (error) {
    signal.throwIfAborted();
    if (flood.signal.aborted) return notRun(`Plugin printed over ${size(FLOOD_BYTES)} and was ended`, found.file);
    return notRun(`Plugin could not be started: ${startTrouble(error, found.file)}`, found.file);
  }
}

async function runThere(config: PluginConfig, context: ProbeContext): Promise<ProbeOutcome> {
  const { address, signal, hostKeys } = context;
  const target = targetOf(address, config);
  const command = remoteCommand(config.command, fillMacros(config.args, context));
  try {
    return pluginVerdict(await sshPool.run(target, { command, hostKeys, signal, keepBytes: KEEP_BYTES }), true);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SshError) return sshTrouble(config, target.address, error);
    throw error;
  }
}

/** It was found and may be run, and the system still refused. */
function startTrouble(error: unknown, file: string): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return `the interpreter in the first line of ${file} is missing`;
  if (code === 'E2BIG') return 'its arguments are too long';
  if (code === 'ENOEXEC') return 'it is not made for this machine';
  return code === '' ? String(error) : code;
}

const notRun = (summary: string, detail: string): ProbeOutcome => ({
  status: 'unknown',
  summary,
  detail,
  metrics: [],
});
