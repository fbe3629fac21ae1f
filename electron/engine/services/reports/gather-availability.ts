// Availability of every host that is meant: its columns over the period and over each day, and its outages.
import type { Availability } from '../../../contract/model/availability.ts';
import type { Host } from '../../../contract/model/host.ts';
import { type AvailabilityFacts, availabilityOf, type Counting, sumOf } from '../../core/availability.ts';
import { budgetMs } from '../../core/report-availability.ts';
import { type Outage, outagesOf } from '../../core/report-outages.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import { slotOf } from '../../core/report-words.ts';
import { spreadOf } from '../../core/spread.ts';
import { breathe } from '../slices.ts';
import type { Gathering } from './report-facts.ts';

type Sets = 'availability-hosts' | 'availability-groups' | 'availability-slots' | 'availability-outages';

/** Hosts counted in one go; each over every day of the period. Some 10 ms. */
const SLICE = 25;
const columnsOf = ({ availability, ...columns }: Availability) => ({ availability, ...columns });

export async function gatherAvailability(gathering: Gathering): Promise<Pick<ReportRows, Sets>> {
  const { ask, frame, world, hosts: meant, availability } = gathering;
  const { maintenance, unreachable } = ask;
  const hosts = [...world.hosts.values()].filter(({ id }) => meant === null || meant.has(id));
  const counting: Counting = { from: frame.from, to: frame.to, maintenance, unreachable };
  const rows: ReportRow<'availability-hosts'>[] = [];
  // By where they began: a hundred thousand are put in order slot by slot.
  const outages = frame.slots.map((): ReportRow<'availability-outages'>[] => []);
  const slots = frame.slots.map(() => sumOf([]));
  const take = (facts: AvailabilityFacts, place: number): void => {
    const host = hosts[place];
    if (!host) return;
    const own = outagesOf(facts, { ...counting, to: frame.until });
    rows.push(hostRow(host, availabilityOf(facts, counting), own, gathering));
    for (const { from, to, badMs, begins, ended } of own) {
      const row = { host: host.name, from, to, badMs, begins: Number(begins), ended: Number(ended) };
      outages[slotOf(frame.slots, from)]?.push(row);
    }
    frame.slots.forEach(({ from, to }, at) => {
      slots[at] = sumOf([slots[at] ?? sumOf([]), availabilityOf(facts, { ...counting, from, to })]);
    });
  };
  const subjects = hosts.map(({ id }) => ({ hostId: id, checkId: null }));
  await availability.walk(subjects, counting, take, SLICE);
  for (const slot of outages) {
    await breathe();
    slot.sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
  }
  await breathe();
  rows.sort(worstFirst);
  await breathe();
  return {
    'availability-hosts': rows,
    'availability-groups': groupsOf(hosts, rows),
    'availability-slots': frame.slots.map(({ label, from, to }, at) => ({
      slot: label,
      from,
      to,
      ...columnsOf(slots[at] ?? sumOf([])),
    })),
    'availability-outages': outages.flat(),
  };
}

function hostRow(
  host: Host,
  counted: Availability,
  outages: readonly Outage[],
  { settings, frame }: Gathering,
): ReportRow<'availability-hosts'> {
  const began = outages.filter(({ begins }) => begins);
  const whole = spreadOf(began.flatMap(({ ended, badMs }) => (ended ? badMs : [])));
  return {
    host: host.name,
    site: host.site,
    tags: host.tags.join(', '),
    ...columnsOf(counted),
    budgetLeftMs: budgetMs(settings.get().reports.target, frame.to - frame.from) - counted.badMs,
    outages: began.length,
    outageMedianMs: whole.medianMs,
    outageMaxMs: whole.maxMs,
    mtrsMs: whole.meanMs,
    mtbfMs: began.length === 0 ? null : counted.goodMs / began.length,
  };
}

function worstFirst(a: ReportRow<'availability-hosts'>, b: ReportRow<'availability-hosts'>): number {
  const [first, second] = [a.availability ?? 101, b.availability ?? 101];
  return first - second || (a.host < b.host ? -1 : 1);
}

/** Sites before tags, by their names; a host without a tag is in none. */
function groupsOf(
  hosts: readonly Host[],
  rows: readonly ReportRow<'availability-hosts'>[],
): ReportRows['availability-groups'] {
  const columns = new Map(rows.map((row) => [row.host, row]));
  const group = (by: string, namesOf: (host: Host) => Iterable<string>) => {
    const members = new Map<string, ReportRow<'availability-hosts'>[]>();
    for (const host of hosts) {
      const row = columns.get(host.name);
      for (const name of row ? namesOf(host) : []) {
        const others = members.get(name);
        if (others && row) others.push(row);
        else if (row) members.set(name, [row]);
      }
    }
    return [...members]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]) => ({ by, name, hosts: of.length, ...columnsOf(sumOf(of.map(asColumns))) }));
  };
  return [...group('site', ({ site }) => [site]), ...group('tag', ({ tags }) => new Set(tags))];
}

const asColumns = (row: ReportRow<'availability-hosts'>) => ({
  goodMs: row.goodMs ?? 0,
  badMs: row.badMs ?? 0,
  unreachableMs: row.unreachableMs ?? 0,
  maintenanceMs: row.maintenanceMs ?? 0,
  pendingMs: row.pendingMs ?? 0,
  unmonitoredMs: row.unmonitoredMs ?? 0,
  periodMs: row.periodMs ?? 0,
});
