// The scripted engine about timelines: entries that a world brings, and what is written to them.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { EntryKind } from '../../electron/contract/model/journal.ts';
import type { TimelineEntry, TimelineFilter } from '../../electron/contract/model/timeline.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { OPTIC_PNG } from './worlds-incident-night.ts';
import { madeUpStory } from './worlds-incident-story.ts';
import { madeUpEntry, madeUpTimeline } from './worlds-incidents.ts';

/** Of one stage: timelines by incident, and who follows them. */
function openTimelines(stage: Stage) {
  const timelines = new Map<IncidentId, TimelineEntry[]>();
  const followers = new Map<IncidentId, Set<() => void>>();
  const of = (id: IncidentId): TimelineEntry[] => {
    const known = timelines.get(id) ?? [...madeUpTimeline(stage.world().incidents.get(id), stage.clock())];
    timelines.set(id, known);
    return known;
  };
  const change = (id: IncidentId, entries: readonly TimelineEntry[]): void => {
    timelines.set(
      id,
      entries.toSorted((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq),
    );
    for (const tell of followers.get(id) ?? []) tell();
  };
  const write = (id: IncidentId, kind: EntryKind, part: Partial<TimelineEntry>): { seq: number } => {
    const known = of(id);
    const seq = known.reduce((most, entry) => Math.max(most, entry.seq), 0) + 1;
    const actor = { type: 'operator', name: 'noc' } as const;
    change(id, [
      ...known,
      madeUpEntry({ seq, kind, actor, occurredAt: stage.clock(), recordedAt: stage.clock(), ...part }),
    ]);
    return { seq };
  };
  async function* follow(id: IncidentId, signal: AbortSignal | undefined) {
    while (!signal?.aborted) {
      yield { total: of(id).length };
      await new Promise<void>((resolve) => {
        const mine = followers.get(id) ?? new Set();
        followers.set(id, mine.add(resolve));
        signal?.addEventListener('abort', () => resolve());
      });
    }
  }
  return { of, change, write, follow };
}

const open = new WeakMap<Stage, ReturnType<typeof openTimelines>>();
let last: ReturnType<typeof openTimelines> | null = null;
function timelinesOf(stage: Stage) {
  const known = open.get(stage) ?? openTimelines(stage);
  open.set(stage, known);
  last = known;
  return known;
}

/** Somebody else writes an entry: into the engine that was made last. */
export const tellTimeline = (id: IncidentId, kind: EntryKind, part: Partial<TimelineEntry>): { seq: number } => {
  if (!last) throw new Error('There is no engine yet.');
  return last.write(id, kind, part);
};

/** What the filter lets through. */
const fitting =
  ({ who, kinds, person, pinned, hostId, text }: TimelineFilter) =>
  (entry: TimelineEntry): boolean =>
    (who === 'all' || (who === 'engine') === (entry.actor.type === 'engine')) &&
    (kinds.length === 0 || kinds.includes(entry.kind)) &&
    (person === '' || (entry.actor.type !== 'engine' && entry.actor.name === person)) &&
    (hostId === null || entry.hostId === hostId) &&
    (text === '' || `${entry.text} ${entry.body ?? ''}`.toLowerCase().includes(text.toLowerCase())) &&
    (!pinned || entry.pinned);

export const followTimeline = (stage: Stage, id: IncidentId, signal: AbortSignal | undefined) =>
  timelinesOf(stage).follow(id, signal);

export function timelineHandlers(stage: Stage) {
  const os = implement(contract).incidents;
  const { of, change, write } = timelinesOf(stage);
  const changeOne = (id: IncidentId, seq: number, part: Partial<TimelineEntry>): void =>
    change(
      id,
      of(id).map((entry) => (entry.seq === seq ? { ...entry, ...part } : entry)),
    );
  return {
    search: os.search.handler(() => []),
    timeline: os.timeline.handler(({ input }) => {
      stage.heard('timeline', input);
      const fit = of(input.incidentId).filter(fitting(input.filter));
      const offset = input.offset ?? Math.max(0, fit.length - input.limit);
      const head = { seq: fit.at(-1)?.seq ?? 0, hash: 'a41f'.padEnd(60, '0').concat('09c2') };
      return { total: fit.length, offset, entries: fit.slice(offset, offset + input.limit), head };
    }),
    placeOf: os.placeOf.handler(({ input }) => {
      const all = of(input.incidentId).filter(fitting(input.filter));
      const offset = all.findIndex(({ occurredAt }) => occurredAt >= input.at);
      return { offset: offset < 0 ? all.length : offset, total: all.length };
    }),
    note: os.note.handler(({ input }) => {
      stage.heard('note', input);
      const occurredAt = input.happenedAt ?? stage.clock();
      return write(input.incidentId, input.kind, { body: input.text, text: 'Note', occurredAt });
    }),
    correct: os.correct.handler(({ input }) => {
      stage.heard('correct', input);
      const { seq } = write(input.incidentId, 'correction', { body: input.text, text: 'Correction' });
      changeOne(input.incidentId, input.seq, { correctedBy: { uuid: `entry-${seq}`, seq, at: stage.clock() } });
      return { seq };
    }),
    pin: os.pin.handler(({ input }) => {
      stage.heard('pin', input);
      changeOne(input.incidentId, input.seq, { pinned: input.pinned });
      return { seq: input.seq };
    }),
    redact: os.redact.handler(({ input }) => {
      stage.heard('redact', input);
      const redacted = { by: 'noc', at: stage.clock(), reason: input.reason };
      changeOne(input.incidentId, input.seq, { body: null, redacted });
      return write(input.incidentId, 'redaction', { text: `Redacted: ${input.reason}` });
    }),
    ...fileHandlers(stage),
    story: os.story.handler(({ input }) => {
      stage.heard('story', input);
      return madeUpStory(stage.world().incidents.get(input.incidentId), stage.world(), stage.clock());
    }),
    exportFile: os.exportFile.handler(({ input }) => {
      stage.heard('exportFile', input);
      return { name: 'incident.md', type: 'text/markdown', content: '# An incident\n', base64: false };
    }),
    importPart: os.importPart.handler(({ input }) => {
      stage.heard('importPart', { characters: input.text.length });
      return { upload: 'import-1', received: input.text.length };
    }),
    importFile: os.importFile.handler(({ input }) => {
      stage.heard('importFile', { dryRun: input.dryRun });
      const counts = { entries: 0, attachments: 0, warnings: [] };
      return { incident: null, number: 'INC-2026-0001', title: 'Brought in', ...counts };
    }),
  };
}

/** Files: kept in memory, part by part, under a hash that is made up. */
function fileHandlers(stage: Stage) {
  const os = implement(contract).incidents;
  const { write } = timelinesOf(stage);
  const kept = new Map<string, { name: string; content: string }>();
  const coming = new Map<string, string>();
  return {
    uploadPart: os.uploadPart.handler(({ input }) => {
      stage.heard('uploadPart', { ...input, part: input.part.length });
      const upload = input.upload ?? `upload-${coming.size + 1}`;
      const content = (coming.get(upload) ?? '') + atob(input.part);
      coming.set(upload, content);
      if (content.length < input.bytes) return { upload, received: content.length, sha256: null, type: null };
      const sha256 = String(kept.size + 1).padStart(64, '7');
      kept.set(sha256, { name: input.name, content });
      return { upload, received: content.length, sha256, type: typeOf(content) };
    }),
    attach: os.attach.handler(({ input }) => {
      stage.heard('attach', input);
      const { name, content } = kept.get(input.sha256) ?? { name: 'gone', content: '' };
      const attachment = { sha256: input.sha256, bytes: content.length, name, type: typeOf(content) };
      return write(input.incidentId, 'attachment', {
        text: name,
        body: input.text || null,
        attachment,
        actor: { type: 'operator', name: 'noc' },
      });
    }),
    attachmentPart: os.attachmentPart.handler(({ input }) => {
      const { name, content } = kept.get(input.sha256) ?? { name: 'optic.png', content: atob(OPTIC_PNG) };
      const part = btoa(content.slice(input.offset, input.offset + 512 * 1024));
      return { name, type: typeOf(content), bytes: content.length, part };
    }),
  };
}

const typeOf = (content: string): string => (content.startsWith('\x89PNG') ? 'image/png' : 'text/plain');
