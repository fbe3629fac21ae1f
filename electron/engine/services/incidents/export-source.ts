// Gathers all that is known of an incident at one moment, for whatever form it is to leave in.
import { z } from 'zod';
import type { HostId } from '../../../contract/model/ids.ts';
import type { Incident } from '../../../contract/model/incident.ts';
import { isEnded } from '../../../contract/model/incident.ts';
import { type TimelineEntry, timelineFilter } from '../../../contract/model/timeline.ts';
import type { CheckSeries, Exporter, ExportSource } from '../../exporters/exporter.ts';
import { gatherPayloads } from './export-payloads.ts';
import { runsOf } from './export-runs.ts';
import type { ExportsOptions } from './exports.ts';

const PAGE = 500;
/** Checks that are drawn, and metrics of each: a storm of 800 checks is not 800 pictures. */
const MOST_CHECKS = 12;
const MOST_METRICS = 3;
const POINTS = 240;
/** Measured before the impact and after the end: how it was when all was well. */
const BEFORE_MS = 60 * 60_000;
const AFTER_MS = 30 * 60_000;

export type SourceOptions = Pick<ExportsOptions, 'clock' | 'store' | 'world' | 'timeline' | 'history'>;

/** `zone` is an IANA zone that was looked at before. */
export async function gatherSource(
  options: SourceOptions,
  incident: Incident,
  exporter: Exporter,
  who: { readonly by: string; readonly zone: string },
): Promise<ExportSource> {
  const { clock, store, world } = options;
  const exportedAt = clock.now();
  // First: what is written while the pages are read stands behind it, and is left out.
  const head = store.journal.head();
  const entries = await readTimeline(options, incident, head.seq);
  const measured = periodOf(incident, exportedAt);
  return {
    incident,
    entries,
    payloads: gatherPayloads(store, entries, exporter.carries),
    ...namesOf(world, incident, entries),
    runs: runsOf(options, entries),
    series: seriesOf(options, incident, measured),
    measured,
    head,
    exportedAt,
    exportedBy: who.by,
    zone: who.zone,
  };
}

/** All entries up to `last`, page by page; checks go on in between. */
async function readTimeline(
  { timeline }: SourceOptions,
  { id }: Incident,
  last: number,
): Promise<readonly TimelineEntry[]> {
  const filter = timelineFilter.parse({});
  const found = new Map<number, TimelineEntry>();
  for (let offset = 0; ; offset += PAGE) {
    const { entries, total } = timeline.page({ incidentId: id, filter, offset, limit: PAGE });
    // An entry that is written meanwhile, set back in time, moves the others: some come twice, none is missed.
    for (const entry of entries) if (entry.seq <= last) found.set(entry.seq, entry);
    if (offset + PAGE >= total) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return [...found.values()].sort((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq);
}

/** What an import said of hosts of elsewhere, and what is called here. */
const broughtIn = z.object({ hosts: z.record(z.string(), z.string()), rootHost: z.string().nullable() });

function namesOf(
  world: SourceOptions['world'],
  { hostIds, rootHostId, problems }: Incident,
  entries: readonly TimelineEntry[],
): Pick<ExportSource, 'hostNames' | 'rootHost'> {
  const nameOf = (id: HostId): string =>
    world.hosts.get(id)?.name ?? problems.find(({ hostId }) => hostId === id)?.host ?? id;
  const arrival = entries.find(({ kind, data }) => kind === 'export' && data.form === 'import');
  const there = broughtIn.safeParse(arrival?.data).data;
  const ids = [...hostIds, ...(rootHostId === null ? [] : [rootHostId])];
  return {
    hostNames: { ...there?.hosts, ...Object.fromEntries(ids.map((id) => [id, nameOf(id)])) },
    rootHost: rootHostId === null ? (there?.rootHost ?? null) : nameOf(rootHostId),
  };
}

/** From an hour before the impact to half an hour after the end, or now. */
function periodOf(
  { milestones, openedAt, status }: Incident,
  now: number,
): { readonly from: number; readonly to: number } {
  const began = Math.min(openedAt, ...milestones.map(({ at }) => at));
  const ended = milestones.findLast(({ kind }) => kind === 'resolved' || kind === 'closed')?.at;
  const isOver = ended !== undefined && (isEnded(status) || status === 'resolved');
  return { from: began - BEFORE_MS, to: Math.max(began, isOver ? Math.min(now, ended + AFTER_MS) : now) };
}

function seriesOf(
  { history }: SourceOptions,
  { problems }: Incident,
  { from, to }: { readonly from: number; readonly to: number },
): readonly CheckSeries[] {
  const checks = new Map(problems.map((problem) => [problem.checkId, problem]));
  return [...checks.values()].slice(0, MOST_CHECKS).flatMap(({ checkId, host, check }) =>
    history
      .samples({ checkId, from, to, points: POINTS })
      .filter(({ avg }) => avg.some((value) => value !== null))
      .slice(0, MOST_METRICS)
      .map((series): CheckSeries => ({ host, check, ...series })),
  );
}
