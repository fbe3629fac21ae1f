// Which figures of a check fill up, and where each is full: those that have an end by nature and stay where they are when
// nobody does anything.
//
// - The built-in kinds: the share of a filesystem in use and of its inodes ('disk.used./var', 'disk.inodes./var'), full at 100.
// - Performance data of a plugin: a figure in bytes or a plain count with a `max` of its own ('/=2643MB;…;5968': check_disk),
//   full at its max; a percentage whose name says that something is in use ('/var_used=81%'), full at 100.
//
// Not processor, memory, swap, load and the like, whatever their max: they come and go with the work, and a line through them
// says nothing. Nor what is free: it would say the same a second time.
import type { Metric } from '../../contract/model/result.ts';

export interface FillingMetric {
  readonly metric: string;
  readonly unit: string;
  /** '/var', 'inodes of /var', or as the plugin calls it. */
  readonly what: string;
  readonly limit: number;
}

const DISK = /^disk\.used\.(.+)$/;
const INODES = /^disk\.inodes\.(.+)$/;
const BYTES = /^[kKMGTP]?i?B$/;
/** Words in the name of a share that is in use. */
const IN_USE = new Set(
  'used use usage inuse inode inodes disk space full fill filled capacity pool utilization utilisation'.split(' '),
);
/** What comes and goes by itself, says what is left, or is no amount of anything. */
const NEVER = new Set(
  'cpu load mem memory ram swap cache cached buffers free avail available idle left remaining loss lost shrink temp temperature battery signal time rta latency rate bandwidth traffic size'.split(
    ' ',
  ),
);

/** Null: it does not fill up. */
export function fillingMetric({ name, unit, max }: Metric): FillingMetric | null {
  const disk = DISK.exec(name)?.[1];
  if (disk !== undefined) return unit === '%' ? { metric: name, unit, what: disk, limit: 100 } : null;
  const inodes = INODES.exec(name)?.[1];
  if (inodes !== undefined)
    return unit === '%' ? { metric: name, unit, what: `inodes of ${inodes}`, limit: 100 } : null;
  // A path is what it is, whatever it is called: '/var/cache' fills up.
  const isPath = name.startsWith('/');
  const words = isPath ? [] : name.toLowerCase().split(/[^a-z]+/);
  if (words.some((word) => NEVER.has(word))) return null;
  if (unit === '%') {
    const isInUse = isPath || words.some((word) => IN_USE.has(word));
    return isInUse ? { metric: name, unit, what: name, limit: 100 } : null;
  }
  const hasEnd = max !== undefined && Number.isFinite(max) && max > 0;
  return hasEnd && (unit === '' || BYTES.test(unit)) ? { metric: name, unit, what: name, limit: max } : null;
}
