// Every figure of a report computed again, slowly and plainly, from the exported JSON alone: by somebody who has the file and the
// definition sentences in it, and nothing else. It shares no line with the program that made the report; it may not import it.

import { greatest, isEmpty, num, type Row, type Tools, total } from './recompute-report-tools.ts';
import { changes, handoffs, monitor, runbooks } from './recompute-report-work.ts';

export interface ExportedFigure {
  readonly id: string;
  readonly value: number | null;
  readonly n: number | null;
  readonly verdict: string;
  readonly definition: string;
}

export interface Exported {
  readonly period: { readonly from: number; readonly to: number };
  readonly sections: readonly { readonly figures: readonly ExportedFigure[] }[];
  readonly rowSets: readonly {
    readonly id: string;
    readonly columns: readonly { readonly key: string }[];
    readonly rows: readonly (readonly unknown[])[];
  }[];
}

export interface Again {
  readonly value: number | null;
  readonly n: number | null;
  readonly verdict: string;
}

/** "The one at place ceil(share × n), the first being 1", by counting along. */
function atPlace(durations: readonly number[], share: number): number | null {
  const ascending = [...durations].sort((a, b) => a - b);
  const place = Math.ceil(share * ascending.length);
  let at = 0;
  for (const one of ascending) {
    at += 1;
    if (at === place) return one;
  }
  return null;
}

/** badMs × 100 > (100 − target) × (goodMs + badMs), with the target as it is written: 99.9 is 999 tenths. */
function isOver(target: number, goodMs: number, badMs: number): boolean {
  const [, decimals = ''] = String(target).split('.');
  const scale = 10 ** decimals.length;
  const free = BigInt(100 * scale) - BigInt(Math.round(target * scale));
  return BigInt(badMs) * 100n * BigInt(scale) > free * BigInt(goodMs + badMs);
}

/** The rows of the file by their columns. */
export function rowsIn(report: Exported): (id: string) => readonly Row[] {
  return (id) => {
    const set = report.rowSets.find((one) => one.id === id);
    if (!set) throw new Error(`the file has no rows ${id}`);
    return set.rows.map((cells) => Object.fromEntries(set.columns.map(({ key }, place) => [key, cells[place]])));
  };
}

export function recompute(report: Exported): ReadonlyMap<string, Again> {
  const { from, to } = report.period;
  const again = new Map<string, Again>();
  const rowsOf = rowsIn(report);
  const basis = (name: string): unknown => rowsOf('basis').find((row) => row.name === name)?.value;
  const put = (id: string, value: number | null, n: number | null, verdict = ''): void => {
    if (again.has(id)) throw new Error(`${id} is computed twice`);
    again.set(id, { value, n, verdict });
  };
  /** A count of rows is from as many rows. */
  const count = (id: string, rows: readonly Row[]): void => put(id, rows.length, rows.length);
  const spread = (id: string, durations: readonly number[]): void => {
    const n = durations.length;
    put(`${id}.median`, atPlace(durations, 0.5), n);
    put(`${id}.p90`, atPlace(durations, 0.9), n);
    put(`${id}.max`, greatest(durations), n);
    let sum = 0;
    for (const one of durations) sum += one;
    put(`${id}.mean`, n < 5 ? null : sum / n, n);
  };
  const known = (rows: readonly Row[], column: string): readonly number[] =>
    rows.filter((row) => !isEmpty(row[column])).map((row) => num(row[column]));
  const inPeriod = (cell: unknown): boolean => !isEmpty(cell) && num(cell) >= from && num(cell) < to;
  const upTo = (value: number | null, limit: number): string =>
    value === null ? '' : value > limit ? 'missed' : 'kept';
  const file: Tools = { from, to, rowsOf, basis, put, count, spread, known, inPeriod, upTo };
  for (const part of [availability, incidents, response, promises, alarms, nights, backups, capacity]) part(file);
  for (const part of [changes, runbooks, monitor, handoffs]) part(file);
  return again;
}

