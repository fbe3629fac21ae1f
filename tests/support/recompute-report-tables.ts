// The tables of a report that are counted from its other rows, computed again as their `about` says (recompute-report.ts): which
// columns a row has to have, in any order of rows. No line of the program.
import { greatest, isEmpty, num, type Row, total } from './recompute-report-tools.ts';

type RowsOf = (id: string) => readonly Row[];
export type Tables = Readonly<Record<string, readonly Row[]>>;

const SEVERITIES = [1, 2, 3, 4];
const HOUR = 3_600_000;
const AGES = [0, HOUR, 4 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR];

const percent = (part: number, of: number): number | null => (of === 0 ? null : (100 * part) / of);
const different = (rows: readonly Row[], column: string): readonly unknown[] => [
  ...new Set(rows.map((row) => row[column])),
];

function placed(durations: readonly number[], share: number): number | null {
  return [...durations].sort((a, b) => a - b)[Math.ceil(share * durations.length) - 1] ?? null;
}

const spreadColumns = (durations: readonly number[]) => ({
  n: durations.length,
  medianMs: placed(durations, 0.5),
  p90Ms: placed(durations, 0.9),
  maxMs: greatest(durations),
  meanMs: durations.length < 5 ? null : durations.reduce((sum, one) => sum + one, 0) / durations.length,
});

/** Counted from other rows whatever these are. */
export function recomputeTables(rowsOf: RowsOf, period: { readonly from: number; readonly to: number }): Tables {
  const inPeriod = (cell: unknown): boolean => !isEmpty(cell) && num(cell) >= period.from && num(cell) < period.to;
  const [alerts, clocks, runs] = ['alerts', 'sla-clocks', 'runs'].map(rowsOf) as [Row[], Row[], Row[]];
  const real = rowsOf('incidents').filter(({ ended }) => ended !== 'cancelled' && ended !== 'merged');
  const open = real.filter((row) => row.open === 1);
  const missed = clocks.filter(({ state }) => state === 'missed');
  return {
    'alarm-sources': different(alerts, 'subject').map((subject) => {
      const own = alerts.filter((row) => row.subject === subject).length;
      return { subject, alerts: own, share: percent(own, alerts.length) };
    }),
    'alarm-priorities': SEVERITIES.map((severity) => {
      const own = alerts.filter((row) => row.severity === severity).length;
      return { severity, alerts: own, share: percent(own, alerts.length) };
    }),
    'incidents-by-severity': SEVERITIES.map((severity) => {
      const is = (row: Row): boolean => row.severity === severity;
      return {
        severity,
        opened: rowsOf('incidents').filter((row) => is(row) && inPeriod(row.openedAt)).length,
        resolved: real.filter((row) => is(row) && inPeriod(row.resolvedAt)).length,
        closed: real.filter((row) => is(row) && row.ended === 'closed' && inPeriod(row.endedAt)).length,
        open: open.filter(is).length,
      };
    }),
    'incident-ages': AGES.map((fromMs, place) => {
      const toMs = AGES[place + 1] ?? null;
      const old = open.filter(({ ageMs }) => num(ageMs) >= fromMs && (toMs === null || num(ageMs) < toMs));
      const [sev1, sev2, sev3, sev4] = SEVERITIES.map((one) => old.filter((row) => row.severity === one).length);
      return { fromMs, toMs, sev1, sev2, sev3, sev4, incidents: old.length };
    }),
    'response-by-severity': responseRows(rowsOf, real, inPeriod),
    'sla-by-severity': ['acknowledge', 'resolve'].flatMap((clock) =>
      SEVERITIES.map((severity) => {
        const own = clocks.filter((row) => row.clock === clock && row.severity === severity);
        const ended = own.filter((row) => !isEmpty(row.endedAt));
        const kept = ended.filter(({ state }) => state === 'kept').length;
        const share = percent(kept, ended.length);
        return { clock, severity, kept, of: ended.length, share, running: own.length - ended.length };
      }),
    ),
    'sla-breaches': missed.map(({ number, clock, targetMs, elapsedMs, overMs, endedAt }) => {
      return { number, clock, targetMs, elapsedMs, overMs, endedAt };
    }),
    'backup-checks': different(rowsOf('backup-days'), 'host').flatMap((host) => {
      const days = rowsOf('backup-days').filter((row) => row.host === host);
      return different(days, 'check').map((check) => {
        const own = days.filter((row) => row.check === check);
        const [seen, good] = [total(own, 'seen'), total(own, 'good')];
        return { host, check, seen, good, share: percent(good, seen) };
      });
    }),
    runbooks: different(runs, 'runbook').map((runbook) => {
      const own = runs.filter((row) => row.runbook === runbook);
      const ways = ['green', 'skips', 'unverified', 'failed', 'aborted', 'rolled-back', ''];
      const counts = ways.map((way) => own.filter((row) => (row.outcome ?? '') === way).length);
      const [green, skips, unverified, failed, aborted, rolledBack, running] = counts;
      const took = own.filter(({ tookMs }) => !isEmpty(tookMs)).map(({ tookMs }) => num(tookMs));
      const ended = { green, skips, unverified, failed, aborted, rolledBack, running };
      return { runbook, runs: own.length, ...ended, medianMs: placed(took, 0.5) };
    }),
  };
}

