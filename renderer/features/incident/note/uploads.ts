// Files on their way to the engine: refused before they are read when they are too large, sent part by part, cancelled at
// any time. They wait here, by incident, until a note takes them along.
import { create } from 'zustand';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import { ATTACHMENT_LIMIT, PART_LIMIT } from '../../../../electron/contract/model/incident-rules.ts';
import { bytes } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';

export type UploadState =
  | { readonly type: 'sending'; readonly sent: number }
  | { readonly type: 'kept'; readonly sha256: string; readonly fileType: string }
  | { readonly type: 'failed'; readonly reason: string };

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly state: UploadState;
  /** Stops it, if it is still on its way, and takes it off the list. */
  readonly drop: () => void;
}

type Uploads = ReadonlyMap<IncidentId, readonly Upload[]>;

const useAll = create<{ readonly uploads: Uploads }>()(() => ({ uploads: new Map() }));
const NONE: readonly Upload[] = [];

export const useUploads = (id: IncidentId): readonly Upload[] => useAll((state) => state.uploads.get(id) ?? NONE);

export const uploadsOf = (id: IncidentId): readonly Upload[] => useAll.getState().uploads.get(id) ?? NONE;

const change = (id: IncidentId, next: (now: readonly Upload[]) => readonly Upload[]): void =>
  useAll.setState(({ uploads }) => ({ uploads: new Map(uploads).set(id, next(uploads.get(id) ?? NONE)) }));

/** Takes those off the list that a note has taken along. */
export const forgetUploads = (id: IncidentId, taken: readonly Upload[]): void =>
  change(id, (now) => now.filter((upload) => !taken.some((one) => one.id === upload.id)));

const size = (count: number): string => bytes(count).join('\u00a0');

/** Why a file is not even read; null when it is. */
export function refusedFile({ name, size: count }: Pick<File, 'name' | 'size'>): string | null {
  if (count === 0) return `${name} is empty. Nothing was sent.`;
  if (count <= ATTACHMENT_LIMIT) return null;
  return `${name} has ${size(count)}; the record keeps files of up to ${size(ATTACHMENT_LIMIT)}. Nothing was sent: keep it elsewhere and link it.`;
}

let last = 0;

/** Sends files to the engine. What is refused stands in the list with its reason. */
export function sendFiles(incidentId: IncidentId, files: readonly File[]): void {
  for (const file of files) {
    last += 1;
    const id = last;
    const stop = new AbortController();
    const drop = () => {
      stop.abort();
      change(incidentId, (now) => now.filter((upload) => upload.id !== id));
    };
    const refused = refusedFile(file);
    const state: UploadState = refused ? { type: 'failed', reason: refused } : { type: 'sending', sent: 0 };
    change(incidentId, (now) => [...now, { id, name: file.name || 'pasted', bytes: file.size, state, drop }]);
    if (refused) continue;
    const put = (next: UploadState) =>
      change(incidentId, (now) => now.map((upload) => (upload.id === id ? { ...upload, state: next } : upload)));
    void sendFile(file, stop.signal, (sent) => put({ type: 'sending', sent })).then(put, (error) => {
      if (stop.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      put({ type: 'failed', reason: `${reason} Nothing of ${file.name} is on record; add it again.` });
    });
  }
}

async function sendFile(file: File, signal: AbortSignal, onSent: (sent: number) => void): Promise<UploadState> {
  let upload: string | null = null;
  for (let offset = 0; ; ) {
    const piece = new Uint8Array(await file.slice(offset, offset + PART_LIMIT).arrayBuffer());
    signal.throwIfAborted();
    const answer: { upload: string; received: number; sha256: string | null; type: string | null } =
      await engine().incidents.uploadPart(
        { upload, name: file.name || 'pasted', bytes: file.size, offset, part: toBase64(piece) },
        { signal },
      );
    if (answer.sha256 !== null) {
      return { type: 'kept', sha256: answer.sha256, fileType: answer.type ?? '' };
    }
    if (piece.length === 0) throw new Error('The monitor did not take the whole file.');
    upload = answer.upload;
    offset += piece.length;
    onSent(offset);
  }
}

/** Characters that fit through one call of `fromCharCode`. */
const CHUNK = 32_768;

function toBase64(piece: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < piece.length; at += CHUNK) binary += String.fromCharCode(...piece.subarray(at, at + CHUNK));
  return btoa(binary);
}
