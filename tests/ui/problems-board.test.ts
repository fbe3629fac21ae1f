// The Problems screen before anything is drawn: what fits, where it stands, and that nothing moves until somebody sorts.
import { describe, expect, it } from 'vitest';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { arrange, keep, matching, type Plan } from '../../renderer/features/problems/board.ts';
import { boardRows, pendingWords } from '../../renderer/features/problems/board-rows.ts';
import { countFacets, type Filter, filterTest, NO_FILTER, subjectOf } from '../../renderer/features/problems/filter.ts';
import { asCsv, asText } from '../../renderer/features/problems/list-text.ts';
import { chainOf } from '../../renderer/features/problems/parent-chain.tsx';
import { toCsv } from '../../renderer/lib/csv.ts';
import { fromSnapshot } from '../../renderer/store/apply.ts';
import { toldOrHeld } from '../../renderer/store/problem-words.ts';
import type { World } from '../../renderer/store/world.ts';
import { designNight, onFire } from '../support/worlds.ts';
import { hostIdOf, problemIdOf } from '../support/worlds-build.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const worldOf = (world: Snapshot): World => fromSnapshot({ type: 'snapshot', seq: 0, engineId: 'e', at: NOW, world });
const night = worldOf(designNight(NOW));
const plan = (more: Partial<Plan> = {}, filter: Partial<Filter> = {}): Plan => ({
  grouping: 'cause',
  order: 'worst',
  ...more,
  filter: { ...NO_FILTER, ...filter },
});
const DEAD = problemIdOf('ams1-dist-sw02', 'ping');
const names = (world: World, ids: readonly ProblemId[]) =>
  ids.map((id) => world.hosts.get(world.problems.get(id)?.hostId ?? hostIdOf(''))?.name);
const withProblems = (world: World, change: (problems: Map<ProblemId, Problem>) => void): World => {
  const problems = new Map(world.problems);
  change(problems);
  return { ...world, problems };
};

describe('a filter', () => {
  const shown = (filter: Partial<Filter>) => {
    const fits = filterTest({ ...NO_FILTER, ...filter });
    return [...night.problems.values()].filter((problem) => fits(subjectOf(problem, night)));
  };
  it('looks for every word in host, check, words, site, tag and people', () => {
    expect(shown({ text: 'fra2 behind fra2-db-01' }).map(({ hostId }) => hostId)).toEqual([hostIdOf('fra2-db-07')]);
    expect(shown({ text: 'brandt' })).toHaveLength(2);
    expect(shown({ text: 'nothing is called this' })).toEqual([]);
  });
  it('takes a facet as a whole word: site:lon3 is not lon30', () => {
    expect(shown({ text: 'site:lon3' }).length).toBeGreaterThan(10);
    expect(shown({ text: 'site:lon' })).toEqual([]);
    // A word that only looks like a facet of an object is a word.
    expect(shown({ text: 'constructor:lon3' })).toEqual([]);
  });
  it('tells unhandled from handled and from what is held back', () => {
    const [unhandled, handled, held] = (['unhandled', 'handled', 'held'] as const).map((hand) => shown({ hand }));
    expect((unhandled?.length ?? 0) + (handled?.length ?? 0)).toBe(night.problems.size);
    expect(held?.every(({ status }) => status === 'unreachable')).toBe(true);
    expect(held).toHaveLength(38);
  });
  it('adds up: severity, site and tag narrow each other down', () => {
    expect(
      shown({ severities: new Set(['critical', 'down']), site: 'ams1' })
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['critical', 'down']);
  });
  it('counts what each chip holds, whatever is pressed', () => {
    const { severities, sites } = countFacets(night.problems.values(), night.hosts);
    expect(severities).toEqual({ down: 1, critical: 5, unreachable: 38, unknown: 1, warning: 21 });
    expect(sites.map(([name]) => name)).toEqual(['ams1', 'fra2', 'lon3']);
    expect(sites.reduce((sum, [, count]) => sum + count, 0)).toBe(night.problems.size);
  });
});

