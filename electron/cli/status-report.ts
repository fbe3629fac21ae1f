// What `watchfloor status` says: the document as JSON, and the same as tables for people, worst first.

import type { Check } from '../contract/model/check.ts';
import type { EngineHealth } from '../contract/model/health.ts';
import { PROBLEM_STATUSES, type Problem } from '../contract/model/problem.ts';
import type { CheckState, CheckStatus, Reach, StateType } from '../contract/model/state.ts';
import type { Snapshot } from '../contract/model/world.ts';
import { table } from './print.ts';

/** What is known, and where from: a running engine, or the database it left. */
export interface Known {
  readonly world: Pick<Snapshot, 'hosts' | 'checks' | 'checkStates' | 'hostStates' | 'problems'>;
  readonly engine: { readonly pid: number; readonly version: string; readonly since: number } | null;
  readonly health: EngineHealth | null;
  /** Epoch ms the states are of: now beside an engine, else the last sign of life of the last one. */
  readonly at: number | null;
}

interface CheckRow {
  readonly name: string;
  readonly kind: string;
  readonly enabled: boolean;
  readonly status: CheckStatus;
  readonly type: StateType;
  readonly attempt: number;
  readonly since: string | null;
  readonly summary: string;
  readonly flapping: boolean;
}

interface HostRow {
  readonly name: string;
  readonly site: string;
  readonly state: Reach;
  readonly since: string | null;
  readonly checks: readonly CheckRow[];
}

export type StatusDocument = ReturnType<typeof statusDocument>;

const REACHES = ['down', 'unreachable', 'pending', 'up'] as const satisfies readonly Reach[];
const CHECK_STATUSES = ['critical', 'unknown', 'warning', 'pending', 'ok'] as const satisfies readonly CheckStatus[];

/** The JSON document: times ISO 8601, lists worst first. */
export function statusDocument({ world, engine, health, at }: Known) {
  const hostNames = new Map(world.hosts.map((host) => [host.id, host.name]));
  const checkNames = new Map(world.checks.map((check) => [check.id, check.name]));
  const hosts = hostRows(world);
  return {
    engine: {
      running: engine !== null,
      pid: engine?.pid ?? null,
      since: iso(engine?.since),
      version: engine?.version ?? null,
      lag_ms: health?.lagMs ?? null,
      results_per_second: health?.resultsPerSecond ?? null,
      probes_running: health?.running ?? null,
      probes_queued: health?.queued ?? null,
      database_bytes: health?.databaseBytes ?? null,
      samples_bytes: health?.samplesBytes ?? null,
      troubles: (health?.troubles ?? []).map(({ code, message, since }) => ({ code, message, since: iso(since) })),
    },
    as_of: iso(at),
    hosts,
    problems: [...world.problems]
      .sort(byWorst)
      .map((problem) => problemRow(problem, hostNames.get(problem.hostId), checkNames.get(problem.checkId))),
    counts: {
      hosts: tally(
        REACHES,
        hosts.map((host) => host.state),
      ),
      checks: tally(
        CHECK_STATUSES,
        hosts.flatMap((host) => host.checks.filter((one) => one.enabled).map((one) => one.status)),
      ),
      problems: tally(
        PROBLEM_STATUSES,
        world.problems.map((problem) => problem.status),
      ),
    },
  };
}

/** The same for people. `now`: epoch ms. */
export function statusText(document: StatusDocument, now: number): string {
  const { hosts, problems } = document;
  const ages = (since: string | null): string => (since === null ? '-' : age(now - Date.parse(since)));
  const problemRows = problems.map((one) => [
    one.status,
    one.host,
    one.check,
    ages(one.opened_at),
    one.ack
      ? `acknowledged by ${one.ack.by}`
      : one.held
        ? `held: ${one.held.reason}`
        : one.told_at
          ? 'told'
          : 'not told yet',
  ]);
  const checkRows = hosts
    .flatMap((host) => (host.checks.length > 0 ? host.checks : [null]).map((check) => ({ host, check })))
    .sort((a, b) => rowRank(a) - rowRank(b))
    .map(({ host, check }) => [
      host.name,
      host.state,
      check?.name,
      check === null ? null : check.enabled ? check.status : 'off',
      check === null || check.status === 'pending' ? null : `${check.type} ${check.attempt}`,
      ages(check?.since ?? host.since),
      check?.summary,
    ]);
  return [
    head(document),
    problems.length === 0 ? 'No open problems.\n' : `Open problems: ${problems.length}\n`,
    problemRows.length > 0 ? table([['STATUS', 'HOST', 'CHECK', 'FOR', 'PEOPLE'], ...problemRows]) : '',
    `\n${sums(document)}\n`,
    checkRows.length > 0 ? table([['HOST', 'IS', 'CHECK', 'STATUS', 'STATE', 'FOR', 'LAST RESULT'], ...checkRows]) : '',
  ].join('');
}

