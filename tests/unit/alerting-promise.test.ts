// The promise of suppression, over any order of results, acknowledgements, mutes, windows and passing time: while a reason
// holds nobody is told, and once none does whoever should know has been told. Judged by a list of what holds that the
// test keeps for itself.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Check, policy as policySchema } from '../../electron/contract/model/check.ts';
import { type Host, hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { Status } from '../../electron/contract/model/result.ts';
import { isBad } from '../../electron/engine/core/check-memory.ts';
import { currentStatus } from '../../electron/engine/core/problem.ts';
import type { Holder } from '../../electron/engine/core/suppression.ts';
import type { Clock } from '../../electron/engine/lib/clock.ts';
import { Alerting, NO_HOLDERS } from '../../electron/engine/services/alerting.ts';
import { createHostReach } from '../../electron/engine/services/host-reach.ts';
import { Monitoring } from '../../electron/engine/services/monitoring.ts';
import type { Changes } from '../../electron/engine/services/recorder.ts';
import { createVerification } from '../../electron/engine/services/verification.ts';
import { createWorld } from '../../electron/engine/services/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOSTS = ['sw1', 'web1', 'web2'] as const;
/** Of each host; http stands behind tcp. */
const NAMES = ['ping', 'tcp', 'http'] as const;

const host = (name: string): Host => ({
  ...hostInput.parse({ name, address: '127.0.0.1' }),
  id: name as HostId,
  parents: name === 'sw1' ? [] : [{ hostId: 'sw1' as HostId, group: '' }],
});
const check = (of: string, name: string): Check => ({
  id: `${of} ${name}` as CheckId,
  hostId: of as HostId,
  name,
  kind: 'ping',
  config: {},
  policy: policySchema.parse({ flapDetection: false }),
  enabled: true,
  alive: name === 'ping',
  dependsOn: name === 'http' ? ['tcp'] : [],
});

type Reason = 'maintenance' | 'muted' | 'isolated' | 'outsideHours';

/** Something that holds all alerts of a host for a time. */
interface Silence {
  readonly reason: Reason;
  readonly host: string;
  readonly from: number;
  readonly to: number;
}

interface ToldOnce {
  readonly at: number;
  readonly checkId: CheckId;
  readonly kind: string;
}

/** The services between results and alerts, with a clock that stands where the test puts it. `onTold` is called as it happens. */
function shift(onTold: (one: ToldOnce) => void) {
  let now = 1_000_000;
  const silences: Silence[] = [];
  const world = createWorld(
    HOSTS.map(host),
    HOSTS.flatMap((of) => NAMES.map((name) => check(of, name))),
  );
  const clock: Clock = { now: () => now, mono: () => now, after: () => () => {} };
  const verification = createVerification();
  const covering = (reason: Reason, hostId: string, at: number): Holder | null => {
    const found = silences.filter(
      (one) => one.reason === reason && one.host === hostId && one.from <= at && at < one.to,
    );
    const to = Math.max(...found.map((one) => one.to));
    return found.length > 0 ? { by: reason, until: to } : null;
  };
  const alerting = new Alerting(world, (id) => (verification.waitingFor(id)?.size ? id : null), {
    ...NO_HOLDERS,
    isolated: ({ id }) => covering('isolated', id, now),
    maintenance: (id, _, at) => covering('maintenance', id, at),
    muted: (id, _, at) => covering('muted', id, at),
    outsideHours: ({ id }, _, at) => covering('outsideHours', id, at),
  });
  const ignore = (): void => {};
  const write = ({ alerts }: Changes): void => {
    for (const { at, checkId, kind } of alerts) onTold({ at, checkId, kind });
  };
  const monitoring = new Monitoring({
    ...{ clock, world, alerting, verification, reach: createHostReach(world), runNow: ignore },
    recorder: { write, forget: ignore, superseded: ignore },
    samples: { add: ignore, removeCheck: ignore },
    feed: { publish: ignore, publishSoon: ignore },
    hostFeed: { offer: ignore },
    tell: { alerted: ignore, handled: ignore, turned: ignore, problems: ignore },
  });
  return {
    ...{ world, alerting, silences, covering },
    now: () => now,
    take(checkId: CheckId, status: Status): void {
      const of = world.checks.get(checkId);
      if (!of) throw new Error(`no check ${checkId}`);
      monitoring.deliver(of, { checkId, at: now, status, summary: status, metrics: [], lateMs: 0, durationMs: 0 });
      monitoring.settle();
    },
    pass(ms: number): void {
      // As the engine's beat: once a second.
      for (const end = now + ms; now < end; ) {
        now = Math.min(end, now + SECOND);
        monitoring.tick();
        monitoring.settle();
      }
    },
    silence(one: Silence): void {
      silences.push(one);
      monitoring.lookAgain();
      monitoring.settle();
    },
    acknowledge(checkId: CheckId, sticky: boolean, forMs: number): void {
      const problem = world.problems.get(checkId);
      if (!problem) return;
      const ack = { by: 'kim', at: now, reason: 'on it', sticky, expiresAt: now + forMs };
      monitoring.problemsEdited([{ ...problem, ack }]);
      monitoring.settle();
    },
  };
}

type Shift = ReturnType<typeof shift>;

/** Why an alert that went out just now should not have; null: rightly so. */
function wrong(floor: Shift, { checkId, kind, at }: ToldOnce): string | null {
  const { world } = floor;
  const memory = world.memory.get(checkId);
  const of = world.checks.get(checkId);
  if (!memory || !of) return 'a check that is not there';
  if (memory.type === 'soft') return 'soft';
  const reach = world.hostStates.get(of.hostId)?.reach;
  if (reach === 'unreachable') return 'unreachable';
  if (reach === 'down' && !of.alive) return 'host down';
  for (const reason of ['isolated', 'maintenance', 'muted', 'outsideHours'] as const) {
    if (floor.covering(reason, of.hostId, at)) return reason;
  }
  const ack = world.problems.get(checkId)?.ack;
  if (ack && kind !== 'recovery' && (ack.expiresAt ?? Number.POSITIVE_INFINITY) > at) return 'acknowledged';
  const tcp = world.memory.get(`${of.hostId} tcp` as CheckId);
  if (of.name === 'http' && tcp && isBad(tcp.hardStatus)) return 'parent check';
  return null;
}

const checkIds = HOSTS.flatMap((of) => NAMES.map((name) => `${of} ${name}` as CheckId));
const anyCheck = fc.constantFrom(...checkIds);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('results' as const),
      check: anyCheck,
      status: fc.constantFrom<Status>('ok', 'warning', 'critical', 'critical', 'unknown'),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 120 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('silence' as const),
      host: fc.constantFrom(...HOSTS),
      reason: fc.constantFrom<Reason>('maintenance', 'muted', 'isolated', 'outsideHours'),
      seconds: fc.integer({ min: 1, max: 180 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('acknowledge' as const),
      check: anyCheck,
      sticky: fc.boolean(),
      seconds: fc.integer({ min: 1, max: 180 }),
    }),
  },
);
/** Long enough for states to become hard, and for one reason to give way to another. */
const steps = fc.array(step, { minLength: 20, maxLength: 80, size: 'max' });
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

