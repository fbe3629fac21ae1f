// What remote-system's script printed, read into figures. The text comes from a stranger: whatever it is, this never
// throws, and what cannot be read is left out.
import { cleanLine } from '../lib/text.ts';
import { realDisks } from './system.ts';

export interface Counters {
  /** Seconds since the host started, by its own clock. */
  readonly uptime: number;
  /** Clock ticks since the start: of all cores together, in the order of proc(5). */
  readonly cpu: readonly number[];
  readonly network: ReadonlyMap<string, { readonly rx: number; readonly tx: number }>;
}

export interface RemoteReading {
  readonly kernel: string;
  /** Different after each start of the host; '' when it does not tell. */
  readonly bootId: string;
  /** In the order they were read; empty when the host has no /proc as Linux has it. */
  readonly counters: readonly Counters[];
  readonly cores: number;
  /** Percent in use. */
  readonly memory: number | null;
  readonly swap: number | null;
  readonly load: readonly [number, number, number] | null;
  readonly processes: number | null;
  /** Degrees Celsius: the hottest sensor of the CPU. */
  readonly temperature: number | null;
  /** Whether df told of any filesystem; those shown may be none all the same. */
  readonly disksRead: boolean;
  readonly disks: ReturnType<typeof realDisks>;
  readonly inodes: readonly { readonly mount: string; readonly used: number }[];
  /** Whether the script came to its end. */
  readonly complete: boolean;
}

/** A host with more mounts than this is read as far as this. */
const MOUNT_LIMIT = 1_000;
const INTERFACE_LIMIT = 1_000;
const LINE_LIMIT = 4_096;
const NUMBER = /^-?\d{1,18}(\.\d{1,18})?$/;

/** Null when the script did not run at all. */
export function parseReading(text: string): RemoteReading | null {
  const parts = partsOf(text);
  if (!parts.has('kernel')) return null;
  const first = (name: string): readonly string[] => parts.get(name)?.[0] ?? [];
  const memory = parseMemory(first('memory'));
  const [load] = first('load').map((line) => numbersOf(line.split(' ').slice(0, 3)));
  const processes = Number(first('processes')[0] ?? Number.NaN);
  const mounts = parseMounts(first('disks'), parseTypes(first('mounts')));
  const disks = realDisks(mounts.filter(isOwn).map(asSize));
  const [one, five, fifteen] = load ?? [];
  return {
    kernel: first('kernel')[0] ?? '',
    bootId: first('boot')[0] ?? '',
    counters: parseCounters(parts),
    cores: Math.max(1, first('cpu').filter((line) => /^cpu\d/.test(line)).length),
    ...memory,
    load: one === undefined || five === undefined || fifteen === undefined ? null : [one, five, fifteen],
    processes: Number.isInteger(processes) && processes > 0 ? processes : null,
    temperature: parseTemperature(first('temperature')),
    disksRead: mounts.length > 0,
    disks,
    inodes: parseInodes(first('inodes'), new Set(disks.map(({ mount }) => mount))),
    complete: parts.has('end'),
  };
}

/** Each part's lines, for every time it was printed. What stands before the first mark (a greeting) is nobody's. */
function partsOf(text: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const parts = new Map<string, string[][]>();
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const name = /^=wf ([a-z]{1,20})\r?$/.exec(line)?.[1];
    if (name !== undefined) {
      lines = [];
      parts.set(name, [...(parts.get(name) ?? []), lines]);
    } else if (line.trim() !== '' && line.length <= LINE_LIMIT) lines.push(line.trimEnd());
  }
  return parts;
}

function parseCounters(parts: ReturnType<typeof partsOf>): readonly Counters[] {
  return (parts.get('uptime') ?? []).flatMap((lines, index) => {
    const [uptime] = numbersOf((lines[0] ?? '').split(' '));
    const total = parts.get('cpu')?.[index]?.find((line) => line.startsWith('cpu '));
    if (uptime === undefined || uptime < 0) return [];
    const cpu = numbersOf((total ?? '').split(/ +/).slice(1));
    return [{ uptime, cpu, network: parseNetwork(parts.get('net')?.[index] ?? []) }];
  });
}

