// `watchfloor oncall`: who is on call, the rotas as a calendar, and a rota for other calendars. Reads the data folder only.
import type { Command } from 'commander';
import { nameKey } from '../../contract/model/name-key.ts';
import type { OnCallNow, Person, Schedule } from '../../contract/model/on-call.ts';
import { onCallSpans } from '../../engine/core/on-call.ts';
import { onCallNow } from '../../engine/services/on-call.ts';
import { onCallIcal } from '../../engine/services/on-call-ical.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';
import { dataFolder, openForReading } from '../data-folder.ts';
import { json, table } from '../print.ts';
import { timeOption, utc } from '../times.ts';

const GROUP_HELP = `
Examples:
  watchfloor oncall who
  watchfloor oncall calendar --to 2026-12-24 --schedule Network
  watchfloor oncall ical Network > network.ics`;

const WHO_HELP = `
Ends with 1 when a rota has a gap then: nobody is on call. Beside a running engine or without one.

--json prints one document. "person" is null in a gap, "since" is null where it has been so ever since, "until" where it
stays so; "next" is null where nobody follows:
  {"at":"2026-11-23T02:00:00Z","on_call":[{"schedule":"Network","person":{"name":"Ada","email":"ada@example.org",
   "phone":"+31 20 000 0000"},"since":"2026-11-22T07:00:00Z","until":"2026-11-23T07:00:00Z","next":"Ben"}]}

Examples:
  watchfloor oncall who
  watchfloor oncall who --at 2026-12-24T23:00:00+01:00 --schedule Network
  watchfloor oncall who --json | jq -r '.on_call[].person.phone'`;

const CALENDAR_HELP = `
Every turn and every gap of the period, without a hole. Ends with 1 when there is a gap in it.

--json prints {"from","to","schedules":[{"schedule","zone","spans":[{"from","to","person":"Ada"|null,"by":"layer"|"override"|null}]}]}.

Examples:
  watchfloor oncall calendar
  watchfloor oncall calendar --from 2026-12-01 --to 2027-01-01 --schedule Network --json`;

const ICAL_HELP = `
Prints an iCalendar file (RFC 5545); times are UTC, and a turn keeps its UID from one export to the next.

Examples:
  watchfloor oncall ical Network > network.ics
  watchfloor oncall ical Network --person Ada --days 180 > ada.ics`;

const DAY_MS = 86_400_000;
/** The longest calendar, ms; the engine's own limit. */
const LONGEST_MS = 800 * DAY_MS;

interface Options {
  readonly data?: string;
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly schedule?: string;
  readonly person?: string;
  readonly days?: number;
  readonly json?: boolean;
}

interface Rotas {
  readonly people: ReadonlyMap<Person['id'], Person>;
  readonly schedules: ReadonlyMap<Schedule['id'], Schedule>;
}

export const oncall: CliCommand = {
  register(program, io, done) {
    const group = program.command('oncall').description('who is on call, and when').addHelpText('after', GROUP_HELP);
    group
      .command('who')
      .description('who is on call now, or at another time')
      .option('--at <time>', 'ISO 8601, epoch milliseconds, or 24h, 7d back (default: now)')
      .option('--schedule <name>', 'only this rota')
      .option('--json', 'one JSON document')
      .addHelpText('after', WHO_HELP)
      .action(async (_: unknown, command: Command) => done(await who(io, command.optsWithGlobals())));
    group
      .command('calendar')
      .description('the rotas over a period')
      .option('--from <time>', 'begin of the period (default: now)')
      .option('--to <time>', 'its end, exclusive (default: 28 days later)')
      .option('--schedule <name>', 'only this rota')
      .option('--json', 'one JSON document')
      .addHelpText('after', CALENDAR_HELP)
      .action(async (_: unknown, command: Command) => done(await calendar(io, command.optsWithGlobals())));
    group
      .command('ical')
      .description('a rota for other calendars')
      .argument('<name>', 'the rota')
      .option('--person <name>', 'only the turns of one person')
      .option('--days <n>', 'so many days ahead', daysOf, 90)
      .addHelpText('after', ICAL_HELP)
      .action(async (name: string, _: unknown, command: Command) => {
        await printIcal(io, name, command.optsWithGlobals());
        done(0);
      });
  },
};

