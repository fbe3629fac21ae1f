// Backup checks day by day, by what the state log says of the end of each day; and the copies the monitor made of its own data.
import { basename } from 'node:path';
import { merged } from '../../core/availability.ts';
import { daysOf } from '../../core/report-period.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import { spansOf } from '../../core/spans.ts';
import type { Gathering } from './report-facts.ts';

const SLICE = 25;
const TWO_DAYS_MS = 2 * 86_400_000;
const SEEN: ReadonlySet<string> = new Set(['ok', 'warning', 'critical', 'unknown']);

export async function gatherBackups(gathering: Gathering): Promise<Pick<ReportRows, 'backup-days' | 'own-backups'>> {
  const { world, frame, hosts, availability } = gathering;
  const checks = [...world.checks.values()].filter(
    ({ kind, enabled, hostId }) => kind === 'backup' && enabled && (hosts === null || hosts.has(hostId)),
  );
  // Looked up beyond the end, so that a day is not cut there: one that goes on has no end to be judged by.
  const days = daysOf(frame.zone, frame.from, frame.until + TWO_DAYS_MS).filter(({ to }) => to <= frame.until);
  const rows: ReportRow<'backup-days'>[] = [];
  const subjects = checks.map(({ hostId, id }) => ({ hostId, checkId: id }));
  await availability.walk(
    subjects,
    { from: frame.from, to: frame.until },
    (facts, place) => {
      const check = checks[place];
      if (!check) return;
      const windows = merged(facts.maintenance);
      const spans = spansOf(facts.log, facts.gaps, frame.from, frame.until, facts.current);
      for (const { day, to } of days) {
        const at = to - 1;
        const held = windows.some((window) => window.from <= at && at < window.to);
        const status = spans.find((span) => span.from <= at && at < span.to)?.status ?? 'pending';
        const isHeld = held && SEEN.has(status);
        rows.push({
          day,
          at,
          host: world.hosts.get(check.hostId)?.name ?? '',
          check: check.name,
          state: isHeld ? 'maintenance' : status,
          seen: Number(!isHeld && SEEN.has(status)),
          good: Number(!isHeld && status === 'ok'),
        });
      }
    },
    SLICE,
  );
  return { 'backup-days': rows, 'own-backups': ownBackups(gathering) };
}

const ownBackups = ({ store, frame }: Gathering): ReportRows['own-backups'] =>
  store
    .backups()
    .filter(({ at }) => at < frame.until)
    .map(({ at, file, bytes }) => ({ at, file: basename(file), bytes }));
