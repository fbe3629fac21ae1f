// The runs that a timeline tells of, for a report: from the record where they were run here, else from what the entries say,
// as of an incident that was brought in from elsewhere.
import { z } from 'zod';
import { originOf } from '../../../contract/model/entry-origin.ts';
import { RUN_MODES, RUN_OUTCOMES } from '../../../contract/model/runbook-words.ts';
import type { TimelineEntry } from '../../../contract/model/timeline.ts';
import type { ExportRun } from '../../exporters/exporter.ts';
import type { Store } from '../../store/open.ts';
import type { RunRecord } from '../../store/run-figures.ts';
import type { World } from '../world.ts';

export interface ExportRunsOptions {
  readonly store: Pick<Store, 'runFigures'>;
  readonly world: Pick<World, 'hosts'>;
}

/** Of runs only: what else is in the data of their entries. */
const runData = z.object({
  runId: z.string(),
  event: z.string().default(''),
  hash: z.string().default(''),
  mode: z.enum(RUN_MODES).catch('live'),
  outcome: z.enum(RUN_OUTCOMES).nullable().catch(null),
  reason: z.string().catch(''),
});
type RunData = z.infer<typeof runData>;

interface Told {
  readonly entry: TimelineEntry;
  readonly data: RunData;
}

/** In the order they began. */
export function runsOf({ store, world }: ExportRunsOptions, entries: readonly TimelineEntry[]): readonly ExportRun[] {
  const told = new Map<string, Told[]>();
  for (const entry of entries) {
    if (entry.kind !== 'run' && entry.kind !== 'step') continue;
    const read = runData.safeParse(entry.data);
    if (!read.success || read.data.mode === 'dry') continue;
    const { runId } = read.data;
    told.set(runId, [...(told.get(runId) ?? []), { entry, data: read.data }]);
  }
  return [...told]
    .map(([runId, its]) => {
      const record = store.runFigures.record(runId);
      return record ? ofRecord(record, world) : ofEntries(its);
    })
    .sort((a, b) => a.startedAt - b.startedAt);
}

function ofRecord(record: RunRecord, world: ExportRunsOptions['world']): ExportRun {
  const { title, hash, mode, startedAt, startedBy, endedAt, outcome, endReason, hostIds, steps } = record;
  return {
    title,
    hash,
    mode,
    startedAt,
    startedBy,
    endedAt,
    outcome,
    reason: endReason,
    hosts: hostIds.map((id) => world.hosts.get(id)?.name ?? id),
    skipped: steps.flatMap(({ n, title: step, skipped }) => (skipped ? [{ n, title: step, ...skipped }] : [])),
    unverified: steps.flatMap(({ n, title: step, verified, result }) =>
      verified === 'no' ? [{ n, title: step, result }] : [],
    ),
    isWhole: true,
  };
}

/** 'Ada started the runbook "Filesystem almost full"', 'Run of Filesystem almost full ended failed. …' */
const TITLE = /\bstarted the runbook "(.+?)"|\bRun of (.+?) ended\b/;
/** 'Step 3 of 9, Is there room now?: skipped by Ada: …' */
const STEP = /\bStep (\d+) of \d+, (.+?): skipped\b/;

function titleIn(text: string): readonly string[] {
  const found = TITLE.exec(text);
  return found ? [found[1] ?? found[2] ?? ''] : [];
}

function ofEntries(told: readonly Told[]): ExportRun {
  const first = told[0]?.entry;
  const end = told.find(({ entry, data }) => entry.kind === 'run' && data.event === 'ended');
  const titles = told.flatMap(({ entry }) => (entry.kind === 'run' ? titleIn(entry.text) : []));
  return {
    title: titles[0] ?? 'a runbook',
    hash: told[0]?.data.hash ?? '',
    mode: told[0]?.data.mode ?? 'live',
    startedAt: first?.occurredAt ?? 0,
    startedBy: first ? originOf(first).who : '',
    endedAt: end?.entry.occurredAt ?? null,
    outcome: end?.data.outcome ?? null,
    reason: '',
    hosts: [],
    skipped: told.flatMap(({ entry, data }) => {
      if (data.event !== 'skipped') return [];
      const title = STEP.exec(entry.text)?.[2] ?? entry.text;
      return [{ n: null, title, by: originOf(entry).who, at: entry.occurredAt, reason: data.reason }];
    }),
    unverified: [],
    isWhole: false,
  };
}