async function who(io: CliIo, options: Options): Promise<ExitStatus> {
  const now = io.clock.now();
  const at = timeOption('--at', options.at, now) ?? now;
  const rows = onCallNow(chosen(await read(io, options), options.schedule), at);
  if (options.json) json(io, { at: utc(at), on_call: rows.map(toJson) });
  else if (rows.length === 0) io.stdout.write('There is no rota.\n');
  else {
    const cells = rows.map(({ schedule, person, since, until, next }) => [
      schedule,
      person?.name ?? 'NOBODY: a gap',
      person?.phone,
      person?.email,
      since === 0 ? null : utc(since),
      until === null ? null : utc(until),
      until === null ? null : (next?.name ?? 'NOBODY'),
    ]);
    io.stdout.write(table([['ROTA', 'ON CALL', 'PHONE', 'E-MAIL', 'SINCE', 'UNTIL', 'THEN'], ...cells]));
  }
  return rows.some(({ person }) => person === null) ? 1 : 0;
}

const toJson = ({ schedule, person, since, until, next }: OnCallNow) => ({
  schedule,
  person: person && { name: person.name, email: person.email, phone: person.phone },
  since: since === 0 ? null : utc(since),
  until: until === null ? null : utc(until),
  next: next?.name ?? null,
});

async function calendar(io: CliIo, options: Options): Promise<ExitStatus> {
  const now = io.clock.now();
  const from = timeOption('--from', options.from, now) ?? now;
  const to = timeOption('--to', options.to, now) ?? from + 28 * DAY_MS;
  if (to <= from) throw new InputError('--to must be later than --from');
  if (to - from > LONGEST_MS) throw new InputError('--to must be within 800 days of --from');
  const { people, schedules } = chosen(await read(io, options), options.schedule);
  const found = [...schedules.values()].map((schedule) => ({
    schedule: schedule.name,
    zone: schedule.zone,
    spans: onCallSpans(schedule, from, to).map((span) => ({
      from: utc(span.from),
      to: utc(span.to),
      person: span.personId === null ? null : (people.get(span.personId)?.name ?? span.personId),
      by: span.by || null,
    })),
  }));
  if (options.json) json(io, { from: utc(from), to: utc(to), schedules: found });
  else if (found.length === 0) io.stdout.write('There is no rota.\n');
  else {
    const cells = found.flatMap(({ schedule, spans }) =>
      spans.map((span) => [schedule, span.from, span.to, span.person ?? 'NOBODY: a gap', span.by]),
    );
    io.stdout.write(table([['ROTA', 'FROM', 'TO', 'ON CALL', 'BY'], ...cells]));
  }
  return found.some(({ spans }) => spans.some(({ person }) => person === null)) ? 1 : 0;
}

async function printIcal(io: CliIo, name: string, options: Options): Promise<void> {
  const { people, schedules } = chosen(await read(io, options), name);
  const person = options.person === undefined ? null : named(people, options.person, 'person');
  for (const schedule of schedules.values()) {
    const input = { schedule, people, personId: person?.id ?? null, now: io.clock.now(), days: options.days ?? 90 };
    io.stdout.write(onCallIcal(input).text);
  }
}

async function read(io: CliIo, options: Options): Promise<Rotas> {
  const store = await openForReading(dataFolder(io, options), io.clock);
  try {
    return {
      people: new Map(store.people.list().map((one) => [one.id, one])),
      schedules: new Map(store.schedules.list().map((one) => [one.id, one])),
    };
  } finally {
    store.close();
  }
}

/** Only the rota of that name, where one is named. */
function chosen(rotas: Rotas, name: string | undefined): Rotas {
  if (name === undefined) return rotas;
  const schedule = named(rotas.schedules, name, 'rota');
  return { ...rotas, schedules: new Map([[schedule.id, schedule]]) };
}

function named<Thing extends { readonly name: string }>(
  things: ReadonlyMap<string, Thing>,
  name: string,
  what: string,
): Thing {
  const found = [...things.values()].find((one) => nameKey(one.name) === nameKey(name));
  if (found) return found;
  const known = [...things.values()].map((one) => one.name).join(', ');
  throw new InputError(`there is no ${what} "${name}"; known are: ${known || 'none'}`);
}

function daysOf(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 400) return days;
  throw new InputError(`--days ${text}: must be a whole number from 1 to 400`);
}
