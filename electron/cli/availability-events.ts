// What `watchfloor availability --events FILE` reads: events, downtimes and gaps as JSON lines (spec: command-line).
import { z } from 'zod';
import type { AvailabilityFacts, Period } from '../engine/core/availability.ts';
import type { Condition } from '../engine/core/rollup.ts';
import type { Gap, LoggedState } from '../engine/core/spans.ts';
import { type CliIo, InputError } from './command.ts';
import { type JsonLine, parseWith, readJsonLines } from './json-lines.ts';
import { nameOfFile } from './read-text.ts';
import { instant } from './times.ts';

/** The words for a state, of checks and of hosts. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  ok: 'ok',
  up: 'ok',
  warning: 'warning',
  critical: 'critical',
  unknown: 'unknown',
  down: 'down',
  unreachable: 'unreachable',
  pending: 'pending',
};
const condition = z
  .enum(Object.keys(CONDITIONS), `must be one of ${Object.keys(CONDITIONS).join(', ')}`)
  .transform((word): Condition => CONDITIONS[word] ?? 'pending');

const eventLine = z.object({
  at: instant,
  state: condition,
  hard: z.boolean().default(true),
  previous: condition.nullish(),
});
/** `to` absent or null: it lasts. */
const period = z.object({ from: instant, to: z.union([z.null(), instant]).optional() });
const downtimeLine = z.strictObject({ downtime: period });
const unmonitoredLine = z.strictObject({ unmonitored: period });
const currentLine = z.strictObject({ current: condition });

export interface RecordedEvents extends AvailabilityFacts {
  /** First and last instant that the file names; null in a file without any. */
  readonly extent: Period | null;
}

/** Reads a whole file. Throws an InputError with the place of what it does not understand. */
export async function readEvents(io: CliIo, file: string): Promise<RecordedEvents> {
  const log: LoggedState[] = [];
  const gaps: Gap[] = [];
  const maintenance: Period[] = [];
  const instants = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  let current: Condition = 'pending';
  for await (const line of readJsonLines(io, file)) {
    const { value } = line;
    if ('current' in value) current = parseWith(currentLine, line, value).current;
    else if ('downtime' in value) {
      const { from, to } = periodOf(io, line, parseWith(downtimeLine, line, value).downtime, 'downtime', instants);
      maintenance.push({ from, to: to ?? Number.MAX_SAFE_INTEGER });
    } else if ('unmonitored' in value) {
      gaps.push(periodOf(io, line, parseWith(unmonitoredLine, line, value).unmonitored, 'unmonitored', instants));
    } else if ('state' in value || 'at' in value) {
      const { at, state: status, hard, previous } = parseWith(eventLine, line, value);
      meet(instants, at);
      // Soft states never count: they were not sure yet.
      if (hard) log.push({ at, status, ...(previous ? { previous } : {}) });
    } else throw line.wrong('neither an event (at, state) nor a downtime, unmonitored or current');
  }
  return { log, gaps, maintenance, current, extent: instants.from <= instants.to ? { ...instants } : null };
}

/** The period to count over: what was asked for, else from the first to the last instant in the file. */
export function periodFor(
  { extent }: RecordedEvents,
  file: string,
  from: number | undefined,
  to: number | undefined,
): Period {
  const found = { from: from ?? extent?.from, to: to ?? extent?.to };
  if (found.from === undefined || found.to === undefined) {
    throw new InputError('no event, downtime or gap says over what period to count: give --from and --to', {
      file: nameOfFile(file),
    });
  }
  if (found.to < found.from) throw new InputError('--to must not be earlier than --from');
  return { from: found.from, to: found.to };
}

function periodOf(
  io: CliIo,
  line: JsonLine,
  { from, to = null }: { readonly from: number; readonly to?: number | null | undefined },
  what: string,
  instants: { from: number; to: number },
): Gap {
  meet(instants, from);
  if (to !== null) meet(instants, to);
  if (to !== null && to < from) {
    // What a clock that was set back leaves behind; no reason to refuse the rest of a month.
    const { message } = line.wrong(`ends before it begins, so it counts for nothing`, [what, 'to']);
    io.stderr.write(`${message}\n`);
  }
  return { from, to };
}

function meet(instants: { from: number; to: number }, at: number): void {
  instants.from = Math.min(instants.from, at);
  instants.to = Math.max(instants.to, at);
}