function availability({ from, to, rowsOf, basis, put, spread, known, upTo }: Tools): void {
  const hosts = rowsOf('availability-hosts');
  const measured = hosts.filter((row) => num(row.goodMs) + num(row.badMs) > 0);
  const [good, bad, target] = [total(hosts, 'goodMs'), total(hosts, 'badMs'), num(basis('target'))];
  const nothing = good + bad === 0;
  const verdict = nothing ? '' : isOver(target, good, bad) ? 'missed' : 'kept';
  put('availability.total', nothing ? null : (100 * good) / (good + bad), measured.length, verdict);
  for (const what of ['good', 'bad', 'unreachable', 'maintenance', 'pending', 'unmonitored', 'period']) {
    put(`availability.${what}`, total(hosts, `${what}Ms`), hosts.length);
  }
  put('availability.target', target, null);
  const budget = ((100 - target) / 100) * (to - from);
  put('availability.budget', budget, null);
  const used = measured.length === 0 ? null : total(measured, 'badMs') / measured.length;
  put('availability.budget-used', used, measured.length, upTo(used, budget));
  put('availability.budget-left', used === null ? null : budget - used, measured.length);
  const missed = hosts.filter((row) => isOver(target, num(row.goodMs), num(row.badMs)));
  put('availability.hosts-missed', measured.length === 0 ? null : missed.length, measured.length);
  const begun = rowsOf('availability-outages').filter((row) => row.begins === 1);
  put('availability.outages', measured.length === 0 ? null : begun.length, measured.length);
  put('availability.mtbf', begun.length === 0 ? null : good / begun.length, begun.length);
  const whole = begun.filter((row) => row.ended === 1);
  spread('availability.mtrs', known(whole, 'badMs'));
}

function incidents({ rowsOf, put, count, known, inPeriod }: Tools): void {
  const all = rowsOf('incidents');
  const real = all.filter((row) => row.ended !== 'cancelled' && row.ended !== 'merged');
  const opened = all.filter((row) => inPeriod(row.openedAt));
  count('incidents.opened', opened);
  const resolved = real.filter((row) => inPeriod(row.resolvedAt));
  count('incidents.resolved', resolved);
  const closed = all.filter((row) => row.ended === 'closed' && inPeriod(row.endedAt));
  count('incidents.closed', closed);
  const open = real.filter((row) => row.open === 1);
  count('incidents.open', open);
  const falseAlarms = all.filter((row) => row.ended === 'cancelled' && inPeriod(row.openedAt));
  count('incidents.false-alarms', falseAlarms);
  put('incidents.oldest', greatest(known(open, 'ageMs')), open.length);
}

function response({ rowsOf, count, spread, known, inPeriod }: Tools): void {
  const problems = rowsOf('reactions');
  spread('response.problems.acknowledge', known(problems, 'toAcknowledgeMs'));
  spread('response.problems.react', known(problems, 'toReactMs'));
  spread('response.problems.resolve', known(rowsOf('problems-ended'), 'toResolveMs'));
  const unanswered = problems.filter((row) => isEmpty(row.acknowledgedAt));
  count('response.problems.unacknowledged', unanswered);
  const real = rowsOf('incidents').filter((row) => row.ended !== 'cancelled' && row.ended !== 'merged');
  const between = (rows: readonly Row[], end: string): readonly number[] =>
    rows.flatMap((row) =>
      isEmpty(row[end]) || isEmpty(row.detectedAt) ? [] : [Math.max(0, num(row[end]) - num(row.detectedAt))],
    );
  const opened = real.filter((row) => inPeriod(row.openedAt));
  const resolved = real.filter((row) => inPeriod(row.resolvedAt));
  spread('response.incidents.acknowledge', between(opened, 'acknowledgedAt'));
  spread('response.incidents.resolve', between(resolved, 'resolvedAt'));
  const without = opened.filter((row) => isEmpty(row.acknowledgedAt));
  count('response.incidents.unacknowledged', without);
}

