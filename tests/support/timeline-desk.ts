// A desk with incidents: a floor, an incident opened from the problems that are there, and short ways to its timeline.
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { TimelineEntry, TimelineFilterDraft } from '../../electron/contract/model/timeline.ts';
import type { Floor } from './floor.ts';

/** Opens an incident over these problems ('web1 http'), or over none. */
export function openIncident(
  floor: Floor,
  title: string,
  about: readonly (readonly [host: string, check: string])[] = [],
  more: { readonly impactAt?: number; readonly hostIds?: readonly string[] } = {},
): Promise<Incident> {
  const problemIds = about.map(([host, check]) => {
    const found = floor.problem(host, check);
    if (!found) throw new Error(`there is no problem of ${host} ${check}`);
    return found.id;
  });
  return floor.client.incidents.open({
    fields: { title, hostIds: (more.hostIds ?? []) as Incident['hostIds'] },
    impact: 'high',
    urgency: 'high',
    problemIds,
    impactAt: more.impactAt ?? null,
  });
}

/** A whole timeline, oldest first. */
export async function timelineOf(
  floor: Floor,
  { id }: { readonly id: IncidentId },
  filter: TimelineFilterDraft = {},
): Promise<readonly TimelineEntry[]> {
  const all: TimelineEntry[] = [];
  for (;;) {
    const page = await floor.client.incidents.timeline({ incidentId: id, filter, offset: all.length, limit: 500 });
    all.push(...page.entries);
    if (all.length >= page.total) return all;
  }
}

/** 'kind: text' of each, for tests that compare a course of events. */
export const told = (entries: readonly TimelineEntry[]): readonly string[] =>
  entries.map(({ kind, text }) => `${kind}: ${text}`);

/** Uploads a file in parts and answers with what came of the last. */
export async function upload(floor: Floor, name: string, content: Uint8Array, partBytes = 512 * 1024) {
  let uploadId: string | null = null;
  for (let offset = 0; ; offset += partBytes) {
    const part = Buffer.from(content.subarray(offset, offset + partBytes)).toString('base64');
    const answer = await floor.client.incidents.uploadPart({
      upload: uploadId,
      name,
      bytes: content.length,
      offset,
      part,
    });
    uploadId = answer.upload;
    if (answer.sha256 !== null) return { ...answer, sha256: answer.sha256, type: answer.type ?? '' };
    if (answer.received >= content.length) throw new Error('everything was sent, and no hash came back');
  }
}