function responseRows(rowsOf: RowsOf, real: readonly Row[], inPeriod: (cell: unknown) => boolean): readonly Row[] {
  const known = (rows: readonly Row[], column: string): readonly number[] =>
    rows.filter((row) => !isEmpty(row[column])).map((row) => num(row[column]));
  const since = (rows: readonly Row[], column: string): readonly number[] =>
    rows
      .filter((row) => !isEmpty(row.detectedAt) && !isEmpty(row[column]))
      .map((row) => Math.max(0, num(row[column]) - num(row.detectedAt)));
  const left = (rows: readonly Row[]): number => rows.filter((row) => isEmpty(row.acknowledgedAt)).length;
  return SEVERITIES.flatMap((severity) => {
    const of = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row.severity === severity);
    const [told, ended] = [of(rowsOf('reactions')), of(rowsOf('problems-ended'))];
    const opened = of(real).filter((row) => inPeriod(row.openedAt));
    const resolved = of(real).filter((row) => inPeriod(row.resolvedAt));
    const row = (of: string, what: string, durations: readonly number[], unanswered: number | null) => {
      return { of, what, severity, ...spreadColumns(durations), unanswered };
    };
    return [
      row('problems', 'acknowledge', known(told, 'toAcknowledgeMs'), left(told)),
      row('problems', 'resolve', known(ended, 'toResolveMs'), null),
      row('incidents', 'acknowledge', since(opened, 'acknowledgedAt'), left(opened)),
      row('incidents', 'resolve', since(resolved, 'resolvedAt'), null),
    ];
  });
}

const TIMES = ['goodMs', 'badMs', 'unreachableMs', 'maintenanceMs', 'pendingMs', 'unmonitoredMs'];
const addedUp = (rows: readonly Row[]): Row => {
  const sums = Object.fromEntries(TIMES.map((column) => [column, total(rows, column)]));
  const periodMs = TIMES.reduce((sum, column) => sum + num(sums[column]), 0);
  return { ...sums, periodMs, availability: percent(num(sums.goodMs), num(sums.goodMs) + num(sums.badMs)) };
};

/** What rows that were gathered say of each other: the time of hosts, sites, tags and slots, the outages, the nights. */
export function recomputeGathered(rowsOf: RowsOf, budgetMs: number): Tables {
  const hosts = rowsOf('availability-hosts');
  const tagsOf = (row: Row): readonly string[] => (isEmpty(row.tags) ? [] : String(row.tags).split(', '));
  const groups = (by: string, namesOf: (row: Row) => readonly unknown[]): readonly Row[] =>
    [...new Set(hosts.flatMap(namesOf))].map((name) => {
      const own = hosts.filter((row) => namesOf(row).includes(name));
      return { by, name, hosts: own.length, ...addedUp(own) };
    });
  return {
    'availability-hosts': hosts.map((row) => {
      const begun = rowsOf('availability-outages').filter(({ host, begins }) => host === row.host && begins === 1);
      const { medianMs, maxMs, meanMs } = spreadColumns(
        begun.filter(({ ended }) => ended === 1).map(({ badMs }) => num(badMs)),
      );
      return {
        ...{ host: row.host, ...addedUp([row]), outages: begun.length },
        ...{ outageMedianMs: medianMs, outageMaxMs: maxMs, mtrsMs: meanMs },
        mtbfMs: begun.length === 0 ? null : num(row.goodMs) / begun.length,
        budgetLeftMs: budgetMs - num(row.badMs),
      };
    }),
    'availability-groups': [...groups('site', ({ site }) => [site]), ...groups('tag', tagsOf)],
    'interruption-nights': rowsOf('interruption-nights').map(({ night }) => {
      return { night, alerts: rowsOf('alerts').filter((row) => row.night === night).length };
    }),
  };
}

/** All slots together have the time of all hosts together. */
export const slotsAgree = (rowsOf: RowsOf): boolean =>
  JSON.stringify(addedUp(rowsOf('availability-slots'))) === JSON.stringify(addedUp(rowsOf('availability-hosts')));
