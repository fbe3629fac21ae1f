// One host by the system's ping. The package `ping` knows the arguments and the output of ping on each system; its own
// runner is not used: it cannot be aborted, and output it does not expect throws where nobody can catch it.
import { isIPv6 } from 'node:net';
import builders from 'ping/lib/builder/factory.js';
import parsers from 'ping/lib/parser/factory.js';
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { runProcess } from '../lib/process.ts';
import { cleanLine } from '../lib/text.ts';
import { type PingConfig, type PingPlan, pingPlan, pingVerdict } from './ping-verdict.ts';

/** Pings `address` (an IP address) once. Rejects with the signal's reason after the child is gone. */
export async function pingOne(
  address: string,
  config: PingConfig,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<ProbeOutcome> {
  const plan = pingPlan(config, limits.timeoutMs);
  const { file, args, env } = commandFor(address, plan);
  try {
    const end = await runProcess({ file, args, env, signal: limits.signal });
    const output = end.stdout.toString('latin1');
    const complaint = cleanLine(end.stderr);
    return pingVerdict(config, plan.packets, readTimes(address, output).slice(0, plan.packets), complaint);
  } catch (error) {
    if (limits.signal.aborted || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return {
      status: 'unknown',
      summary: 'Not measured: the ping program is missing',
      detail: 'Install it on this machine (Debian: iputils-ping), then run the check again.',
      metrics: [],
    };
  }
}

function commandFor(address: string, plan: PingPlan) {
  const { platform } = process;
  const builder = builders.createBuilder(platform);
  const settings = {
    numeric: true,
    timeout: plan.waitMs / 1_000,
    min_reply: plan.packets,
    v6: isIPv6(address),
    // Windows has no option for it.
    extra: platform === 'win32' ? [] : ['-i', String(plan.spacingMs / 1_000)],
  };
  // `ping6` is gone from newer Linux systems; ping itself sees from the address which protocol is meant.
  const file = platform === 'linux' ? 'ping' : builders.getExecutablePath(platform, settings.v6);
  const { env = process.env } = builder.getSpawnOptions();
  return { file, args: builder.getCommandArguments(address, settings), env };
}

function readTimes(address: string, output: string): number[] {
  const parser = parsers.createParser(address, process.platform, {});
  try {
    for (const line of output.split('\n')) parser.eat(line);
    return parser.getResult().times.map(Number).filter(Number.isFinite);
  } catch {
    // The parser met a line it does not know: no answer was understood, so none is counted.
    return [];
  }
}
