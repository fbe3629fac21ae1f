// A made-up incident with a real chain, for exports that need no engine.
import { hash } from 'node:crypto';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import type { TimelineEntry } from '../../electron/contract/model/timeline.ts';
import type { CarriedPayload, ExportSource } from '../../electron/engine/exporters/exporter.ts';
import { GENESIS, hashEntry } from '../../electron/engine/store/journal-chain.ts';
import { madeUpIncident } from '../support/worlds-incidents.ts';

/** 2026-11-22 02:14:05 UTC. */
export const AT = Date.UTC(2026, 10, 22, 2, 14, 5);

const SALT = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

export function payloadOf(text: string): CarriedPayload {
  const content = Buffer.from(text);
  const sha256 = hash('sha256', Buffer.concat([SALT, content]), 'hex');
  return { sha256, bytes: content.length, name: null, type: null, state: 'kept', salt: SALT, content };
}

/** Entries with gaps in their seq, as those of one incident have, each hashed for real. */
export function chained(
  drafts: readonly Partial<EntryDraft>[],
  bodies: readonly (CarriedPayload | null)[] = [],
): readonly TimelineEntry[] {
  let prevHash = GENESIS;
  return drafts.map((draft, place) => {
    const body = bodies[place] ?? null;
    const unhashed = {
      seq: 10 + place * 3,
      uuid: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
      kind: 'note' as const,
      occurredAt: AT + place * 60_000,
      recordedAt: AT + place * 60_000,
      actor: { type: 'operator' as const, name: 'Ada' },
      text: `Note ${place}`,
      ...draft,
      data: { ...draft.data, ...(body ? { body: { sha256: body.sha256, bytes: body.bytes } } : {}) },
      prevHash,
    };
    const entry = { ...unhashed, hash: hashEntry(unhashed) };
    prevHash = entry.hash;
    const said = body?.content ? Buffer.from(body.content).toString() : null;
    return { ...entry, body: said, attachment: null, pinned: false, correctedBy: null, redacted: null };
  });
}

export function sourceOf(
  incident: Partial<Incident> = {},
  entries: readonly TimelineEntry[] = [],
  payloads: readonly CarriedPayload[] = [],
): ExportSource {
  return {
    incident: madeUpIncident({
      number: 'INC-2026-0042',
      id: '6f1c0000-0000-4000-8000-000000000042' as never,
      openedAt: AT,
      openedBy: 'Ada',
      ...incident,
    }),
    entries,
    payloads: new Map(payloads.map((payload) => [payload.sha256, payload])),
    hostNames: {},
    rootHost: null,
    runs: [],
    series: [],
    measured: { from: AT - 3_600_000, to: AT + 3_600_000 },
    head: { seq: 99, hash: 'c'.repeat(64) },
    exportedAt: AT + 3_600_000,
    exportedBy: 'Ada',
    zone: 'Europe/Berlin',
  };
}
