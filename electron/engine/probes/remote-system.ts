// Another Linux host's own figures, read from /proc and df by one command over SSH: nothing is installed there.
import { z } from 'zod';
import type { ProbeOutcome } from '../../contract/model/result.ts';
import type { SshCommandEnd } from '../lib/ssh-command.ts';
import { cleanLine } from '../lib/text.ts';
import { percent } from './fields.ts';
import { overSsh } from './over-ssh.ts';
import { defineProbe } from './probe.ts';
import { type Rates, ratesBetween } from './remote-system-rates.ts';
import { type Counters, parseReading, type RemoteReading } from './remote-system-reading.ts';
import { READ_ONCE, READ_TWICE, READING_LIMIT } from './remote-system-script.ts';
import { hasKeyFile, loginFields, NO_KEY_FILE, sshPool } from './ssh-login.ts';
import { system } from './system.ts';
import { type SystemFigures, systemConfig, systemVerdict } from './system-verdict.ts';

const config = z
  .strictObject({
    ...loginFields,
    ...systemConfig.shape,
    warnInodes: percent(85, 'Inodes warning', 'Share of a filesystem’s inodes in use above which it is a warning.'),
    critInodes: percent(95, 'Inodes critical', 'Share of a filesystem’s inodes in use above which it is critical.'),
  })
  .refine(hasKeyFile, NO_KEY_FILE);
type Config = z.output<typeof config>;

/** A host may have a hundred mounts, a chart has no room for them: the largest are drawn, and all are judged. */
const DISKS_DRAWN = 24;

interface Earlier {
  readonly address: string;
  readonly bootId: string;
  readonly counters: Counters;
}
/**
 * The last look at the counters, for each check. A config is parsed once and kept as long as its check stands unchanged,
 * so its object stands for the check, and what is kept here goes with it.
 */
const earlier = new WeakMap<Config, Earlier>();

export const remoteSystem = defineProbe({
  kind: 'remote-system',
  title: 'Linux host',
  about: 'CPU, load, memory, swap, disks, network and more of another Linux host over SSH; nothing is installed there.',
  config,
  metrics: [...system.metrics, { name: 'disk.inodes.*', label: 'Inodes', unit: '%' }],
  defaults: { intervalMs: 60_000, timeoutMs: 20_000 },
  canBeAlive: false,
  concurrency: 64,
  run(settings, context) {
    const before = earlier.get(settings);
    const known = before?.address === context.address ? before : undefined;
    return overSsh(settings, context, async (run) => {
      // Without an earlier look a second one is taken at once: a first run without a CPU figure would call a standing
      // CPU problem off at every start of the monitor.
      const end = await run(known ? READ_ONCE : READ_TWICE, [], READING_LIMIT);
      const reading = parseReading(end.stdout.toString('utf8'));
      const latest = reading?.counters.at(-1);
      if (!reading || !latest) {
        earlier.delete(settings);
        return noReading(reading, end);
      }
      const { bootId } = reading;
      earlier.set(settings, { address: context.address, bootId, counters: latest });
      const first = known ? known.counters : reading.counters[0];
      const rates = first && (!known || known.bootId === bootId) ? ratesBetween(first, latest) : null;
      return bounded(systemVerdict(settings, figuresOf(reading, latest, rates), settings), reading);
    });
  },
  close: () => sshPool.close(),
});

/** The script's parts as the figures that `system` has too. */
function figuresOf(reading: RemoteReading, { uptime, cpu: ticks }: Counters, rates: Rates | null): SystemFigures {
  const { cores, memory, swap, load, processes, temperature, disks, inodes } = reading;
  const cpu = rates?.cpu ?? null;
  return {
    ...(cpu !== null && { cpu }),
    ...(load && { load }),
    cores,
    ...(memory !== null && { memory }),
    ...(swap !== null && { swap }),
    disks,
    inodes,
    network: rates?.network ?? [],
    uptime,
    ...(processes !== null && { processes }),
    ...(temperature !== null && { temperature }),
    missing: [
      ...(ticks.length === 0 ? ['CPU not readable'] : []),
      ...(memory === null ? ['memory not readable'] : []),
      ...(!reading.disksRead ? ['disks not readable (df)'] : []),
      ...(reading.complete ? [] : ['the reading was cut short']),
    ],
  };
}

/** Takes the disks that are small and well out of the metrics. */
function bounded(outcome: ProbeOutcome, { disks }: RemoteReading): ProbeOutcome {
  if (disks.length <= DISKS_DRAWN) return outcome;
  const bySize = [...disks].sort((a, b) => sizeOf(b) - sizeOf(a) || (a.mount < b.mount ? -1 : 1));
  const left = new Set(bySize.slice(DISKS_DRAWN).map(({ mount }) => mount));
  const metrics = outcome.metrics.filter(({ name }) => !left.has(name.replace(/^disk\.(used|free|inodes)\./, '')));
  const note = `${left.size} smaller of ${disks.length} disks are judged and not drawn`;
  return { ...outcome, detail: cleanLine([outcome.detail, note].filter(Boolean).join('; ')), metrics };
}

const sizeOf = ({ used, freeBytes }: RemoteReading['disks'][number]) => freeBytes / Math.max(0.001, 1 - used / 100);

function noReading(reading: RemoteReading | null, { code, stdout, stderr }: SshCommandEnd): ProbeOutcome {
  const said = cleanLine(stderr.length > 0 ? stderr : stdout, 120);
  return reading
    ? {
        status: 'unknown',
        summary: cleanLine(`Not readable: no /proc as Linux has it (${reading.kernel || 'unknown system'})`),
        detail: 'Only Linux hosts can be read this way.',
        metrics: [],
      }
    : {
        status: 'unknown',
        summary: 'The host did not run what reads its figures',
        detail: cleanLine(`exit code ${code ?? 'none'}${said === '' ? '' : `, it said: ${said}`}`),
        metrics: [],
      };
}
