// The availability report: gathers the state log, the gaps and the windows of a period, lets core count, adds up groups.
import type {
  Availability,
  AvailabilityReport,
  CheckAvailability,
  GroupAvailability,
  HostAvailability,
} from '../../contract/model/availability.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import { type AvailabilityFacts, availabilityOf, type Counting, sumOf } from '../core/availability.ts';
import type { Condition } from '../core/rollup.ts';
import type { Gap, LoggedState } from '../core/spans.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { StateChange, Subject } from '../store/state-log.ts';
import type { SpansOf } from './maintenance-spans.ts';
import { breathe } from './slices.ts';
import type { World } from './world.ts';

export interface AvailabilityInput {
  readonly from: number;
  readonly to: number;
  readonly hostIds?: readonly HostId[] | undefined;
  readonly checks: boolean;
  readonly maintenance: 'exclude' | 'good';
  readonly unreachable: 'own' | 'good' | 'bad';
}

/** A check, or (null) what its alive check made of a host. */
export interface AvailabilitySubject {
  readonly hostId: HostId;
  readonly checkId: CheckId | null;
}

export interface AvailabilityService {
  /** Time after now is pending. Rejects with a Refusal when `to` is not later than `from`. */
  report(input: AvailabilityInput): Promise<AvailabilityReport>;
  /**
   * What is known of each subject in [from, to), in their order: for whoever counts more than columns. `size` of them are
   * read in one go, then the loop turns.
   */
  walk(
    subjects: readonly AvailabilitySubject[],
    period: { readonly from: number; readonly to: number },
    take: (facts: AvailabilityFacts, place: number) => void,
    size?: number,
  ): Promise<void>;
}

export interface AvailabilityOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** False in a program that only looks in: where no engine runs, nobody has watched since its last sign of life. */
  readonly watching: boolean;
  /** When a check, or a host, was in maintenance. */
  readonly spansOf: SpansOf;
}

/** Subjects read and counted in one go, about 10 ms; alarms get their turn in between. */
const SLICE = 500;
/** An engine that runs gives a sign of life every 5 s. */
export const DEAD_AFTER_MS = 20_000;

/** What is asked of one subject. */
interface Asked {
  readonly subject: Subject;
  readonly hostId: HostId;
  /** Its hard state now. */
  readonly current: Condition;
}

export function createAvailability(store: Store, world: World, options: AvailabilityOptions): AvailabilityService {
  /** Hands over the facts of every subject, in their order. */
  async function walk(
    asked: readonly Asked[],
    { from, to }: { readonly from: number; readonly to: number },
    take: (facts: AvailabilityFacts, place: number) => void,
    size: number,
  ): Promise<void> {
    const now = options.clock.now();
    const gaps = gapsOf(store, from, to, now, options.watching);
    for (let at = 0; at < asked.length; at += size) {
      if (at > 0) await breathe();
      const slice = asked.slice(at, at + size);
      const subjects = slice.map(({ subject }) => subject);
      store.stateLog.readMany(subjects, from, to).forEach((changes, place) => {
        const one = slice[place];
        const current = one?.current ?? 'pending';
        const log = logOf(changes, current, to, now);
        const maintenance = one ? options.spansOf(one.hostId, checkOf(one.subject), from, Math.min(to, now)) : [];
        take({ log, current, gaps, maintenance }, at + place);
      });
    }
  }

  return {
    async report(input) {
      const { from, to, maintenance, unreachable } = input;
      if (to <= from) throw invalid([{ path: 'to', message: 'must be later than from' }]);
      const hosts = hostsOf(world, input.hostIds);
      const asked = hosts.flatMap((host) => askedOf(world, host, input.checks));
      const counting: Counting = { from, to, maintenance, unreachable };
      const counted: Availability[] = [];
      await walk(asked, counting, (facts) => counted.push(availabilityOf(facts, counting)), SLICE);
      const found = new Map(asked.map(({ subject }, place) => [idOf(subject), counted[place] ?? NO_DATA]));
      const rows = hosts.map((host): HostAvailability => {
        const own = { hostId: host.id, ...(found.get(host.id) ?? NO_DATA) };
        if (!input.checks) return own;
        const checks = world.checksOf(host.id).flatMap(({ id }): readonly CheckAvailability[] => {
          const check = found.get(id);
          return check ? [{ checkId: id, ...check }] : [];
        });
        return { ...own, checks };
      });
      return { from, to, hosts: rows, groups: groupsOf(hosts, rows), total: sumOf(rows) };
    },
    walk: (subjects, period, take, size = SLICE) =>
      walk(
        subjects.map(({ hostId, checkId }) =>
          checkId === null ? askedHost(world, hostId) : askedCheck(world, hostId, checkId),
        ),
        period,
        take,
        size,
      ),
  };
}

const NO_DATA: Availability = sumOf([]);
const idOf = (subject: Subject): HostId | CheckId => ('hostId' in subject ? subject.hostId : subject.checkId);
const checkOf = (subject: Subject): CheckId | null => ('checkId' in subject ? subject.checkId : null);

/** The hosts asked for that are still watched, by name. */
function hostsOf(world: World, hostIds: readonly HostId[] | undefined): readonly Host[] {
  const hosts = hostIds ? [...new Set(hostIds)].flatMap((id) => world.hosts.get(id) ?? []) : [...world.hosts.values()];
  return hosts.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A host is what its alive check made of it; its other checks stand behind it where they are asked for. */
function askedOf(world: World, host: Host, checks: boolean): readonly Asked[] {
  const own = askedHost(world, host.id);
  return checks ? [own, ...world.checksOf(host.id).map(({ id }) => askedCheck(world, host.id, id))] : [own];
}

const askedHost = (world: World, hostId: HostId): Asked => ({
  subject: { hostId },
  hostId,
  current: world.loggedReach.get(hostId) ?? 'pending',
});

const askedCheck = (world: World, hostId: HostId, checkId: CheckId): Asked => ({
  subject: { checkId },
  hostId,
  current: world.memory.get(checkId)?.hardStatus ?? 'pending',
});

function gapsOf(store: Store, from: number, to: number, now: number, watching: boolean): readonly Gap[] {
  const gaps = store.watch.list(from, to);
  const aliveAt = watching ? null : store.watch.aliveAt();
  return aliveAt !== null && now - aliveAt > DEAD_AFTER_MS ? [...gaps, { from: aliveAt, to: now }] : gaps;
}

/** The log of a subject. Nothing is known yet of what is to come. */
function logOf(changes: readonly StateChange[], current: Condition, to: number, now: number): readonly LoggedState[] {
  return now < to ? [...changes, { at: now, status: 'pending', previous: current }] : changes;
}

/** Groups by name, sites before tags; a host without a tag is in none. */
function groupsOf(hosts: readonly Host[], rows: readonly HostAvailability[]): readonly GroupAvailability[] {
  const group = (by: 'site' | 'tag', namesOf: (host: Host) => Iterable<string>): readonly GroupAvailability[] => {
    const members = new Map<string, HostAvailability[]>();
    hosts.forEach((host, place) => {
      for (const name of namesOf(host)) {
        const row = rows[place];
        const others = members.get(name);
        if (row && others) others.push(row);
        else if (row) members.set(name, [row]);
      }
    });
    const named = [...members].sort(([a], [b]) => a.localeCompare(b));
    return named.map(([name, of]) => ({ by, name, hosts: of.length, ...sumOf(of) }));
  };
  return [...group('site', (host) => [host.site]), ...group('tag', (host) => new Set(host.tags))];
}
