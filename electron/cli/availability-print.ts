// Availability as people and programs read it: percent with four decimals, time in minutes or milliseconds.
import type { Availability, AvailabilityReport } from '../contract/model/availability.ts';
import type { Columns } from '../engine/core/availability.ts';
import type { World } from '../engine/services/world.ts';
import { type Cell, table } from './print.ts';
import { utc } from './times.ts';

/**
 * Percent with four decimals; null without data. Rounding never hides: 100 is printed only when nothing was bad, and 0
 * only when nothing was good.
 */
export function percentText({ availability, goodMs, badMs }: Availability): string | null {
  if (availability === null) return null;
  const text = availability.toFixed(4);
  if (text === '100.0000' && badMs > 0) return '99.9999';
  return text === '0.0000' && goodMs > 0 ? '0.0001' : text;
}

/** The columns in JSON; `availability` keeps its four decimals once `toJson` has written it. */
export function columnsOf(counted: Availability) {
  return {
    availability: marked(percentText(counted)),
    good_ms: counted.goodMs,
    bad_ms: counted.badMs,
    unreachable_ms: counted.unreachableMs,
    maintenance_ms: counted.maintenanceMs,
    pending_ms: counted.pendingMs,
    unmonitored_ms: counted.unmonitoredMs,
    period_ms: counted.periodMs,
  };
}

/** JSON in which 90 % stands as the number 90.0000. */
export function toJson(value: object): string {
  return JSON.stringify(value).replace(/"availability":"fixed:([\d.]+)"/g, '"availability":$1');
}

const marked = (percent: string | null): string | null => (percent === null ? null : `fixed:${percent}`);

/** A report as one JSON document, with names in the place of ids. */
export function reportJson(report: AvailabilityReport, world: World, by: 'site' | 'tag' | undefined): string {
  return toJson({
    from: utc(report.from),
    to: utc(report.to),
    hosts: report.hosts.map(({ checks, ...host }) => ({
      host: world.hosts.get(host.hostId)?.name ?? host.hostId,
      ...columnsOf(host),
      ...(checks && {
        checks: checks.map((check) => ({
          check: world.checks.get(check.checkId)?.name ?? check.checkId,
          ...columnsOf(check),
        })),
      }),
    })),
    groups: report.groups
      .filter((group) => !by || group.by === by)
      .map((group) => ({ by: group.by, name: group.name, hosts: group.hosts, ...columnsOf(group) })),
    total: columnsOf(report.total),
  });
}

/** A report as a table: of hosts (and their checks), or of groups. */
export function reportTable(report: AvailabilityReport, world: World, by: 'site' | 'tag' | undefined): string {
  const period = `${utc(report.from)} to ${utc(report.to)}, ${minutesText(report.to - report.from)} minutes`;
  const headings = ['availability', ...MINUTES.map(([heading]) => heading)];
  const rows = by
    ? [[by, 'hosts', ...headings], ...groupRows(report, by), ['total', report.hosts.length, ...figures(report.total)]]
    : [['host', ...headings], ...hostRows(report, world), ['total', ...figures(report.total)]];
  return `${period}; columns in minutes\n\n${table(rows)}`;
}

const groupRows = ({ groups }: AvailabilityReport, by: 'site' | 'tag'): readonly (readonly Cell[])[] =>
  groups.filter((group) => group.by === by).map((group) => [group.name, group.hosts, ...figures(group)]);

function hostRows({ hosts }: AvailabilityReport, world: World): readonly (readonly Cell[])[] {
  return hosts.flatMap(({ hostId, checks = [], ...host }) => {
    const name = world.hosts.get(hostId)?.name ?? hostId;
    const ofChecks = checks.map(({ checkId, ...check }) => [
      `${name}/${world.checks.get(checkId)?.name ?? checkId}`,
      ...figures(check),
    ]);
    return [[name, ...figures(host)], ...ofChecks];
  });
}

const MINUTES: readonly (readonly [heading: string, column: keyof Columns])[] = [
  ['good', 'goodMs'],
  ['bad', 'badMs'],
  ['unreachable', 'unreachableMs'],
  ['maintenance', 'maintenanceMs'],
  ['pending', 'pendingMs'],
  ['not monitored', 'unmonitoredMs'],
];

const figures = (counted: Availability): readonly Cell[] => [
  counted.availability === null ? 'no data' : `${percentText(counted)} %`,
  ...MINUTES.map(([, column]) => minutesText(counted[column])),
];

const minutesText = (ms: number): string =>
  (ms / 60_000).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