function head({ engine, as_of }: StatusDocument): string {
  if (!engine.running) return `No engine is running; state as of ${as_of ?? 'never: none ever ran here'}.\n`;
  const figures = `lag ${engine.lag_ms} ms, ${engine.results_per_second} checks/s, queued ${engine.probes_queued}`;
  const troubles = engine.troubles.map((trouble) => `! ${trouble.message}\n`).join('');
  return `Watchfloor ${engine.version}, process ${engine.pid}, since ${engine.since}; ${figures}.\n${troubles}`;
}

function sums({ counts }: StatusDocument): string {
  const said = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  return `Hosts: ${said(counts.hosts)}. Checks: ${said(counts.checks)}.`;
}

function hostRows(world: Known['world']): readonly HostRow[] {
  const states = new Map(world.checkStates.map((state) => [state.checkId, state]));
  const reaches = new Map(world.hostStates.map((state) => [state.hostId, state]));
  const rows = new Map<string, CheckRow[]>();
  for (const check of world.checks) {
    const row = checkRow(check, states.get(check.id));
    const others = rows.get(check.hostId);
    if (others) others.push(row);
    else rows.set(check.hostId, [row]);
  }
  return world.hosts
    .map((host): HostRow => {
      const { reach = 'pending', since } = reaches.get(host.id) ?? {};
      const checks = (rows.get(host.id) ?? []).sort(
        (a, b) => rankOf(a.status) - rankOf(b.status) || a.name.localeCompare(b.name),
      );
      return { name: host.name, site: host.site, state: reach, since: iso(since), checks };
    })
    .sort((a, b) => worstOf(a) - worstOf(b) || a.name.localeCompare(b.name));
}

function checkRow({ name, kind, enabled }: Check, state: CheckState | undefined): CheckRow {
  return {
    name,
    kind,
    enabled,
    status: state?.status ?? 'pending',
    type: state?.type ?? 'soft',
    attempt: state?.attempt ?? 0,
    since: iso(state?.statusSince),
    summary: state?.summary ?? '',
    flapping: state?.flapping ?? false,
  };
}

function problemRow(problem: Problem, host: string | undefined, check: string | undefined) {
  const { held, ack } = problem;
  return {
    host: host ?? problem.hostId,
    check: check ?? problem.checkId,
    status: problem.status,
    opened_at: iso(problem.openedAt),
    told_at: iso(problem.toldAt),
    held: held && { reason: held.reason, by: held.by ?? null, until: iso(held.until) },
    ack: ack && { by: ack.by, at: iso(ack.at), reason: ack.reason, sticky: ack.sticky, expires_at: iso(ack.expiresAt) },
  };
}

const byWorst = (a: Problem, b: Problem): number =>
  PROBLEM_STATUSES.indexOf(a.status) - PROBLEM_STATUSES.indexOf(b.status) || a.openedAt - b.openedAt;

const rankOf = (status: CheckStatus): number => CHECK_STATUSES.indexOf(status);

/** A host that is not up comes before every host that is; then the worst check counts. */
const worstOf = (host: HostRow): number =>
  (host.state === 'down' ? 0 : host.state === 'unreachable' ? 1 : 2) * 10 +
  Math.min(...host.checks.map((check) => rankOf(check.status)), CHECK_STATUSES.length);

const rowRank = ({ host, check }: { readonly host: HostRow; readonly check: CheckRow | null }): number =>
  (check ? rankOf(check.status) : CHECK_STATUSES.length) * 10 + (host.state === 'up' ? 1 : 0);

function tally<Name extends string>(names: readonly Name[], found: readonly string[]): Readonly<Record<Name, number>> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (const name of found) counts[name as Name] += 1;
  return counts;
}

const iso = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString();

/** How long, in the largest unit that says something: '48 s', '12 min', '5 h', '3 d'. */
function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