describe('a board', () => {
  it('by cause: the dead host first, what it took along folded under it with a count', () => {
    const rows = boardRows(arrange(night, plan()), new Set());
    expect(rows[0]).toMatchObject({ type: 'problem', id: DEAD, caused: 38, open: false });
    const open = boardRows(arrange(night, plan()), new Set([DEAD]));
    expect(open.slice(1, 39).every((row) => row.type === 'problem' && row.nested)).toBe(true);
    expect(open.length).toBe(rows.length + 38);
  });
  it('worst first puts what nobody has before what somebody has', () => {
    const board = arrange(night, plan({ grouping: 'flat' }));
    const [group] = board.groups;
    const handled = group?.ids.map((id) => night.problems.get(id)?.ack != null) ?? [];
    expect(handled.indexOf(true)).toBeGreaterThan(40);
    expect(names(night, group?.ids.slice(0, 2) ?? [])).toEqual(['ams1-dist-sw02', 'fra2-db-07']);
  });
  it('by site: every site with its own, open as it comes', () => {
    const rows = boardRows(arrange(night, plan({ grouping: 'site' })), new Set());
    const heads = rows.filter((row) => row.type === 'head');
    expect(heads.map(({ title }) => title)).toEqual(['ams1', 'fra2', 'lon3']);
    expect(rows.length).toBe(night.problems.size + 3);
  });
  it('by newest, by oldest, by host: as it says, figures by their value', () => {
    const first = (order: Plan['order']) => arrange(night, plan({ grouping: 'flat', order })).groups[0]?.ids ?? [];
    const opened = (ids: readonly ProblemId[]) => ids.map((id) => night.problems.get(id)?.openedAt ?? 0);
    expect(opened(first('newest'))).toEqual(opened(first('newest')).toSorted((a, b) => b - a));
    expect(opened(first('oldest'))).toEqual(opened(first('oldest')).toSorted((a, b) => a - b));
    const hosts = names(night, first('host'));
    expect(hosts.indexOf('ams1-web-2')).toBeLessThan(hosts.indexOf('ams1-web-10'));
  });
  it('shows the cause of what fits, though it does not fit itself, and leaves it out of "all"', () => {
    const board = arrange(night, plan({}, { text: 'site:ams1 role:web', severities: new Set(['unreachable']) }));
    expect(board.groups[0]).toMatchObject({ lead: DEAD, context: true });
    expect(matching(board)).not.toContain(DEAD);
    expect(matching(board).length).toBe(16);
    expect(
      pendingWords(
        keep(
          board,
          withProblems(night, () => {}),
          plan({}, { text: 'role:web' }),
        ),
      ),
    ).toBe('');
  });
});

describe('until somebody sorts', () => {
  const flat = plan({ grouping: 'flat' }, { hand: 'unhandled' });
  const board = arrange(night, flat);
  const order = board.groups[0]?.ids ?? [];
  const newOne = { ...(night.problems.get(DEAD) as Problem), id: 'p-new' as ProblemId, openedAt: NOW };

  it('what comes in waits at the end, under its own heading, and is counted', () => {
    const later = keep(
      board,
      withProblems(night, (problems) => problems.set(newOne.id, newOne)),
      flat,
    );
    expect(later.groups).toBe(board.groups);
    expect(later.fresh).toEqual(['p-new']);
    expect(boardRows(later, new Set()).at(-1)).toMatchObject({ id: 'p-new', fresh: true });
    expect(pendingWords(later)).toBe('1 new');
  });
  it('what recovers keeps its place and is remembered as it was', () => {
    const later = keep(
      board,
      withProblems(night, (problems) => problems.delete(DEAD)),
      flat,
    );
    expect(later.groups[0]?.ids).toEqual(order);
    expect(later.gone.get(DEAD)?.status).toBe('down');
    expect(matching(later)).not.toContain(DEAD);
    // And it stays remembered when the next change comes.
    const world = withProblems(night, (problems) => problems.delete(DEAD));
    expect(keep(later, { ...world, problems: new Map(world.problems) }, flat).gone.has(DEAD)).toBe(true);
  });
  it('what somebody takes in hand stays in place, and is said to fit no longer', () => {
    const ack = { by: 'A. Brandt', at: NOW, reason: 'looking', sticky: false, expiresAt: null };
    const later = keep(
      board,
      withProblems(night, (problems) => problems.set(DEAD, { ...(problems.get(DEAD) as Problem), ack })),
      flat,
    );
    expect(later.groups[0]?.ids).toEqual(order);
    expect(pendingWords(later)).toBe('1 no longer fits');
  });
  it('what does not fit the filter does not come in', () => {
    const handled = { ...newOne, held: { reason: 'muted' as const, by: 'somebody' } };
    expect(
      keep(
        board,
        withProblems(night, (problems) => problems.set(newOne.id, handled)),
        flat,
      ).fresh,
    ).toEqual([]);
  });
  it('nothing changed is nothing new', () => {
    expect(keep(board, night, flat)).toBe(board);
  });
});

