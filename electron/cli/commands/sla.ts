// `watchfloor sla due`: when a clock breaches, and why. Computes from what it is given; no engine, no data.
import { Temporal } from 'temporal-polyfill';
import { openHours, type Stretch } from '../../engine/core/business-hours.ts';
import { type Counting, countedFrom, countedMs, instantAfter, riskMs } from '../../engine/core/sla-time.ts';
import { type CliCommand, type CliIo, InputError } from '../command.ts';
import { json, table } from '../print.ts';
import { calendarOption, instantOption, pauseOption, targetOption, zoneOption } from '../sla-input.ts';

interface Options {
  readonly start: string;
  readonly target: string;
  readonly calendar: string;
  readonly zone?: string;
  readonly pause?: readonly string[];
  readonly at?: string;
  readonly json?: boolean;
}

const HELP = `
Counts from --start, only within the hours of the calendar and outside of the pauses. It is due at the first instant at
which the target is full: what ends with Friday's hours is due at their end, not on Monday morning. At that very instant it
is still kept. At risk from 75 % on. A day of a target is 24 hours that count.

A calendar is 24x7, business (Mon-Fri 08:00-18:00), or days and hours like "Mon-Fri 08:00-18:00", "Mon,Wed 09:00-17:00", "Sat-Sun 22:00-06:00" (over
midnight, of the day they begin on). Times without an offset are on the clock of --zone: of one that comes twice in autumn
the first, for one that is skipped in spring the moment of the jump.

--json prints one document; its times carry the offset of the zone then, and are null when that is over a hundred years ahead:
  {"due":"2026-11-23T14:00:00+01:00","at_risk":"2026-11-23T12:00:00+01:00","elapsed_ms":7200000}
elapsed_ms is what has counted until --at.

Examples:
  watchfloor sla due --start 2026-11-20T16:00 --target 8h --calendar 'Mon-Fri 08:00-18:00' --zone Europe/Berlin
  watchfloor sla due --start 2026-11-20T16:00 --target 8h --calendar 'Mon-Fri 08:00-18:00' --zone Europe/Berlin \\
    --pause 2026-11-23T09:00/2026-11-23T11:00 --json
  watchfloor sla due --start 2026-10-25T01:30+02:00 --target 4h --calendar 24x7 --zone Europe/Berlin`;

export const sla: CliCommand = {
  register(program, io, done) {
    program
      .command('sla')
      .description('clocks of what was promised')
      .addHelpText('after', '\nExample:\n  watchfloor sla due --start 2026-11-20T16:00Z --target 4h --calendar 24x7')
      .command('due')
      .description('when a clock breaches, and why')
      .requiredOption('--start <time>', 'from when it counts: ISO 8601')
      .requiredOption('--target <duration>', 'how long it may take: 30m, 8h, 1h30m, 5d')
      .option('--calendar <hours>', 'when time counts: 24x7, or like "Mon-Fri 08:00-18:00"', '24x7')
      .option('--zone <zone>', "whose clock: Europe/Berlin, UTC (default: this machine's)")
      .option('--pause <from/to>', 'time that does not count; may be given several times', gather, [])
      .option('--at <time>', 'what has counted until then (default: now)')
      .option('--json', 'one JSON document')
      .addHelpText('after', HELP)
      .action((options: Options) => {
        due(io, options);
        done(0);
      });
  },
};

const gather = (text: string, before: readonly string[]): readonly string[] => [...before, text];

function due(io: CliIo, options: Options): void {
  const zone = zoneOption(options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const start = instantOption('--start', options.start, zone);
  const targetMs = targetOption(options.target);
  const hours = calendarOption(options.calendar, zone);
  const pauses = (options.pause ?? []).map((text) => pauseOption(text, zone));
  const at = options.at === undefined ? io.clock.now() : instantOption('--at', options.at, zone);
  const counting = { hours, pauses };
  if (openHours(hours, start).next().done) throw new InputError(`--calendar ${options.calendar}: no time ever counts`);
  const [dueAt, riskAt] = [instantAfter(counting, start, targetMs), instantAfter(counting, start, riskMs(targetMs))];
  const elapsedMs = countedMs(counting, start, at);
  if (options.json) {
    const shown = (instant: number | null) => (instant === null ? null : inZone(instant, zone));
    json(io, { due: shown(dueAt), at_risk: shown(riskAt), elapsed_ms: elapsedMs });
    return;
  }
  const said = (instant: number | null) =>
    instant === null ? 'not within a hundred years' : `${weekday(instant, zone)} ${inZone(instant, zone)}`;
  const rows = [
    `Due      ${said(dueAt)}`,
    `At risk  ${said(riskAt)}`,
    `Counted  ${exact(elapsedMs)} of ${exact(targetMs)} until ${inZone(at, zone)}${dueAt !== null && at > dueAt ? ': missed' : ''}`,
  ];
  io.stdout.write(`${rows.join('\n')}\n\n${course(counting, start, dueAt ?? start, zone)}`);
}

const MOST_ROWS = 20;

/** What counted, line by line, until it is due. */
function course(counting: Counting, start: number, dueAt: number, zone: string): string {
  const rows: string[][] = [];
  let [counted, left] = [0, 0];
  for (const stretch of untilDue(countedFrom(counting, start), dueAt)) {
    counted += stretch.to - stretch.from;
    // The last one always shows: it is where it ends.
    if (rows.length >= MOST_ROWS && stretch.to < dueAt) {
      left += 1;
      continue;
    }
    const ends = [stretch.from, stretch.to].map((instant) => `${weekday(instant, zone)} ${inZone(instant, zone)}`);
    rows.push([...ends, exact(stretch.to - stretch.from), exact(counted)]);
  }
  const pauses = counting.pauses.map(({ from, to }) => {
    const taken = countedMs({ ...counting, pauses: [] }, Math.max(from, start), Math.min(to ?? dueAt, dueAt));
    const span = `${inZone(from, zone)} to ${to === null ? 'still' : inZone(to, zone)}`;
    return `Pause ${span}: ${taken > 0 ? `${exact(taken)} of the hours do not count` : 'outside of what counts, it changes nothing'}\n`;
  });
  const more = left > 0 ? `(${left} more such lines before the last one)\n` : '';
  return `${table([['COUNTS FROM', 'TO', 'LASTS', 'IN ALL'], ...rows])}${more}${pauses.join('')}`;
}

function* untilDue(stretches: Iterable<Stretch>, dueAt: number): Generator<Stretch, void> {
  for (const { from, to } of stretches) {
    if (from >= dueAt) return;
    yield { from, to: Math.min(to, dueAt) };
  }
}

/** '2026-11-23T14:00:00+01:00'; 'Z' for UTC. */
function inZone(at: number, zone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at);
  return zone === 'UTC' ? moment.toString() : moment.toString({ timeZone: zone });
}

const weekday = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(at);

/** '1 h 30 min', '5 d', to the millisecond. */
function exact(ms: number): string {
  const [days, hours, minutes] = [
    Math.floor(ms / 86_400_000),
    Math.floor(ms / 3_600_000) % 24,
    Math.floor(ms / 60_000) % 60,
  ];
  const parts = [
    days && `${days} d`,
    hours && `${hours} h`,
    minutes && `${minutes} min`,
    ms % 60_000 && `${(ms % 60_000) / 1_000} s`,
  ];
  return parts.filter(Boolean).join(' ') || '0 s';
}
