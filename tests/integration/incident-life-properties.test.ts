// Whatever operators do in whatever order, at whatever times they say, with the clock set wherever: what must hold holds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  INCIDENT_STATUSES,
  type Incident,
  isEnded,
  LEVELS,
  ROLES,
  WAITS_FOR,
} from '../../electron/contract/model/incident.ts';
import { Refusal } from '../../electron/engine/lib/refusal.ts';
import { MINUTE } from '../support/floor.ts';
import { openRig, type Rig } from '../support/incident-rig.ts';

const ADA = { type: 'operator', name: 'Ada' } as const;
const OF_INCIDENTS = ['status', 'severity', 'roles', 'details', 'problems', 'follow-up', 'link'] as const;

/** How many entries a call may write: of nothing changed none. */
type Entries = number | ((before: Incident, after: Incident) => number);
interface Command {
  readonly label?: string;
  readonly entries: Entries;
  /** Null: it needed something that is not there. */
  run(rig: Rig): Incident | null;
}

const one = (nth: number, { book }: Rig): Incident | undefined => {
  const { incidents, total } = book.list({ statuses: [], severities: [], from: null, to: null, offset: 0, limit: 500 });
  return incidents[nth % Math.max(1, total)];
};
const nth = fc.nat(7);
const words = fc.constantFrom('', ' ', 'unknown', 'a leak', 'cable');
const reason = fc.constantFrom('', 'because');
/** Minutes from now. */
const offset = fc.option(fc.integer({ min: -90, max: 30 }), { nil: undefined });
const on = (which: number, act: (rig: Rig, incident: Incident) => Incident, entries: Entries = 1): Command => ({
  entries,
  run: (rig) => {
    const incident = one(which, rig);
    return incident ? act(rig, incident) : null;
  },
});
const atOf = ({ clock }: Rig, minutes: number | undefined) =>
  minutes === undefined ? undefined : clock.now() + minutes * MINUTE;

/** Says in a counterexample which call it was, with what. */
const call = <Input>(label: string, input: fc.Arbitrary<Input>, make: (input: Input) => Command) =>
  input.map((one): Command => ({ ...make(one), label: `${label} ${JSON.stringify(one)}` }));