it('ten thousand problems are filtered and ordered in less than a person notices', () => {
  const fire = worldOf(onFire(2_000, NOW));
  const [some] = fire.problems.values();
  const problems = new Map(
    [...fire.hosts.values(), ...Array.from({ length: 8_000 }, (_, at) => ({ id: hostIdOf(`more-${at}`) }))].map(
      ({ id }, at) => [`p${at}`, { ...(some as Problem), id: `p${at}`, hostId: id }] as [ProblemId, Problem],
    ),
  );
  const many = { ...fire, problems };
  const before = performance.now();
  const board = arrange(many, plan({ order: 'host' }));
  const took = performance.now() - before;
  expect(matching(board)).toHaveLength(10_000);
  // Generous, for a machine that does other things: it is 40 ms by itself.
  expect(took).toBeLessThan(1_000);
});

describe('out of the app', () => {
  const subject = (host: string, check: string) =>
    subjectOf(night.problems.get(problemIdOf(host, check)) as Problem, night);

  it('as text: one line each, in words that stand alone', () => {
    const text = asText([subject('fra2-db-07', 'replication lag'), subject('fra2-hyp-16', 'ecc memory')], NOW);
    expect(text.split('\n')).toEqual([
      '2 problems, 2026-11-20 02:32:54 UTC',
      'C  fra2-db-07  replication lag: 412 s behind fra2-db-01; since 2026-11-20 02:19:32 UTC (13 min 22 s); told 02:20:04; nobody has it',
      'C  fra2-hyp-16  ecc memory: 48 corrected errors/h; since 2026-11-20 01:26:54 UTC (1 h 06 min); told 01:27:26; A. Brandt has it: DIMM B2 ordered, until recovery',
    ]);
  });
  it('as CSV: a head, ISO times, and no cell a spreadsheet would run', () => {
    const evil = { ...subject('fra2-hyp-16', 'ecc memory') };
    const ack = { by: '=cmd()', at: NOW, reason: 'a "quoted", thing\nand a line', sticky: true, expiresAt: null };
    const csv = asCsv([{ ...evil, problem: { ...evil.problem, ack } }], NOW, () => undefined);
    const [head, ...rest] = csv.split('\r\n');
    expect(head).toMatch(/^status,severity,host,address,/);
    expect(rest.join('\r\n')).toContain(`,'=cmd(),`);
    expect(csv).toContain('"a ""quoted"", thing\nand a line"');
    expect(csv).toContain('2026-11-20T01:26:54.000Z');
  });
  it('a figure below zero stays a figure, a formula does not', () => {
    expect(toCsv([['-3.5', '-3+4', '@x', '+1', '\tx']])).toBe("-3.5,'-3+4,'@x,+1,'\tx\r\n");
  });
});

it('says whether people were told, and if not, why, by whom and until when', () => {
  const problem = night.problems.get(DEAD) as Problem;
  const held = (more: NonNullable<Problem['held']>) => toldOrHeld({ ...problem, toldAt: null, held: more }, NOW);
  expect(toldOrHeld({ ...problem, toldAt: NOW - 1_000, held: null }, NOW)).toBe('told 02:32:53');
  expect(toldOrHeld({ ...problem, toldAt: null, held: null }, NOW)).toBe('not told yet');
  expect(held({ reason: 'unreachable', by: 'ams1-sw1' })).toBe('held: behind ams1-sw1');
  expect(held({ reason: 'maintenance', by: 'patching', until: NOW + 60_000 }).replaceAll('\u00a0', ' ')).toBe(
    "held: maintenance 'patching' until 02:33 (in 1 min 00 s)",
  );
  expect(held({ reason: 'soft' })).toBe('held: still soft');
});

it('the way to a host leads over its parents and theirs, nobody twice', () => {
  const host = night.hosts.get(hostIdOf('ams1-web-01'));
  if (!host) throw new Error('the night has it');
  const steps = chainOf(host, night.hosts).map((step) => step.map(({ name }) => name));
  expect(steps[0]).toEqual(['ams1-dist-sw02']);
  expect(new Set(steps.flat()).size).toBe(steps.flat().length);
});
