// What the entries of a timeline name by hash, gathered from the store for an export.
import type { TimelineEntry } from '../../../contract/model/timeline.ts';
import { type CarriedPayload, type Exporter, PICTURE_LIMIT, PICTURE_TYPES } from '../../exporters/exporter.ts';
import type { Store } from '../../store/open.ts';

/** Bytes of contents in one file: as base64, with the rest around it, a text that can be taken in again. */
export const CONTENTS_LIMIT = 120 * 1024 * 1024;

/** A reference to a payload wherever it stands in the data of an entry. */
interface Named {
  readonly sha256: string;
  readonly bytes: number;
}

/** The payloads that data names, however deep; in the order they stand. */
export function* payloadsNamedIn(data: unknown): Generator<Named> {
  if (typeof data !== 'object' || data === null) return;
  if ('sha256' in data && 'bytes' in data) {
    const { sha256, bytes } = data;
    if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof bytes === 'number')
      yield { sha256, bytes };
  }
  for (const item of Object.values(data)) yield* payloadsNamedIn(item);
}

/** With as much content as the form carries; the largest are left out when it is too much for one file. */
export function gatherPayloads(
  store: Pick<Store, 'payloads'>,
  entries: readonly TimelineEntry[],
  carries: Exporter['carries'],
): ReadonlyMap<string, CarriedPayload> {
  const named = new Map<string, Named>();
  for (const { data } of entries) for (const one of payloadsNamedIn(data)) named.set(one.sha256, one);
  const kept = new Map<string, CarriedPayload>();
  let room = CONTENTS_LIMIT;
  for (const { sha256, bytes } of [...named.values()].sort((a, b) => a.bytes - b.bytes)) {
    const file = store.payloads.file(sha256);
    const about = { sha256, bytes, name: file?.name ?? null, type: file?.type ?? null };
    const isPicture = file !== null && PICTURE_TYPES.has(file.type) && bytes <= PICTURE_LIMIT;
    const isWanted = carries === 'everything' || (carries === 'pictures' && isPicture);
    if (!isWanted || bytes > room) {
      kept.set(sha256, { ...about, state: file?.redacted ? 'redacted' : 'left-out', salt: null, content: null });
      continue;
    }
    const whole = store.payloads.whole(sha256);
    if (whole === null || whole.content === null) {
      kept.set(sha256, { ...about, state: 'redacted', salt: null, content: null });
      continue;
    }
    room -= bytes;
    kept.set(sha256, { ...about, state: 'kept', salt: whole.salt, content: whole.content });
  }
  // In the order the entries name them: the same incident makes the same file.
  return new Map(
    [...named.keys()].flatMap((sha256) => {
      const payload = kept.get(sha256);
      return payload ? [[sha256, payload] as const] : [];
    }),
  );
}