/** /proc/net/dev: 'eth0: bytes packets …' with eight columns received, then those sent. */
function parseNetwork(lines: readonly string[]): Counters['network'] {
  return new Map(
    lines.slice(0, INTERFACE_LIMIT).flatMap((line) => {
      const [, name, rest] = /^ *([^\s:|]{1,32}): *(.+)$/.exec(line) ?? [];
      if (name === undefined || rest === undefined) return [];
      const figures = numbersOf(rest.split(/ +/));
      const [rx, tx] = [figures[0], figures[8]];
      return rx === undefined || tx === undefined ? [] : [[name, { rx, tx }] as const];
    }),
  );
}

function parseMemory(lines: readonly string[]): { readonly memory: number | null; readonly swap: number | null } {
  const figures = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^(\w+): +(\d{1,15}) kB$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, Number(value)] as const];
    }),
  );
  const of = (name: string) => figures.get(name) ?? 0;
  // Before Linux 3.14 nobody says what is available; this is what free(1) counted then.
  const available = figures.get('MemAvailable') ?? of('MemFree') + of('Buffers') + of('Cached');
  return {
    memory: of('MemTotal') > 0 ? share(of('MemTotal') - available, of('MemTotal')) : null,
    swap: of('SwapTotal') > 0 ? share(of('SwapTotal') - of('SwapFree'), of('SwapTotal')) : null,
  };
}

/** Sensors tell thousandths of a degree; some tell nonsense when they are asleep. */
function parseTemperature(lines: readonly string[]): number | null {
  const readings = numbersOf(lines)
    .map((value) => value / 1_000)
    .filter((value) => value > 0 && value < 150);
  return readings.length === 0 ? null : readings.reduce((most, value) => Math.max(most, value), 0);
}

interface Mount {
  readonly source: string;
  /** '' where nobody tells. */
  readonly type: string;
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly mount: string;
}

/** df -P, with or without -T: source and mount point may hold spaces, so the figures in between are looked for. */
function parseMounts(lines: readonly string[], types: ReadonlyMap<string, string> = new Map()): readonly Mount[] {
  const typed = /^\S+ +Type /.test(lines[0] ?? '');
  const mounts = lines.slice(1, 1 + MOUNT_LIMIT).flatMap((line) => {
    const figures = / (\d{1,18}) +(\d{1,18}) +(-?\d{1,18}) +(?:\d+%|-) (.*)$/.exec(line);
    const mount = cleanLine(figures?.[4] ?? '', 255);
    if (!figures || !mount.startsWith('/')) return [];
    const left = line.slice(0, figures.index).trimEnd();
    const gap = typed ? left.lastIndexOf(' ') : left.length;
    return [
      {
        source: left.slice(0, gap).trimEnd(),
        type: left.slice(gap).trimStart() || (types.get(mount) ?? ''),
        total: Number(figures[1]),
        used: Number(figures[2]),
        free: Math.max(0, Number(figures[3])),
        mount,
      },
    ];
  });
  // Of two on one mount point the later one lies on top.
  return [...new Map(mounts.map((one) => [one.mount, one])).values()];
}

/** /proc/mounts: 'source mount type options', spaces and the like in octal (fstab(5)). */
function parseTypes(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.map((line) => {
      const [, mount = '', type = ''] = line.split(' ');
      const plain = mount.replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
      return [cleanLine(plain, 255), type] as const;
    }),
  );
}

/** Layers of containers come and go and are their disk counted once more; without types, only what has a device. */
function isOwn({ source, type, mount }: Mount): boolean {
  if (mount === '/') return true;
  return type === '' ? source.startsWith('/dev/') && !source.startsWith('/dev/loop') : type !== 'overlay';
}

function asSize({ source, type, total, used, free, mount }: Mount) {
  return { fs: source, type, mount, size: total * 1024, use: share(used, used + free), available: free * 1024 };
}

/** Of the filesystems that count their inodes, and of those only that are shown as disks. */
function parseInodes(lines: readonly string[], shown: ReadonlySet<string>): RemoteReading['inodes'] {
  return parseMounts(lines).flatMap(({ total, used, mount }) =>
    total > 0 && shown.has(mount) ? [{ mount, used: share(used, total) }] : [],
  );
}

const share = (part: number, whole: number) => (whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 0);

/** The numbers at the beginning of `words`: up to the first that is none. */
function numbersOf(words: readonly string[]): readonly number[] {
  const end = words.findIndex((word) => !NUMBER.test(word.trim()));
  return words.slice(0, end < 0 ? words.length : end).map(Number);
}