function walk(floor: Shift, one: Step): void {
  switch (one.do) {
    case 'results':
      for (let times = 0; times < one.times; times++) {
        floor.take(one.check, one.status);
        floor.pass(SECOND);
      }
      return;
    case 'pass':
      floor.pass(one.seconds * SECOND);
      return;
    case 'silence': {
      const from = floor.now();
      floor.silence({ reason: one.reason, host: one.host, from, to: from + one.seconds * SECOND });
      return;
    }
    case 'acknowledge':
      floor.acknowledge(one.check, one.sticky, one.seconds * SECOND);
      return;
    default:
      one satisfies never;
  }
}

test('while a reason holds nobody is told; when none does whoever should know has been told', () => {
  let alerts = 0;
  fc.assert(
    fc.property(steps, fc.subarray(checkIds), (taken, healed) => {
      const floor: Shift = shift((one) => {
        alerts += 1;
        expect(wrong(floor, one), `${one.kind} of ${one.checkId}`).toBeNull();
      });
      for (const one of taken) walk(floor, one);
      for (const id of healed) floor.take(id, 'ok');
      // What stands goes on to stand, and all that ends by the clock ends.
      for (let rounds = 0; rounds < 4; rounds++) {
        for (const id of checkIds) floor.take(id, lastStatus(floor, id));
        floor.pass(MINUTE);
      }
      for (const id of checkIds) expect([id, ...believed(floor, id)]).toEqual([id, ...real(floor, id)]);
    }),
    { numRuns: 2_000 },
  );
  // A test of silence that never heard anything would prove nothing.
  expect(alerts).toBeGreaterThan(2_000);
});

function lastStatus({ world }: Shift, id: CheckId): Status {
  const status = world.memory.get(id)?.status ?? 'pending';
  return status === 'pending' ? 'ok' : status;
}

/** What people believe; of what stands behind a dead host or parent check, and is held for it, nothing is asked. */
const believed = (floor: Shift, id: CheckId): readonly unknown[] =>
  stillHeld(floor, id) ? [] : [floor.alerting.told.get(id)?.status ?? null];

function real(floor: Shift, id: CheckId): readonly unknown[] {
  const memory = floor.world.memory.get(id);
  const of = floor.world.checks.get(id);
  if (!memory || !of || stillHeld(floor, id)) return [];
  const reach = floor.world.hostStates.get(of.hostId)?.reach ?? 'pending';
  const { status } = currentStatus(memory, of.alive, reach);
  return [status === 'ok' || status === 'pending' ? null : status];
}

function stillHeld({ world }: Shift, id: CheckId): boolean {
  const of = world.checks.get(id);
  const reach = of && world.hostStates.get(of.hostId)?.reach;
  const tcp = of && world.memory.get(`${of.hostId} tcp` as CheckId);
  if (!of || !tcp || reach === 'unreachable') return true;
  return (reach === 'down' && !of.alive) || (of.name === 'http' && isBad(tcp.hardStatus));
}