function promises({ rowsOf, put, count, known }: Tools): void {
  const clocks = rowsOf('sla-clocks');
  for (const clock of ['acknowledge', 'resolve']) {
    const ended = clocks.filter((row) => row.clock === clock && !isEmpty(row.endedAt));
    const kept = ended.filter((row) => row.state === 'kept');
    put(`sla.${clock}.kept`, ended.length === 0 ? null : (100 * kept.length) / ended.length, ended.length);
  }
  const missed = clocks.filter((row) => row.state === 'missed');
  count('sla.breaches', missed);
  const running = missed.filter((row) => isEmpty(row.endedAt));
  count('sla.overdue', running);
  put('sla.worst', greatest(known(missed, 'overMs')), missed.length);
}

function alarms({ rowsOf, basis, put, count, upTo }: Tools): void {
  const alerts = rowsOf('alerts');
  count('alarm-load.alerts', alerts);
  const watched = total(rowsOf('section-coverage'), 'watchedMs');
  const operators = isEmpty(basis('operators')) ? null : num(basis('operators'));
  const perHour = watched === 0 ? null : (alerts.length * 3_600_000) / watched / (operators ?? 1);
  put('alarm-load.per-hour', perHour, alerts.length, upTo(perHour, 6));
  put('alarm-load.operators', operators, null);
  let peak = 0;
  for (const { at: t } of alerts) {
    const before = alerts.filter(({ at }) => num(at) > num(t) - 600_000 && num(at) <= num(t));
    if (before.length > peak) peak = before.length;
  }
  const most = alerts.length === 0 && watched === 0 ? null : peak;
  put('alarm-load.peak', most, alerts.length, upTo(most, 10));
  const floods = rowsOf('alarm-floods');
  count('alarm-load.floods', floods);
  const flooded = watched === 0 ? null : (100 * total(floods, 'watchedMs')) / watched;
  put('alarm-load.flood-time', flooded, floods.length, upTo(flooded, 1));
  const sources = rowsOf('alarm-sources');
  const top = total(sources.slice(0, 10), 'alerts');
  put('alarm-load.top-ten', alerts.length === 0 ? null : (100 * top) / alerts.length, sources.length);
}

function nights({ rowsOf, put, count }: Tools): void {
  for (const hours of ['business', 'off', 'sleep']) {
    const then = rowsOf('alerts').filter((row) => row.hours === hours);
    count(`interruptions.${hours}`, then);
  }
  const all = rowsOf('interruption-nights').filter((row) => num(row.watchedMs) > 0 || num(row.alerts) > 0);
  const disturbed = all.filter((row) => num(row.alerts) > 0);
  put('interruptions.disturbed-nights', all.length === 0 ? null : disturbed.length, all.length);
  put('interruptions.per-night', all.length < 5 ? null : total(all, 'alerts') / all.length, all.length);
  put('interruptions.worst-night', greatest(all.map((row) => num(row.alerts))), all.length);
}

function backups({ rowsOf, put, count, known }: Tools): void {
  const seen = rowsOf('backup-days').filter((row) => row.seen === 1);
  const good = rowsOf('backup-days').filter((row) => row.good === 1);
  put('backups.success', seen.length === 0 ? null : (100 * good.length) / seen.length, seen.length);
  const bad = seen.filter((row) => row.good === 0);
  put('backups.bad', seen.length === 0 ? null : bad.length, seen.length);
  count('backups.checks', rowsOf('backup-checks'));
  const copies = rowsOf('own-backups');
  put('backups.own-last', greatest(known(copies, 'at')), copies.length);
}

function capacity({ rowsOf, put, known }: Tools): void {
  const all = rowsOf('forecasts');
  const days = known(all, 'leftDays');
  const soonest = greatest(days.map((left) => -left));
  put('capacity.soonest', soonest === null ? null : -soonest, all.length);
  for (const limit of [7, 30, 90]) {
    const soon = days.filter((left) => left <= limit);
    put(`capacity.within-${limit}-days`, all.length === 0 ? null : soon.length, all.length);
  }
}