const open = call(
  'open',
  fc.record({
    impact: fc.constantFrom(...LEVELS),
    urgency: fc.constantFrom(...LEVELS),
    severity: fc.constantFrom(null, 1 as const),
    severityReason: reason,
    hosts: fc.array(nth, { maxLength: 3 }),
    impactAt: offset,
    detectedAt: offset,
  }),
  ({ hosts, impactAt, detectedAt, ...input }): Command => ({
    entries: 1,
    run: (rig) =>
      rig.incidents.open(
        {
          ...input,
          fields: {
            title: 'x',
            summary: '',
            customerImpact: '',
            rootCause: '',
            contributing: '',
            resolution: '',
            wentWell: '',
            wentBadly: '',
            lucky: '',
            change: '',
            tags: [],
            rootHostId: null,
            hostIds: [],
          },
          lead: '',
          problemIds: hosts.flatMap((host) => rig.world.problems.get(`h${host}` as never)?.id ?? []),
          impactAt: atOf(rig, impactAt) ?? null,
          detectedAt: atOf(rig, detectedAt) ?? null,
        },
        ADA,
      ),
  }),
);
const move = call(
  'move',
  fc.record({
    which: nth,
    status: fc.constantFrom(...INCIDENT_STATUSES),
    at: offset,
    reason,
    resolution: words,
    rootCause: words,
  }),
  ({ which, at, ...input }) =>
    on(
      which,
      (rig, { id: incidentId }) => rig.incidents.moveTo({ incidentId, ...input, at: atOf(rig, at) }, ADA),
      (before, after) =>
        ['status', 'resolution', 'rootCause'].filter((key) => before[key as 'status'] !== after[key as 'status'])
          .length,
    ),
);
const edit = call(
  'edit',
  fc.record({ which: nth, rootCause: words, title: fc.constantFrom('x', 'y'), impactAt: offset }),
  ({ which, impactAt, ...fields }) =>
    on(
      which,
      (rig, { id: incidentId }) => rig.incidents.edit({ incidentId, fields, impactAt: atOf(rig, impactAt) }, ADA),
      (before, after) =>
        ['title', 'rootCause'].filter((key) => before[key as 'title'] !== after[key as 'title']).length +
        after.milestones.length -
        before.milestones.length,
    ),
);
const hold = call(
  'hold',
  fc.record({ which: nth, waitsFor: fc.constantFrom(...WAITS_FOR), reason: fc.constantFrom('parts', 'people') }),
  ({ which, ...input }) => on(which, (rig, { id: incidentId }) => rig.incidents.hold({ incidentId, ...input }, ADA)),
);
const goOn = call('goOn', nth, (which) =>
  on(which, (rig, { id: incidentId }) => rig.incidents.goOn({ incidentId, reason: '' }, ADA)),
);
const rate = call(
  'rate',
  fc.record({
    which: nth,
    impact: fc.constantFrom(...LEVELS),
    urgency: fc.constantFrom(...LEVELS),
    severity: fc.constantFrom(null, 1 as const, 4 as const),
    reason,
  }),
  ({ which, ...input }) => on(which, (rig, { id: incidentId }) => rig.incidents.rate({ incidentId, ...input }, ADA)),
);
const assign = call(
  'assign',
  fc.record({ which: nth, role: fc.constantFrom(...ROLES), name: fc.constantFrom('', 'Ada', 'Bea') }),
  ({ which, ...input }) => on(which, (rig, { id: incidentId }) => rig.incidents.assign({ incidentId, ...input }, ADA)),
);
const addProblem = call('addProblem', fc.record({ which: nth, host: nth }), ({ which, host }) =>
  on(which, (rig, { id: incidentId }) => {
    const problem = rig.world.problems.get(`h${host}` as never) ?? rig.fail(host);
    return rig.incidents.addProblems({ incidentId, problemIds: [problem.id] }, ADA);
  }),
);
const split = call('split', nth, (which) =>
  on(
    which,
    (rig, { id: incidentId, problems }) =>
      rig.incidents.split(
        { incidentId, problemIds: problems.slice(0, 1).map(({ problemId }) => problemId), title: 'half', reason: 'x' },
        ADA,
      ),
    2,
  ),
);
const merge = call('merge', fc.record({ which: nth, other: nth }), ({ which, other }) =>
  on(
    which,
    (rig, { id: incidentId }) => rig.incidents.merge({ incidentId, into: one(other, rig)!.id, reason: 'x' }, ADA),
    2,
  ),
);
const followUp = call('followUp', fc.record({ which: nth, done: fc.boolean() }), ({ which, done }) =>
  on(which, (rig, { id: incidentId, followUps: [first] }) =>
    first
      ? rig.incidents.endFollowUp({ incidentId, followUpId: first.id, done }, ADA)
      : rig.incidents.putFollowUp({ incidentId, followUpId: null, followUp: { text: 'x', owner: '', dueOn: '' } }, ADA),
  ),
);
const tickets = call('tickets', fc.record({ which: nth, id: fc.constantFrom('1', '2') }), ({ which, id }) =>
  on(which, (rig, { id: incidentId }) =>
    rig.incidents.putTickets({ incidentId, tickets: [{ system: 'Jira', id, url: '' }] }, ADA),
  ),
);
const aside = (run: (rig: Rig) => void): Command => ({
  entries: 0,
  run(rig) {
    run(rig);
    return null;
  },
});
const fail = call('fail', fc.record({ host: nth, told: fc.boolean() }), ({ host, told }) =>
  aside((rig) => {
    if (rig.world.problems.has(`h${host}` as never)) return;
    rig.incidents.problemsChanged([rig.fail(host, { toldAt: told ? rig.clock.now() : null })], []);
  }),
);
const recover = call('recover', nth, (host) =>
  aside((rig) => {
    const over = rig.recover(host);
    if (over) rig.incidents.problemsChanged([], [over.id]);
  }),
);
const setClock = call('setClock', fc.integer({ min: -30, max: 90 }), (minutes) =>
  aside(({ clock }) => clock.setWall(clock.now() + minutes * MINUTE)),
);
const restart = call('restart', fc.boolean(), (killed) => aside((rig) => rig.restart({ killed })));

