// `watchfloor try KIND`: one probe, once, without an engine and stored nowhere. For trying out a config before it is
// watched, and for scripts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { type Check, checkInput } from '../../contract/model/check.ts';
import { hostInput } from '../../contract/model/host.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Result } from '../../contract/model/result.ts';
import type { ProbeKind } from '../../engine/probes/probe.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';
import { type ConfigText, type ProbeTarget, readProbeConfig } from '../probe-config.ts';

interface Options {
  readonly data?: string;
  readonly config: string;
  readonly address?: string;
  readonly timeout?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

const DEFAULT_ADDRESS = '127.0.0.1';

export const tryProbe: CliCommand = {
  register(program, io, done) {
    program
      .command('try')
      .summary('run one probe, once')
      .description(
        'Runs one probe, once: status, summary, metrics, duration. Needs no engine and stores nothing. SSH host keys must be in known_hosts; an unknown one is refused with its fingerprint. Ends with 0 when ok, else 1.',
      )
      .argument('[kind]', 'the kind of probe; without one the kinds are listed')
      .option('--config <json>', "what the check would be set to, '-' reads it from standard input", '{}')
      .option('--address <address>', `the host to probe (default: "address" in the config, else ${DEFAULT_ADDRESS})`)
      .option('--timeout <ms>', "milliseconds (default: the kind's own)")
      .option('--list', 'list the kinds')
      .option('--json', 'one JSON document')
      .addHelpText(
        'after',
        `\nExamples:\n  watchfloor try ping --address 10.0.4.17\n  watchfloor try http --address www.example.org --config '{"scheme": "https", "path": "/health"}'\n  watchfloor try --list`,
      )
      .action(async (kind: string | undefined, _options, command) => {
        const options: Options = command.optsWithGlobals();
        done(kind === undefined || options.list ? await list(options, io) : await run(kind, options, io));
      });
  },
};

async function list(options: Options, io: CliIo): Promise<ExitStatus> {
  const [{ catalogue }, { json, table }] = await Promise.all([
    import('../../engine/probes/catalogue.ts'),
    import('../print.ts'),
  ]);
  if (options.json) json(io, catalogue);
  else io.stdout.write(table([['KIND', 'WHAT IT DOES'], ...catalogue.map(({ kind, about }) => [kind, about])]));
  return 0;
}

async function run(kindName: string, options: Options, io: CliIo): Promise<ExitStatus> {
  const { findProbeKind, probeKinds } = await import('../../engine/probes/index.ts');
  const kind = findProbeKind(kindName);
  if (!kind) {
    throw new InputError(
      `"${kindName}" is not a kind of probe. There are: ${probeKinds.map((one) => one.kind).join(', ')}.`,
    );
  }
  const timeoutMs = readTimeout(options.timeout, kind);
  const target = readProbeConfig(await configText(options, io), kind, {
    address: options.address,
    fallback: DEFAULT_ADDRESS,
  });
  const result = await probeOnce({ kind, target, timeoutMs, options, io });
  await print(result, { kind, address: target.address, options, io });
  return result.status === 'ok' ? 0 : 1;
}

function readTimeout(given: string | undefined, kind: ProbeKind): number {
  if (given === undefined) return kind.defaults.timeoutMs;
  const timeoutMs = Number(given);
  if (Number.isInteger(timeoutMs) && timeoutMs >= 100 && timeoutMs <= 600_000) return timeoutMs;
  throw new InputError(`--timeout must be whole milliseconds from 100 to 600000, not "${given}"`);
}

const configText = async ({ config }: Options, io: CliIo): Promise<ConfigText> =>
  config === '-' ? { text: await textOf(io.stdin), name: 'standard input' } : { text: config, name: '--config' };

async function probeOnce({
  kind,
  target,
  timeoutMs,
  options,
  io,
}: {
  readonly kind: ProbeKind;
  readonly target: ProbeTarget;
  readonly timeoutMs: number;
  readonly options: Options;
  readonly io: CliIo;
}): Promise<Result> {
  const [{ createRunner }, { openKnownHosts }, { dataFolder }] = await Promise.all([
    import('../../engine/services/runner.ts'),
    import('../../engine/lib/known-hosts.ts'),
    import('../data-folder.ts'),
  ]);
  const hostKeys = openKnownHosts({
    files: [join(io.env.HOME || homedir(), '.ssh', 'known_hosts'), '/etc/ssh/ssh_known_hosts'],
    // Read here, never written: vouching for a key is the app's.
    own: join(dataFolder(io, options), 'known_hosts'),
    clock: io.clock,
  });
  const runner = createRunner({ clock: io.clock, hostKeys, lastBeat: () => null });
  try {
    const job = { check: checkFor(kind, timeoutMs), host: hostFor(target.address), kind, config: () => target.config };
    return await runner.runOne(job, { at: io.clock.now(), dueMono: io.clock.mono() }, io.signal);
  } finally {
    await kind.close?.();
  }
}

/** A check and a host that exist for one run only. */
function checkFor(kind: ProbeKind, timeoutMs: number): Check {
  const policy = { intervalMs: 86_400_000, timeoutMs };
  return { ...checkInput.parse({ hostId: 'trial', name: 'trial', kind: kind.kind, policy }), id: 'trial' as CheckId };
}
const hostFor = (address: string) => ({
  ...hostInput.parse({ name: 'trial', address }),
  name: address,
  id: 'trial' as HostId,
});

async function print(
  { status, summary, detail, output, metrics, durationMs }: Result,
  { kind, address, options, io }: { kind: ProbeKind; address: string; options: Options; io: CliIo },
): Promise<void> {
  const { json, table } = await import('../print.ts');
  if (options.json) {
    const rows = metrics.map(({ name, value, unit, warn, crit, min, max }) => ({
      name,
      value,
      unit,
      warn: warn ?? null,
      crit: crit ?? null,
      min: min ?? null,
      max: max ?? null,
    }));
    json(io, { status, summary, detail: detail ?? '', output: output ?? '', metrics: rows, duration_ms: durationMs });
    return;
  }
  io.stdout.write(`${kind.kind} ${address}: ${status}\n${summary}\n`);
  if (detail) io.stdout.write(`${detail}\n`);
  if (output) io.stdout.write(`\n${output.trimEnd()}\n`);
  const rows = metrics.map(({ name, value, unit, warn, crit, min, max }) => [name, value, unit, warn, crit, min, max]);
  if (rows.length > 0) {
    io.stdout.write(`\n${table([['METRIC', 'VALUE', 'UNIT', 'WARNING', 'CRITICAL', 'MIN', 'MAX'], ...rows])}`);
  }
  io.stdout.write(`\nTook ${durationMs} ms.\n`);
}