const commands = fc.array(
  fc.oneof(
    { arbitrary: open, weight: 4 },
    { arbitrary: move, weight: 8 },
    ...[edit, hold, goOn, rate, assign, addProblem, split, merge, followUp, tickets, fail, recover, setClock].map(
      (arbitrary) => ({ arbitrary, weight: 2 }),
    ),
    { arbitrary: restart, weight: 1 },
  ),
  { minLength: 15, maxLength: 60 },
);

const all = ({ book }: Rig) => {
  const { incidents } = book.list({ statuses: [], severities: [], from: null, to: null, offset: 0, limit: 500 });
  return incidents.map(({ clocks: _, ...row }) => row).sort((a, b) => (a.number < b.number ? -1 : 1));
};
const entries = ({ store }: Rig) => store.journal.list({ limit: 10_000, kinds: OF_INCIDENTS }).length;

function mustHold(rig: Rig): void {
  const rows = all(rig);
  expect(rows.map(({ number }) => number)).toEqual(
    rows.map((_, place) => `INC-2026-${String(place + 1).padStart(4, '0')}`),
  );
  const open = rows.filter(({ status }) => !isEnded(status)).flatMap(({ problems }) => problems);
  const ids = open.filter(({ closedAt }) => closedAt === null).map(({ problemId }) => problemId);
  expect(new Set(ids).size, 'a problem is in one open incident at most').toBe(ids.length);
  for (const { status, milestones, rootCause, resolution, mergedInto, onHold, pauses } of rows) {
    const times = milestones.filter(({ kind }) => kind !== 'impact').map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const openings = milestones.map(({ opening }) => opening);
    expect(openings).toEqual(openings.toSorted((a, b) => a - b));
    const detected = milestones.find(({ kind }) => kind === 'detected')!.at;
    for (const { kind, at } of milestones) if (kind === 'impact') expect(at).toBeLessThanOrEqual(detected);
    if (status === 'closed' && !mergedInto) expect([rootCause.trim(), resolution.trim()]).not.toContain('');
    expect(pauses.filter(({ to }) => to === null).length).toBe(onHold ? 1 : 0);
    if (isEnded(status)) expect(onHold).toBeNull();
    pauses.forEach(({ from, to }, place) => {
      expect(to ?? from).toBeGreaterThanOrEqual(from);
      expect(from).toBeGreaterThanOrEqual(pauses[place - 1]?.to ?? 0);
    });
  }
}

function apply(rig: Rig, command: Command): void {
  const [before, had] = [all(rig), entries(rig)];
  let after: Incident | null = null;
  try {
    after = command.run(rig);
  } catch (error) {
    // A refusal in words, or a fault of ours; and of a refusal nothing stays.
    if (!(error instanceof Refusal)) throw error;
    expect(['INVALID', 'CONFLICT', 'NOT_FOUND']).toContain(error.code);
    expect(error.message.length).toBeGreaterThan(20);
    expect([all(rig), entries(rig)]).toEqual([before, had]);
    return;
  }
  if (!after) return;
  const { clocks: _, ...row } = after;
  const old = before.find(({ id }) => id === row.id);
  const isSame = JSON.stringify(all(rig)) === JSON.stringify(before);
  const { entries: count } = command;
  const wanted = typeof count === 'number' ? count : count({ ...old!, clocks: [] }, after);
  expect(entries(rig) - had, 'one entry for each change').toBe(isSame ? 0 : wanted);
}

test('what must hold holds, after every step and after every restart', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const rig = await openRig(8);
      try {
        for (const step of steps) {
          apply(rig, step);
          mustHold(rig);
        }
        rig.restart();
        const memory = [...rig.book.rows()].map((row) => row.number);
        for (const row of rig.book.rows()) expect(rig.store.incidents.get(row.id)).toEqual(row);
        const standing = all(rig).filter(({ status }) => !isEnded(status));
        expect(memory).toEqual(expect.arrayContaining(standing.map(({ number }) => number)));
        // Nothing is left to do: the next start finds everything as it should be.
        const [rows, had] = [all(rig), entries(rig)];
        rig.restart({ killed: true });
        expect([all(rig), entries(rig)]).toEqual([rows, had]);
        mustHold(rig);
        expect(rig.store.journal.verify()).toMatchObject({ ok: true });
      } finally {
        rig.close();
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
